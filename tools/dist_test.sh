#!/usr/bin/env bash
# Test on several GPUs (or CPU processes):
#   tools/dist_test.sh CONFIG CHECKPOINT PROCESSES [flags of tools/test.py]
# Several machines: set NNODES, NODE_RANK, MASTER_ADDR and PORT on each.
set -e
if ! [[ $3 =~ ^[0-9]+$ ]]; then
    echo "usage: $0 CONFIG CHECKPOINT PROCESSES [flags of tools/test.py]" >&2
    exit 2
fi
config=$1 checkpoint=$2 processes=$3
torchrun --nnodes="${NNODES:-1}" --node_rank="${NODE_RANK:-0}" \
    --master_addr="${MASTER_ADDR:-127.0.0.1}" --master_port="${PORT:-29500}" \
    --nproc_per_node="$processes" \
    "$(dirname "$0")/test.py" "$config" "$checkpoint" --launcher pytorch "${@:4}"

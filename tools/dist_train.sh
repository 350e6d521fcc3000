#!/usr/bin/env bash
# Train on several GPUs (or CPU processes) of one or more machines:
#   tools/dist_train.sh CONFIG PROCESSES [flags of tools/train.py]
# Several machines: set NNODES, NODE_RANK, MASTER_ADDR and PORT on each.
set -e
if ! [[ $2 =~ ^[0-9]+$ ]]; then
    echo "usage: $0 CONFIG PROCESSES [flags of tools/train.py]" >&2
    exit 2
fi
config=$1 processes=$2
torchrun --nnodes="${NNODES:-1}" --node_rank="${NODE_RANK:-0}" \
    --master_addr="${MASTER_ADDR:-127.0.0.1}" --master_port="${PORT:-29500}" \
    --nproc_per_node="$processes" \
    "$(dirname "$0")/train.py" "$config" --launcher pytorch "${@:3}"

"""Time a config from the bare networks to the whole loop: ``python tools/benchmark.py CONFIG``.

Takes several configs and measures them in turns, in one process: (a) the step of the bare networks,
(b) the step of the training on a resident batch, (c) the training with its data, (d) the data path
beside the bare decoding of the same files, (e) losses, sampler and metric, (f) inference.
"""
import json
import os.path as osp
import sys
from argparse import ArgumentParser, Namespace

import torch
from mmengine.registry import init_default_scope

from mlcr_mm.apis import (
    OptionAction,
    config_from_arguments,
    number_type,
    set_mixed_precision,
    user_errors,
)
from mlcr_mm.benchmark import format_report, run_benchmark
from mlcr_mm.files import write_text


def parse_arguments() -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument('configs', nargs='+', help='config files')
    parser.add_argument('--threads', type=number_type(int, 1),
                        help="CPU threads; PyTorch's choice if not given")
    parser.add_argument('--rounds', type=number_type(int, 1), default=5,
                        help='runs of each task; their median and '
                        'quartiles are printed')
    parser.add_argument('--steps', type=number_type(int, 1), default=2,
                        help='training steps of a run')
    parser.add_argument('--images', type=number_type(int, 1), default=200,
                        help='images that a run of the data '
                        'path loads')
    parser.add_argument('--metric-images', type=number_type(int, 1), default=1000,
                        help='images that the metric '
                        'sees')
    parser.add_argument('--amp', action='store_true', help='mixed precision, as in training')
    parser.add_argument('--peak-tflops', type=number_type(float, 1e-9),
                        help='of the device in the precision that is '
                        'used: prints the share of it')
    parser.add_argument('--out', help='also write OUT.json and OUT.md')
    parser.add_argument('--cfg-options', nargs='+', action=OptionAction, metavar='KEY=VALUE',
                        help='override settings of all configs')
    args = parser.parse_args()
    names = [osp.splitext(osp.basename(path))[0] for path in args.configs]
    if len(set(names)) < len(names):
        parser.error('two configs have the same name; name their files differently')
    args.names = names
    return args


@user_errors()
def main() -> None:
    """Measure, print and write."""
    args = parse_arguments()
    if args.threads:
        torch.set_num_threads(args.threads)
    init_default_scope('mmpretrain')
    configs = {}
    for name, path in zip(args.names, args.configs):
        configs[name] = config_from_arguments(Namespace(
            config=path, cfg_options=dict(args.cfg_options or {}), work_dir=None, launcher='none',
            local_rank=0, no_pin_memory=False))
        set_mixed_precision(configs[name], args.amp)
    result = run_benchmark(configs, args.rounds, args.steps, args.images, args.metric_images,
                           args.peak_tflops)
    text = format_report(result)
    print(text)
    if args.out:
        write_text(f'{args.out}.json', json.dumps(result, indent=1) + '\n')
        write_text(f'{args.out}.md', text)


if __name__ == '__main__':
    sys.exit(main())

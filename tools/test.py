"""Test a checkpoint: ``python tools/test.py CONFIG CHECKPOINT``."""
from argparse import ArgumentParser, Namespace
from copy import deepcopy

import mmengine
from mmengine.config import Config
from mmengine.evaluator import DumpResults

from mlcr_mm.apis import (
    add_common_arguments,
    careful_with_checkpoints,
    choose_checkpoint,
    config_from_arguments,
    leave_process_group,
    number_type,
    set_test_precision,
    user_errors,
    watch_processes,
)
from mlcr_mm.datasets.wrapped import nested_configs
from mlcr_mm.evaluation.score_dump import ScoreDump
from mlcr_mm.files import check_is_checkpoint, refuse_overwriting
from mlcr_mm.registry import RUNNERS

#: What ``--out`` may end in.
SUFFIXES = dict(pred=('.pkl', '.pickle', '.npz'), metrics=('.json', '.pkl', '.pickle'))


def parse_arguments() -> Namespace:
    """Read the command line: mmpretrain's flags."""
    parser = ArgumentParser(description=__doc__)
    add_common_arguments(parser)
    parser.add_argument('checkpoint', help='checkpoint of tools/train.py, or its work '
                        'directory')
    parser.add_argument('--out', help='file for the predictions (.pkl, or .npz: arrays of names, '
                        'labels and scores) or metrics (.pkl, .json)')
    parser.add_argument('--out-item', choices=['metrics', 'pred'], default='pred',
                        help='what to write to --out')
    parser.add_argument('--show-dir', help='folder for pictures of the predictions')
    parser.add_argument('--show', action='store_true', help='show the predictions in a window')
    parser.add_argument('--interval', type=number_type(int, 1), default=1,
                        help='picture every n-th image')
    parser.add_argument('--wait-time', type=number_type(float, 0), default=2,
                        help='seconds per window')
    parser.add_argument('--tta', action='store_true',
                        help='average the predictions of each image and its mirror image')
    args = parser.parse_args()
    if args.out and not args.out.endswith(SUFFIXES[args.out_item]):
        parser.error(f'--out {args.out}: --out-item {args.out_item} is written to '
                     f'{", ".join(SUFFIXES[args.out_item])}')
    return args


def use_flip_augmentation(config: Config) -> None:
    """Wrap model and test pipeline for test-time augmentation by mirroring."""
    mirror = [dict(type='RandomFlip', prob=prob) for prob in (0., 1.)]
    for dataset in nested_configs(config.test_dataloader.dataset):
        if dataset.get('pipeline'):
            pipeline = deepcopy(dataset.pipeline)
            pipeline[-1] = dict(type='TestTimeAug', transforms=[mirror, [pipeline[-1]]])
            dataset.pipeline = pipeline
    config.model = dict(type='AverageViewScoreTTA', module=config.model)


@user_errors()
def main() -> None:
    """Test."""
    args = parse_arguments()
    checkpoint = choose_checkpoint(args.checkpoint)
    check_is_checkpoint(checkpoint)
    config = config_from_arguments(args)
    config.load_from = checkpoint
    set_test_precision(config, args.amp)
    if args.show or args.show_dir:
        config.default_hooks.visualization.update(
            type='PictureHook', enable=True, show=args.show, out_dir=args.show_dir,
            interval=args.interval, wait_time=args.wait_time)
    if args.tta:
        use_flip_augmentation(config)

    refuse_overwriting([('--out', args.out)], [checkpoint, config.filename])
    runner = RUNNERS.build(config)
    if args.out and args.out_item == 'pred':
        dump = (ScoreDump if args.out.endswith('.npz') else DumpResults)(args.out)
        dump.dataset_meta = runner.test_evaluator.dataset_meta
        runner.test_evaluator.metrics.append(dump)
    with watch_processes(), careful_with_checkpoints(args.trust_checkpoint):
        metrics = runner.test()
        if not metrics:
            raise ValueError('no label has a known positive in the test set: nothing to measure; '
                             'take other images, or label more of them')
        if args.out and args.out_item == 'metrics':
            mmengine.dump(metrics, args.out)
        leave_process_group()


if __name__ == '__main__':
    main()

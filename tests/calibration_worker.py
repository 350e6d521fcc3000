"""Calibrates an untrained model in one process or in two; run by test_logit_calibration_hook.py."""
from argparse import ArgumentParser
from pathlib import Path

import torch
from mmengine.dist import is_main_process

from mlcr_mm.apis import add_common_arguments, config_from_arguments, leave_process_group
from mlcr_mm.engine import LogitCalibrationHook
from mlcr_mm.engine.unwrap import unwrap_model
from mlcr_mm.registry import RUNNERS


def main():
    parser = ArgumentParser()
    add_common_arguments(parser)
    runner = RUNNERS.build(config_from_arguments(parser.parse_args()))
    hook, = (hook for hook in runner.hooks if isinstance(hook, LogitCalibrationHook))
    # A training without its steps.
    runner._train_loop = runner.build_train_loop(runner._train_loop)
    hook.before_train(runner)
    hook.before_val_epoch(runner)
    if is_main_process():
        torch.save(unwrap_model(runner.model).head.logit_shift, Path(runner.work_dir, 'shift.pth'))
    leave_process_group()


if __name__ == '__main__':
    main()

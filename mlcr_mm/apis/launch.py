"""What the launchers in ``tools/`` have in common."""
import os
import os.path as osp
from argparse import ArgumentParser, Namespace

import torch
from mmengine.config import Config
from torch import distributed

from .command_line.option_action import OptionAction
from .config import load_config
from .config_checks.run_values import check_parts_together
from .config_nodes import LOADERS

#: What torch.distributed reads, and how srun calls it. MASTER_ADDR is for the user to say.
_SLURM_NAMES = dict(RANK='SLURM_PROCID', WORLD_SIZE='SLURM_NTASKS', LOCAL_RANK='SLURM_LOCALID')


def add_common_arguments(parser: ArgumentParser) -> None:
    """Add the flags that training and testing share with mmpretrain's launchers."""
    parser.add_argument('config', help='config file')
    parser.add_argument('--work-dir', help='folder for logs and checkpoints; '
                        'work_dirs/<config name> if not given')
    parser.add_argument('--amp', action='store_true', help='use automatic mixed precision '
                        '(bfloat16 where there is no GPU)')
    parser.add_argument('--no-pin-memory', action='store_true',
                        help='do not pin memory in the data loaders')
    parser.add_argument('--cfg-options', nargs='+', action=OptionAction, metavar='KEY=VALUE',
                        help='override settings, e.g. train_cfg.graph.epochs=5; data_root=DIR sets '
                        'the folder of every dataset')
    parser.add_argument('--trust-checkpoint', action='store_true', help='load checkpoints that '
                        'hold more than data, although code in them runs then')
    parser.add_argument('--launcher', choices=['none', 'pytorch', 'slurm', 'mpi'], default='none',
                        help='job launcher')
    parser.add_argument('--local_rank', '--local-rank', type=int, default=0,
                        help='set by old launchers of PyTorch')


def config_from_arguments(args: Namespace) -> Config:
    """Load the config that the arguments describe.

    Args:
        args (Namespace): Of a parser that went through :func:`add_common_arguments`.

    Returns:
        Config: With work directory, launcher and loader defaults set.
    """
    os.environ.setdefault('LOCAL_RANK', str(args.local_rank))
    config = load_config(args.config, args.cfg_options)
    check_parts_together(config, args.config)
    config.launcher = args.launcher
    config.work_dir = choose_work_dir(config, args)

    has_gpu = torch.cuda.is_available()
    if not has_gpu:
        _prepare_processes_on_cpu(config)
    for loader in LOADERS:
        if config.get(loader):
            config[loader].setdefault('collate_fn', dict(type='default_collate'))
            config[loader].setdefault('pin_memory', has_gpu)
            if args.no_pin_memory:
                config[loader].pin_memory = False
    return config


def choose_work_dir(config: Config, args: Namespace) -> str:
    """The folder of a run: that of the arguments, of the config, or one named after its file.

    Args:
        config (Config): With ``work_dir`` or without.
        args (Namespace): With ``config`` and ``work_dir``.
    """
    name = osp.splitext(osp.basename(args.config))[0]
    return args.work_dir or config.get('work_dir') or osp.join('work_dirs', name)


def _prepare_processes_on_cpu(config: Config) -> None:
    """Join the processes that torchrun or Slurm started on machines without a GPU.

    mmengine's own way in selects a CUDA device first, and leaves a group that exists as it is.
    """
    if config.launcher not in ('pytorch', 'slurm'):
        return
    if config.launcher == 'slurm':
        for name, theirs in _SLURM_NAMES.items():
            os.environ[name] = os.environ[theirs]
    if not distributed.is_initialized():
        distributed.init_process_group('gloo')
    config.merge_from_dict({'model_wrapper_cfg.device_ids': None})


def leave_process_group() -> None:
    """Leave the processes of this run, if it has several, once all of them are done.

    For the end of a run that succeeded. Gloo's threads that outlive the interpreter's end make it
    abort now and then, and torchrun would report a failure of a run that had none.
    """
    if distributed.is_initialized():
        distributed.barrier()
        distributed.destroy_process_group()

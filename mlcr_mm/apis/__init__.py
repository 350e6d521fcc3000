"""From a command line to a config and a run, from a checkpoint and images to labels."""
from .au_inferencer import AUInferencer
from .checkpoint_files import careful_with_checkpoints
from .choose_checkpoint import choose_checkpoint
from .config import load_config
from .exit_codes import ExitCode
from .fast_dev_run import use_fast_dev_run
from .interruption import explain_interruption
from .launch import (
    add_common_arguments,
    choose_work_dir,
    config_from_arguments,
    leave_process_group,
)
from .mixed_precision import set_mixed_precision, set_test_precision
from .number_type import number_type
from .option_action import OptionAction
from .process_watch import watch_processes
from .resuming import prepare_resume
from .used_work_dir import check_used_work_dir
from .user_errors import user_errors

__all__ = [
    'AUInferencer', 'ExitCode', 'OptionAction', 'add_common_arguments',
    'careful_with_checkpoints', 'check_used_work_dir', 'choose_checkpoint', 'choose_work_dir',
    'config_from_arguments', 'explain_interruption', 'leave_process_group', 'load_config',
    'number_type', 'prepare_resume', 'set_mixed_precision', 'set_test_precision',
    'use_fast_dev_run', 'user_errors', 'watch_processes'
]

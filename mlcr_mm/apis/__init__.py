"""From a command line to a config and a run, from a checkpoint and images to labels."""
from .au_inferencer import AUInferencer
from .command_line.choose_checkpoint import choose_checkpoint
from .command_line.exit_codes import ExitCode
from .command_line.number_type import number_type
from .command_line.option_action import OptionAction
from .command_line.user_errors import user_errors
from .config import load_config
from .launch import (
    add_common_arguments,
    choose_work_dir,
    config_from_arguments,
    leave_process_group,
)
from .training_run.checkpoint_files import careful_with_checkpoints
from .training_run.fast_dev_run import use_fast_dev_run
from .training_run.interruption import explain_interruption
from .training_run.mixed_precision import set_mixed_precision, set_test_precision
from .training_run.process_watch import watch_processes
from .training_run.resuming import prepare_resume
from .training_run.used_work_dir import check_used_work_dir

__all__ = [
    'AUInferencer', 'ExitCode', 'OptionAction', 'add_common_arguments',
    'careful_with_checkpoints', 'check_used_work_dir', 'choose_checkpoint', 'choose_work_dir',
    'config_from_arguments', 'explain_interruption', 'leave_process_group', 'load_config',
    'number_type', 'prepare_resume', 'set_mixed_precision', 'set_test_precision',
    'use_fast_dev_run', 'user_errors', 'watch_processes'
]

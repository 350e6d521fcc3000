"""From a command line to a config and a run, from a checkpoint and images to labels."""
from .au_inferencer import AUInferencer
from .checkpoint_files import careful_with_checkpoints
from .config import load_config
from .explain_not_finite import explain_not_finite
from .fast_dev_run import use_fast_dev_run
from .interruption import explain_interruption
from .launch import add_common_arguments, config_from_arguments, leave_process_group
from .mixed_precision import set_mixed_precision
from .resuming import prepare_resume
from .used_work_dir import warn_of_used_work_dir

__all__ = [
    'AUInferencer', 'add_common_arguments', 'careful_with_checkpoints', 'config_from_arguments',
    'explain_interruption', 'explain_not_finite', 'leave_process_group', 'load_config',
    'prepare_resume', 'set_mixed_precision', 'use_fast_dev_run', 'warn_of_used_work_dir'
]

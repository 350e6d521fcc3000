"""What is trained when: one list in the config, and what follows from it."""
from .phase import Phase
from .phase_checks import check_average_of_views
from .phase_hook import PhaseHook
from .phase_list import PhaseList
from .phase_log_processor import PhaseLogProcessor
from .phase_lr import PhaseLR
from .phase_train_loop import PhaseTrainLoop

__all__ = [
    'Phase', 'PhaseHook', 'PhaseLR', 'PhaseList', 'PhaseLogProcessor', 'PhaseTrainLoop',
    'check_average_of_views'
]

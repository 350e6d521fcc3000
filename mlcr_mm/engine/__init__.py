"""What runs around the model: phases, targets, seeds, precision, checkpoints."""
from .brief_log_runner import BriefLogRunner
from .calibration import LabelShareHook, LogitCalibrationHook
from .channels_last_hook import ChannelsLastHook
from .checkpoints import CheckpointGuardHook, WholeCheckpointHook
from .compile_networks_hook import CompileNetworksHook
from .cpu_autocast_optim_wrapper import CPUAutocastOptimWrapper
from .epoch_seed_hook import EpochSeedHook, seed_worker_by_epoch
from .finite_hook import FiniteHook
from .loss_log_hook import LossLogHook
from .mean_teacher_hook import MeanTeacherHook
from .merged_groups_constructor import MergedGroupsConstructor
from .mlct_train_loop import MLCTTrainLoop
from .parts_disjoint_hook import PartsDisjointHook
from .phases import PhaseHook, PhaseLogProcessor, PhaseLR, PhaseTrainLoop
from .picture_hook import PictureHook
from .targets import ClassAwareLabels, ExchangedLabels, MeanOfViews

__all__ = [
    'BriefLogRunner', 'CPUAutocastOptimWrapper', 'ChannelsLastHook', 'CheckpointGuardHook',
    'ClassAwareLabels', 'CompileNetworksHook', 'EpochSeedHook', 'ExchangedLabels', 'FiniteHook',
    'LabelShareHook', 'LogitCalibrationHook', 'LossLogHook', 'MLCTTrainLoop', 'MeanOfViews',
    'MeanTeacherHook', 'MergedGroupsConstructor', 'PartsDisjointHook', 'PhaseHook', 'PhaseLR',
    'PhaseLogProcessor', 'PhaseTrainLoop', 'PictureHook', 'WholeCheckpointHook',
    'seed_worker_by_epoch'
]

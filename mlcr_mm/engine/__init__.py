"""What runs around the model: stages, seeds, schedules of loss weights, precision."""
from .channels_last_hook import ChannelsLastHook
from .checkpoint_guard_hook import CheckpointGuardHook
from .co_training_hook import CoTrainingHook
from .cpu_autocast_optim_wrapper import CPUAutocastOptimWrapper
from .epoch_seed_hook import EpochSeedHook, seed_worker_by_epoch
from .gcn_stage_hook import GCNStageHook
from .loss_weight_ramp_hook import LossWeightRampHook
from .mean_teacher_hook import MeanTeacherHook
from .mlct_train_loop import MLCTTrainLoop
from .parts_disjoint_hook import PartsDisjointHook
from .self_training_hook import SelfTrainingHook

__all__ = [
    'CPUAutocastOptimWrapper', 'ChannelsLastHook', 'CheckpointGuardHook', 'CoTrainingHook',
    'EpochSeedHook', 'GCNStageHook', 'LossWeightRampHook', 'MLCTTrainLoop', 'MeanTeacherHook',
    'PartsDisjointHook', 'SelfTrainingHook', 'seed_worker_by_epoch'
]

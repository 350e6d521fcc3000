_base_ = 'mmpretrain::_base_/default_runtime.py'

# Registers the components of this package. A config of yours that sets custom_imports replaces
# this list: name 'mlcr_mm' in it too.
custom_imports = dict(imports=['mlcr_mm'], allow_failed_imports=False)

default_hooks = dict(
    logger=dict(interval=20),
    # Two at least: an old checkpoint is removed before the new one is written.
    checkpoint=dict(max_keep_ckpts=3, rule='greater'),
    epoch_seed=dict(type='EpochSeedHook'),
    channels_last=dict(type='ChannelsLastHook'),
    checkpoint_guard=dict(type='CheckpointGuardHook'),
    parts_disjoint=dict(type='PartsDisjointHook'))

# Stage 1 does not use the GCN, stage 2 not the first classifiers.
model_wrapper_cfg = dict(type='MMDistributedDataParallel', find_unused_parameters=True)
randomness = dict(seed=0)

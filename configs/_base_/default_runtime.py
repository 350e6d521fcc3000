# Registers the components of this package. A config of yours that sets custom_imports replaces
# this list: name 'mlcr_mm' in it too.
custom_imports = dict(imports=['mlcr_mm'], allow_failed_imports=False)
default_scope = 'mmpretrain'
# Environment, config and hooks are printed into the log file only; 'Runner' prints them here, too.
runner_type = 'BriefLogRunner'

default_hooks = dict(
    runtime_info=dict(type='LossLogHook'),
    timer=dict(type='IterTimerHook'),
    logger=dict(type='LoggerHook', interval=20),
    param_scheduler=dict(type='ParamSchedulerHook'),
    # The rule is that of save_best='mlcr/f1'.
    checkpoint=dict(type='WholeCheckpointHook', interval=1, max_keep_ckpts=3, rule='greater'),
    sampler_seed=dict(type='DistSamplerSeedHook'),
    visualization=dict(type='VisualizationHook', enable=False),
    epoch_seed=dict(type='EpochSeedHook'),
    channels_last=dict(type='ChannelsLastHook'),
    finite=dict(type='FiniteHook'),
    compile_networks=dict(type='CompileNetworksHook', enable=False),  # torch.compile
    # Decisions at the labels' share on the training images; or method='f1', or None.
    calibration=dict(type='LogitCalibrationHook', method='share'),
    label_shares=dict(type='LabelShareHook'),
    checkpoint_guard=dict(type='CheckpointGuardHook'),
    parts_disjoint=dict(type='PartsDisjointHook'))
log_processor = dict(type='PhaseLogProcessor')
log_level = 'INFO'
vis_backends = [dict(type='LocalVisBackend')]
visualizer = dict(type='UniversalVisualizer', vis_backends=vis_backends)

env_cfg = dict(
    cudnn_benchmark=False,
    mp_cfg=dict(mp_start_method='fork', opencv_num_threads=0),
    dist_cfg=dict(backend='nccl'))
# Some phases do not use the GCN, others not the plain classifiers.
model_wrapper_cfg = dict(type='MMDistributedDataParallel', find_unused_parameters=True)
load_from = None
resume = False
randomness = dict(seed=0, deterministic=False)

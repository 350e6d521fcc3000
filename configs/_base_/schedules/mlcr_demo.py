# The parts of mlcr_72e_1e.py in other lengths: 18, 17 and 1 epochs.
_base_ = 'mlcr_72e_1e.py'

train_cfg = dict(max_epochs=36, val_interval=18)
optim_wrapper = dict(optimizer=dict(lr=4e-3))
param_scheduler = _base_.param_scheduler
param_scheduler[0].periods = [18, 17, 1]
custom_hooks = [
    dict(type='SelfTrainingHook', begin=18),
    dict(type='LossWeightRampHook', loss='loss_co_regularization', begin=18, ramp_epochs=8),
    dict(type='GCNStageHook', begin=35),
]

# More passes than mlcr_6e_1e.py. Stage 1: 48 epochs in which each view learns from the labelled
# images, then new views and 24 epochs of self-training with co-regularization; stage 2: 1 epoch
# with the GCN, at the networks' learning rate.
_base_ = 'mlcr_6e_1e.py'

train_cfg = dict(max_epochs=73, val_interval=24)
optim_wrapper = dict(optimizer=dict(lr=3e-3), paramwise_cfg=None)
# Each part has a cosine of its own: new views need large steps again.
param_scheduler = [
    dict(
        type='CosineRestartLR',
        periods=[48, 24, 1],
        restart_weights=[1., 1., 0.1],
        eta_min_ratio=0.02,
        convert_to_iter_based=True),
    # Behind the cosine, which sets the learning rate anew at the start of each part.
    dict(type='LinearLR', start_factor=0.02, by_epoch=False, end=50),
]
custom_hooks = [
    dict(type='SelfTrainingHook', begin=48, match_label_shares=True),
    dict(type='LossWeightRampHook', loss='loss_co_regularization', begin=48, ramp_epochs=10),
    dict(type='GCNStageHook', begin=72),
]

# More passes than mlcr_6e_1e.py. Stage 1: 12 epochs in which each view learns from the labelled
# images, then 12 with co-regularization; stage 2: 1 epoch with the GCN.
_base_ = 'mlcr_6e_1e.py'

train_cfg = dict(max_epochs=25, val_interval=12)
# Each part has a cosine of its own: views that have settled on the labelled images have something
# to teach each other, and need large steps again to learn it.
param_scheduler = [
    dict(
        type='CosineRestartLR',
        periods=[12, 12, 1],
        restart_weights=[1., 1., 0.1],
        eta_min_ratio=0.02,
        convert_to_iter_based=True),
    # Behind the cosine, which sets the learning rate anew at the start of each part.
    dict(type='LinearLR', start_factor=0.02, by_epoch=False, end=50),
]
custom_hooks = [
    dict(type='LossWeightRampHook', loss='loss_co_regularization', begin=12, ramp_epochs=3),
    dict(type='GCNStageHook', begin=24),
]

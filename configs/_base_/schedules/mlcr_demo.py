# Stage 1: 18 epochs in which each view learns from the labelled images, then new views and 17
# epochs of self-training with co-regularization; stage 2: 1 epoch with the GCN.
train_cfg = dict(by_epoch=True, max_epochs=36, val_interval=18)
val_cfg = dict()
test_cfg = dict()

optim_wrapper = dict(
    optimizer=dict(type='AdamW', lr=4e-3, betas=(0.9, 0.99), weight_decay=1e-4, fused=True))
param_scheduler = [
    dict(
        type='CosineRestartLR',
        periods=[18, 17, 1],
        restart_weights=[1., 1., 0.1],
        eta_min_ratio=0.02,
        convert_to_iter_based=True),
    # Behind the cosine, which sets the learning rate anew at the start of each part.
    dict(type='LinearLR', start_factor=0.02, by_epoch=False, end=50),
]
custom_hooks = [
    dict(type='SelfTrainingHook', begin=18),
    dict(type='LossWeightRampHook', loss='loss_co_regularization', begin=18, ramp_epochs=8),
    dict(type='GCNStageHook', begin=35),
]

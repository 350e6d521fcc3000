# Stage 1: 10 epochs in which each view learns from the labelled images, then 8 with
# co-regularization; stage 2: 2 epochs with the GCN.
train_cfg = dict(by_epoch=True, max_epochs=20, val_interval=10)
val_cfg = dict()
test_cfg = dict()

optim_wrapper = dict(
    optimizer=dict(type='AdamW', lr=2e-3, weight_decay=1e-4, fused=True),
    paramwise_cfg=dict(custom_keys={'head.gcn': dict(lr_mult=10.)}))
param_scheduler = [
    dict(type='CosineAnnealingLR', eta_min_ratio=0.1, end=18, convert_to_iter_based=True),
    dict(type='CosineAnnealingLR', eta_min=0., begin=18, end=20, convert_to_iter_based=True),
]
custom_hooks = [
    dict(type='LossWeightRampHook', loss='loss_co_regularization', begin=10, ramp_epochs=1),
    dict(type='GCNStageHook', begin=18),
]

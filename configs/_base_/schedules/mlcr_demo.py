# Two epochs of the GCN after six of the two views.
train_cfg = dict(by_epoch=True, max_epochs=8, val_interval=8)
val_cfg = dict()
test_cfg = dict()

optim_wrapper = dict(
    optimizer=dict(type='AdamW', lr=2e-3, weight_decay=1e-4),
    paramwise_cfg=dict(custom_keys={'head.gcn': dict(lr_mult=10.)}))
param_scheduler = [
    dict(type='CosineAnnealingLR', eta_min_ratio=0.1, end=6, convert_to_iter_based=True),
    dict(type='CosineAnnealingLR', eta_min=0., begin=6, end=8, convert_to_iter_based=True),
]
custom_hooks = [
    dict(type='LossWeightRampHook', loss='loss_co_regularization', ramp_epochs=2),
    dict(type='GCNStageHook', begin=6),
]

# A short recipe for few labelled images and a CPU. Stage 1: 3 epochs in which each view learns from
# the labelled images, then 3 with co-regularization; stage 2: 1 epoch with the GCN.
train_cfg = dict(by_epoch=True, max_epochs=7, val_interval=3)
val_cfg = dict()
test_cfg = dict()

# The GCN learns ten times as fast as the networks, as in the paper.
optim_wrapper = dict(
    optimizer=dict(type='AdamW', lr=1e-3, betas=(0.9, 0.99), weight_decay=1e-4, fused=True),
    paramwise_cfg=dict(custom_keys={'head.gcn': dict(lr_mult=10.)}))
param_scheduler = [
    dict(type='LinearLR', start_factor=0.02, by_epoch=False, end=50),
    dict(type='CosineAnnealingLR', eta_min_ratio=0.1, end=6, convert_to_iter_based=True),
    dict(type='CosineAnnealingLR', eta_min=0., begin=6, end=7, convert_to_iter_based=True),
]
custom_hooks = [
    dict(type='LossWeightRampHook', loss='loss_co_regularization', begin=3, ramp_epochs=1),
    dict(type='GCNStageHook', begin=6),
]

# 60 epochs of the two views, then 20 with the GCN (section 4.1.2 of the paper).
train_cfg = dict(by_epoch=True, max_epochs=80, val_interval=5)
val_cfg = dict()
test_cfg = dict()

# In stage 2 the networks go on at 1e-4 and the GCN starts at 1e-3.
optim_wrapper = dict(
    optimizer=dict(type='Adam', lr=1e-3),
    paramwise_cfg=dict(custom_keys={'head.gcn': dict(lr_mult=10.)}))
param_scheduler = dict(type='MultiStepLR', by_epoch=True, milestones=[60], gamma=0.1)
custom_hooks = [dict(type='GCNStageHook', begin=60)]

# auto_scale_lr.enable multiplies the learning rate by (batch size of all processes) / 100.
auto_scale_lr = dict(base_batch_size=100)

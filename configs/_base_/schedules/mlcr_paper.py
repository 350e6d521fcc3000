# Section 4.1.2 of the paper: the two views, then the GCN at 1e-3 and the networks at 1e-4.
train_cfg = dict(
    type='PhaseTrainLoop',
    val_interval=5,
    phases=['views', 'graph'],
    views=dict(epochs=60),
    graph=dict(epochs=20, graph=True, lr_mult=0.1))
val_cfg = dict()
test_cfg = dict()

optim_wrapper = dict(
    constructor='MergedGroupsConstructor',
    optimizer=dict(type='Adam', lr=1e-3),
    paramwise_cfg=dict(custom_keys={'head.gcn': dict(lr_mult=10.)}))
param_scheduler = None  # the learning rate is that of the phases
# auto_scale_lr.enable multiplies the learning rate by (batch size of all processes) / 100.
auto_scale_lr = dict(base_batch_size=100)

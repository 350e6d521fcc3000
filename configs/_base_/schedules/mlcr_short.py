# A short recipe for few labelled images and a CPU: each view learns from the labelled images, then
# with co-regularization, then with the GCN.
train_cfg = dict(
    type='PhaseTrainLoop',
    val_interval=3,
    warmup_iters=50,
    phases=['labeled', 'views', 'graph'],
    labeled=dict(epochs=3, unlabeled=False, lr_mult=(1., 0.1)),
    views=dict(epochs=3, ramp=dict(loss_co_regularization=1)),
    graph=dict(epochs=1, graph=True, lr_mult=(0.1, 0.)))
val_cfg = dict()
test_cfg = dict()

# The GCN learns ten times as fast as the networks, as in the paper.
optim_wrapper = dict(
    constructor='MergedGroupsConstructor',
    optimizer=dict(type='AdamW', lr=1e-3, betas=(0.9, 0.99), weight_decay=1e-4, fused=True),
    paramwise_cfg=dict(custom_keys={'head.gcn': dict(lr_mult=10.)}))
param_scheduler = None  # the learning rate is that of the phases

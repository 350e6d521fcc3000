# The paper's order of things with few labels: no view starts anew. A first while on the labelled
# images, since views that are made to agree before they know anything become one; then
# co-regularization, which grows; the GCN last. One cosine up to there.
train_cfg = dict(
    type='PhaseTrainLoop',
    val_interval=36,
    warmup_iters=50,
    phases=['labeled', 'views', 'graph'],
    labeled=dict(epochs=12, unlabeled=False, lr_mult=(1., 0.02)),
    views=dict(epochs=48, ramp=dict(loss_co_regularization=40)),
    graph=dict(epochs=12, graph=True, lr_mult=(0.1, 0.02)))
val_cfg = dict()
test_cfg = dict()

# The GCN learns ten times as fast as the networks, as in the paper.
optim_wrapper = dict(
    constructor='MergedGroupsConstructor',
    optimizer=dict(type='AdamW', lr=3e-3, betas=(0.9, 0.99), weight_decay=1e-4, fused=True),
    paramwise_cfg=dict(custom_keys={'head.gcn': dict(lr_mult=10.)}))
param_scheduler = None  # the learning rate is that of the phases

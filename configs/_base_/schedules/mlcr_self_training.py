# Each view learns from the labelled images; then new views learn from what the old ones said of the
# unlabelled images, and from each other; then the GCN, at the networks' learning rate.
# New views need large steps again: each phase has a cosine of its own. What the old views have not
# learned they cannot teach: their phase is as long as that of the new ones.
train_cfg = dict(
    type='PhaseTrainLoop',
    val_interval=36,
    warmup_iters=50,
    phases=['labeled', 'self_training', 'graph'],
    labeled=dict(epochs=36, unlabeled=False, lr_mult=(1., 0.02)),
    self_training=dict(
        epochs=35,
        new_views=True,
        targets=dict(
            type='MeanOfViews',
            match_label_shares=True,
            remove_subject_offsets=True,
            temperature=0.5),
        ramp=dict(loss_co_regularization=6),
        lr_mult=(1., 0.02)),
    graph=dict(epochs=1, graph=True, lr_mult=(0.1, 0.02)))
val_cfg = dict()
test_cfg = dict()

optim_wrapper = dict(
    optimizer=dict(type='AdamW', lr=3e-3, betas=(0.9, 0.99), weight_decay=1e-4, fused=True))
param_scheduler = None  # the learning rate is that of the phases

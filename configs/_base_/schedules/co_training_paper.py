# As many epochs as mlcr_paper.py; the views label images for each other.
_base_ = 'mlcr_paper.py'

train_cfg = dict(
    phases=['views', 'co_training', 'cool_down'],
    views=dict(epochs=20),
    co_training=dict(epochs=40, targets=dict(type='ExchangedLabels', every=10)),
    cool_down=dict(epochs=20, lr_mult=0.1))

# As many epochs as mlcr_paper.py, on the labelled images.
_base_ = 'mlcr_paper.py'

train_cfg = dict(
    phases=['labeled', 'cool_down'],
    labeled=dict(epochs=60),
    cool_down=dict(epochs=20, lr_mult=0.1))

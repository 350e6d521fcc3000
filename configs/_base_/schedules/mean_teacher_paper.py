# As many epochs as mlcr_paper.py, with a teacher.
_base_ = 'mlcr_paper.py'

train_cfg = dict(
    phases=['consistency', 'cool_down'],
    consistency=dict(epochs=60, ramp=dict(loss_consistency=5)),
    cool_down=dict(epochs=20, lr_mult=0.1))

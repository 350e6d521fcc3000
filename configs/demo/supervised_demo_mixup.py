# The Baseline of mlcr_demo_mixup.py: mixtures of images, and as many iterations.
_base_ = 'supervised_demo.py'

data_preprocessor = dict(
    batch_augments=dict(augments=dict(type='MultiLabelMixup', alpha=0.5)))
train_cfg = dict(val_interval=36, labeled=dict(epochs=72))

# The Baseline of mlcr_emotionet_r18_96px_mixup.py, with mixtures of images. As many iterations as
# one view of it learns from labelled images alone: longer, it was past its best on held-out faces.
_base_ = 'supervised_emotionet_r18_96px.py'

data_preprocessor = dict(
    batch_augments=dict(augments=dict(type='MultiLabelMixup', alpha=0.5)))
train_cfg = dict(labeled=dict(epochs=36))

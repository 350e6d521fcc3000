# Your own images: hundreds with labels, more without; see _base_/datasets/custom.py for the files.
# The number of labels is that of the columns of train.csv. Inherit it and change what differs, or
# lay the files out as it expects them and set the environment variable CUSTOM_ROOT to their folder.
_base_ = [
    '_base_/models/mlcr_resnet18_half.py', '_base_/datasets/custom.py',
    '_base_/schedules/mlcr_self_training.py', '_base_/default_runtime.py'
]

# An epoch goes over all of your images, which may be more than the 63 batches of 96 px.
train_cfg = dict(val_interval=20, labeled=dict(epochs=20), self_training=dict(epochs=19))

_base_ = [
    '_base_/models/mlcr_resnet34.py', '_base_/datasets/unbc.py',
    '_base_/schedules/mlcr_paper.py', '_base_/default_runtime.py'
]

# The released code has no target shares of positives for UNBC-McMaster: no balancing.
model = dict(head=dict(num_classes=10))
# The unlabelled images are those of another database, where labels have other shares.
default_hooks = dict(calibration=dict(images='labeled'))

_base_ = [
    '_base_/models/mlcr_resnet34.py', '_base_/datasets/disfa.py',
    '_base_/schedules/mlcr_paper.py', '_base_/default_runtime.py'
]

# The released code has no target shares of positives for DISFA: no balancing.
model = dict(head=dict(num_classes=8))
# The unlabelled images are those of another database, where labels have other shares.
default_hooks = dict(calibration=dict(images='labeled'))

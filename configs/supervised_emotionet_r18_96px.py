# The Baseline of mlcr_emotionet_r18_96px.py: one network of the same kind and as many iterations
# with as many labelled images, in one cosine; no unlabelled images in any epoch.
_base_ = [
    '_base_/models/supervised_resnet18_half.py', '_base_/datasets/emotionet_96px.py',
    '_base_/schedules/mlcr_72e_1e.py', '_base_/default_runtime.py'
]

model = dict(head=dict(num_classes=12))
labeled = _base_.labeled
labeled.pipeline = [*_base_.resize, *_base_.augmentation, _base_.pack]
epochs = _base_.train_cfg.max_epochs
train_dataloader = dict(
    dataset=dict(datasets=[labeled, _base_.unlabeled]),
    batch_sampler=dict(labeled_epochs=epochs))
param_scheduler = [
    dict(type='CosineAnnealingLR', T_max=epochs, eta_min_ratio=0.02, convert_to_iter_based=True),
    _base_.param_scheduler[-1],  # the warm-up
]
custom_hooks = []

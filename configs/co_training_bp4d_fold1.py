# Co-training in the paper's Table 2; --cfg-options fold=2 for the other folds.
_base_ = [
    '_base_/models/co_training_resnet34.py', '_base_/datasets/bp4d.py',
    '_base_/schedules/mlcr_paper.py', '_base_/default_runtime.py'
]

model = dict(
    head=dict(
        num_classes=12, loss_recognition=dict(positive_fraction=_base_.positive_fraction)))
train_cfg = dict(
    phases=['views', 'co_training', 'cool_down'],
    views=dict(epochs=20),
    co_training=dict(epochs=40, targets=dict(type='ExchangedLabels', every=10)),
    cool_down=dict(epochs=20, lr_mult=0.1))

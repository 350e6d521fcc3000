_base_ = 'mlcr_bp4d_fold1.py'

labeled = _base_.labeled
labeled.fold = 3
train_dataloader = dict(dataset=dict(datasets=[labeled, _base_.unlabeled]))
val_dataloader = dict(dataset=dict(fold=3))
test_dataloader = val_dataloader

# Fold 1 of five. The images are aligned faces of 240 px.
_base_ = 'bp4d_fold1.py'

data_root = 'data/unbc'
part = dict(type='UNBCMcMaster', data_root=data_root)
labeled = _base_.labeled
labeled.update(part)
unlabeled = _base_.unlabeled
unlabeled.classes = 'UNBCMcMaster'
train_dataloader = dict(dataset=dict(datasets=[labeled, unlabeled]))
val_dataloader = dict(dataset=part)
test_dataloader = val_dataloader

# Fold 1. The images are aligned faces of 240 px, counted from 0; set frame_offset=0 in the datasets
# where they are counted from 1 (ffmpeg).
_base_ = 'bp4d_fold1.py'

data_root = 'data/disfa'
part = dict(type='DISFA', data_root=data_root)
labeled = _base_.labeled
labeled.update(part)
unlabeled = _base_.unlabeled
unlabeled.classes = 'DISFA'
train_dataloader = dict(dataset=dict(datasets=[labeled, unlabeled]))
val_dataloader = dict(dataset=part)
test_dataloader = val_dataloader

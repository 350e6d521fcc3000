_base_ = 'mlcr_bp4d_fold1.py'

train_dataloader = dict(dataset=dict(labeled=dict(fold=2)))
val_dataloader = dict(dataset=dict(fold=2))
test_dataloader = val_dataloader

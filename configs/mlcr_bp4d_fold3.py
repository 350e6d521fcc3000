_base_ = 'mlcr_bp4d_fold1.py'

train_dataloader = dict(dataset=dict(labeled=dict(fold=3)))
val_dataloader = dict(dataset=dict(fold=3))
test_dataloader = val_dataloader

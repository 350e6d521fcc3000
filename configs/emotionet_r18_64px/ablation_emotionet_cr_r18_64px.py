# Table 3 of the paper: Baseline + L_cr.
_base_ = '../mlcr_emotionet_r18_64px.py'

model = dict(head=dict(loss_multi_view=None))
train_cfg = dict(graph=dict(graph=False))

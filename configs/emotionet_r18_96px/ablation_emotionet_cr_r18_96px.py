# Ablation: Baseline + L_cr.
_base_ = 'ablation_emotionet_cr_mv_gcn_symmetric_r18_96px.py'

model = dict(head=dict(loss_multi_view=None))
train_cfg = dict(graph=dict(graph=False))

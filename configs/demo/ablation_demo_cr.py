# Ablation: Baseline + L_cr.
_base_ = 'ablation_demo_cr_mv_gcn_symmetric.py'

model = dict(head=dict(loss_multi_view=None))
train_cfg = dict(graph=dict(graph=False))

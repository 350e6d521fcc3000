# Ablation: Baseline + L_cr + L_mv. The last phase has no GCN; the head keeps its unused one.
_base_ = 'ablation_demo_cr_mv_gcn_symmetric.py'

train_cfg = dict(graph=dict(graph=False))

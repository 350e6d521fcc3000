# Ablation: Baseline + L_cr + L_mv + GCN, with the graph of the released code.
_base_ = 'ablation_demo_cr_mv_gcn_symmetric.py'

model = dict(
    head=dict(normalize='released', gcn=dict(_delete_=True, init='released')))

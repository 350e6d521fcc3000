# Ablation: Baseline + L_cr + L_mv + GCN, with the graph of the released code.
_base_ = 'ablation_emotionet_cr_mv_gcn_symmetric_r18_96px.py'

model = dict(
    head=dict(normalize='released', gcn=dict(_delete_=True, init='released')))

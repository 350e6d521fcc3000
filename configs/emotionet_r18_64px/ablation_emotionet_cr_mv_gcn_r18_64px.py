# Ablation: Baseline + L_cr + L_mv + GCN, with the graph of the released code.
_base_ = '../mlcr_emotionet_r18_64px.py'

model = dict(
    head=dict(normalize='released', gcn=dict(_delete_=True, init='released')))

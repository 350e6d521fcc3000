# Baseline + L_cr + L_mv + GCN with our graph, which starts as the identity.
_base_ = '../mlcr_emotionet.py'

model = dict(
    head=dict(normalize='symmetric', gcn=dict(_delete_=True, init='xavier', residual=True)))

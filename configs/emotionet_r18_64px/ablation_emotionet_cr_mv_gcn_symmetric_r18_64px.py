# Ablation: Baseline + L_cr + L_mv + GCN with our graph, which is MLCR itself in this size.
_base_ = '../mlcr_emotionet_r18_64px.py'

# Table 3 of the paper: Baseline + L_cr + L_mv + GCN, which is MLCR itself.
_base_ = '../mlcr_emotionet.py'

# Table 3 of the paper: Baseline + L_cr + L_mv. The last phase has no GCN; the head keeps its unused
# one, so that training can go on from the first phases of an MLCR run (--resume CHECKPOINT).
_base_ = '../mlcr_emotionet_r18_64px.py'

train_cfg = dict(graph=dict(graph=False))

# Table 3 of the paper: Baseline + L_cr + L_mv. The second stage is left out; the head keeps its
# unused GCN, so that training can go on from the first stage of an MLCR run (--resume CHECKPOINT).
_base_ = 'mlcr_emotionet_r18half_64px.py'

custom_hooks = _base_.custom_hooks[:1]

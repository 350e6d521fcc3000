# Table 3 of the paper: Baseline + L_cr.
_base_ = 'ablation_emotionet_cr_mv_r18half_64px.py'

model = dict(head=dict(loss_multi_view=None))

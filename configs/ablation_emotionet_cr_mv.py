# Table 3 of the paper: Baseline + L_cr + L_mv.
_base_ = 'mlcr_emotionet.py'

model = dict(head=dict(type='DualViewHead'))
custom_hooks = []

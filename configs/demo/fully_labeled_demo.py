# The ceiling: supervised_demo.py, which knows the labels of the unlabelled images too.
_base_ = 'supervised_demo.py'

train_dataloader = dict(dataset=dict(unlabeled=dict(tell_labels=True)))
train_cfg = dict(labeled=dict(unlabeled=True))

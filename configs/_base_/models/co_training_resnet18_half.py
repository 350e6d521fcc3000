# Co-training (Blum and Mitchell 1998): two networks that label images for each other.
_base_ = 'supervised_resnet18_half.py'

model = dict(type='DualViewClassifier', head=dict(type='CoTrainingHead'))

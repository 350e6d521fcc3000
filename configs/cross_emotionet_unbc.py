# Table 4 of the paper: a model trained on EmotioNet, tested on all of UNBC-McMaster.
_base_ = 'cross_emotionet_bp4d.py'

test_data_root = 'data/unbc'
test_dataloader = dict(
    dataset=dict(
        type='UNBCMcMaster', data_root=test_data_root, uncoded=['AU1', 'AU2', 'AU5', 'AU17']))

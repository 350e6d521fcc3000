# Table 4 of the paper: a model trained on EmotioNet, tested on all of UNBC-McMaster.
_base_ = '../mlcr_emotionet.py'

test_data_root = '{{$UNBC_ROOT:data/unbc}}'
# The labels are those of the model; what UNBC-McMaster does not code is unknown there.
test_dataloader = dict(
    dataset=dict(
        _delete_=True,
        type='UNBCMcMaster',
        data_root=test_data_root,
        classes=['AU1', 'AU2', 'AU4', 'AU5', 'AU6', 'AU9', 'AU12', 'AU17', 'AU20', 'AU25', 'AU26',
                 'AU43'],
        uncoded=['AU1', 'AU2', 'AU5', 'AU17'],
        pipeline=_base_.test_pipeline,
        test_mode=True))

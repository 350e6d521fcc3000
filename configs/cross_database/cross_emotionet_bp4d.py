# Table 4 of the paper: a model trained on EmotioNet, tested on all of BP4D over the AUs of both.
#   python tools/test.py cross_emotionet_bp4d.py work_dirs/mlcr_emotionet
_base_ = '../mlcr_emotionet.py'

test_data_root = '{{$BP4D_ROOT:data/bp4d}}'
# The labels are those of the model; what BP4D does not code is unknown there and not averaged.
test_dataloader = dict(
    dataset=dict(
        _delete_=True,
        type='BP4D',
        data_root=test_data_root,
        classes=['AU1', 'AU2', 'AU4', 'AU5', 'AU6', 'AU9', 'AU12', 'AU17', 'AU20', 'AU25', 'AU26',
                 'AU43'],
        uncoded=['AU5', 'AU9', 'AU20', 'AU25', 'AU26', 'AU43'],
        pipeline=_base_.test_pipeline,
        test_mode=True))

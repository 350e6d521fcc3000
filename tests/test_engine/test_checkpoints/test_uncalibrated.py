import pytest
import torch
from mmengine.config import Config

from mlcr_mm.engine.checkpoints import warn_if_uncalibrated

HOOK = dict(type='LogitCalibrationHook')


@pytest.mark.parametrize('shifts, hooks, is_said', [
    ([0., 0.], dict(calibration=HOOK), True),
    ([0., 0.], dict(calibration=dict(HOOK, type='mlcr_mm.LogitCalibrationHook')), True),
    ([0., 0.1], dict(calibration=HOOK), False),
    ([0., 0.], dict(calibration=dict(HOOK, method=None)), False),
    ([0., 0.], dict(calibration=None, timer=dict(type='IterTimerHook')), False),
    (None, dict(calibration=HOOK), False)])
def test_a_checkpoint_without_shifts(caplog, shifts, hooks, is_said):
    state = dict(weight=torch.zeros(2))
    if shifts is not None:
        state['head.logit_shift'] = torch.tensor(shifts)
    warn_if_uncalibrated(dict(state_dict=state), Config(dict(default_hooks=hooks)), 'a.pth')
    assert ('a.pth is not calibrated' in caplog.text) == is_said
    if is_said:
        assert 'mlcr_mm calibrate CONFIG CHECKPOINT OUT.pth' in caplog.text


def test_a_model_without_weights_of_ours(caplog):
    warn_if_uncalibrated(dict(meta={}), Config(dict(model={}, custom_hooks=[HOOK])), 'a.onnx')
    assert not caplog.text

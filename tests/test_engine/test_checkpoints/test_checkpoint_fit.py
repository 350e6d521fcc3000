import pytest
import torch
from training_doubles import model_config

from mlcr_mm.engine.checkpoints.checkpoint_fit import check_checkpoint_fits
from mlcr_mm.registry import MODELS


def test_fitting_state_dict_passes():
    check_checkpoint_fits(torch.nn.Linear(2, 3), torch.nn.Linear(2, 3).state_dict(), 'a.pth')


def test_error_counts_what_it_does_not_name():
    model = torch.nn.Sequential(*[torch.nn.Linear(1, 1) for _ in range(3)])
    with pytest.raises(ValueError, match=r'a.pth .* 0.weight is missing;.*\(and 3 more\)'):
        check_checkpoint_fits(model, {}, 'a.pth')


def test_every_kind_of_difference_is_named():
    state_dict = dict(weight=torch.zeros(4, 2), extra=torch.zeros(1))
    with pytest.raises(ValueError) as error:
        check_checkpoint_fits(torch.nn.Linear(2, 3), state_dict, 'a.pth')
    for part in ('bias is missing', 'extra is not in the model', '(4, 2), the model (3, 2)'):
        assert part in str(error.value)


def test_a_published_model_is_no_checkpoint_of_its_training():
    published = dict(state_dict={}, meta=dict(training=dict(epoch=3)))
    with pytest.raises(ValueError, match='It is a published model.*Test the checkpoint that it'):
        check_checkpoint_fits(torch.nn.Linear(2, 3), published, 'a.pth')
    trained = dict(state_dict={}, meta=dict(epoch=3))
    with pytest.raises(ValueError, match='Use the config that it was trained with'):
        check_checkpoint_fits(torch.nn.Linear(2, 3), trained, 'a.pth')


@pytest.mark.parametrize('kind', ['DualViewClassifier', 'MeanTeacherClassifier'])
def test_checkpoints_from_before_calibration_fit_and_have_no_shift(kind):
    config = model_config()
    if kind == 'MeanTeacherClassifier':
        config.update(type=kind, head=dict(type='ConsistencyHead', num_classes=3, in_channels=32))
    model = MODELS.build(config)
    old = {name: value.clone() for name, value in model.state_dict().items()
           if not name.endswith('logit_shift')}
    shifts = [buffer for name, buffer in model.named_buffers() if name.endswith('logit_shift')]
    for shift in shifts:
        shift.fill_(2.)
    check_checkpoint_fits(model, old, 'a.pth')
    model.load_state_dict(old)
    assert shifts and not any(shift.any() for shift in shifts)

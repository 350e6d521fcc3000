import pytest
import torch

from mlcr_mm.models.graph import GraphSettings


@pytest.mark.parametrize('normalize, code', [(None, 0), ('symmetric', 1), ('released', 2)])
@pytest.mark.parametrize('residual', [True, False])
def test_codes_in_checkpoints_stay_what_they_are(normalize, code, residual):
    settings = GraphSettings(normalize, .2, residual)
    assert settings.to_tensor().tolist() == [code, .2, int(residual)]
    assert GraphSettings.from_tensor(settings.to_tensor()) == settings


@pytest.mark.parametrize('values', [[3, .2, 0], [.5, .2, 0], [-1, .2, 0], [1, .2, 7], [1, .2]])
def test_damaged_settings_are_refused(values):
    with pytest.raises(ValueError, match='no settings of a label graph'):
        GraphSettings.from_tensor(torch.tensor(values))


def test_unknown_normalization_is_refused():
    with pytest.raises(ValueError, match='model.head.normalize'):
        GraphSettings(True, .2, False)

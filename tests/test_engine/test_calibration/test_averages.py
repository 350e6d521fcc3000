import pytest
import torch
from mmengine.hooks import EMAHook
from training_doubles import make_runner, weights

from mlcr_mm.engine.calibration.averages import averages_in_place, models_of_run


@pytest.fixture
def runner():
    runner = make_runner(hooks=[EMAHook()])
    runner.hooks[0].before_run(runner)
    with torch.no_grad():
        for weight in runner.hooks[0].ema_model.module.parameters():
            weight.fill_(7.)
    return runner


def test_inside_the_model_is_the_average_and_afterwards_itself(runner):
    before = weights(runner)
    with averages_in_place(runner):
        assert (weights(runner) == 7).all()
    assert torch.equal(weights(runner), before)
    with pytest.raises(RuntimeError, match='broken'), averages_in_place(runner):
        raise RuntimeError('broken')
    assert torch.equal(weights(runner), before)


def test_models_are_the_model_and_its_average(runner):
    assert models_of_run(runner) == [runner.model, runner.hooks[0].ema_model.module]
    assert models_of_run(make_runner()) != [runner.model]
    assert len(models_of_run(make_runner())) == 1

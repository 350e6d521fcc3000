import math

import pytest
from lr_training import BASE, Training
from mmengine.optim import LinearLR
from mmengine.optim.scheduler import CosineRestartLR

from mlcr_mm.engine import PhaseLR
from mlcr_mm.engine.phases import PhaseList
from mlcr_mm.engine.phases.phase_lr import learning_rate_periods, make_param_schedulers

WARMUP = dict(start_factor=0.02, by_epoch=False, end=7)


def phases_lr(periods, bounds, warmup=False):
    # As the runner builds it: with the end of the training.
    training = Training().add(PhaseLR, periods=periods, bounds=bounds, end=sum(periods))
    return training.add(LinearLR, **WARMUP) if warmup else training


def closed_form(periods, bounds, base=BASE):
    return [base * (b + (a - b) * (1 + math.cos(math.pi * t / length)) / 2)
            for length, (a, b) in zip(periods, bounds) for t in range(length)]


PERIODS, BOUNDS = [9, 5, 4, 6, 1], [(1., .02), (.5, .5), (.1, 0.), (0., 1.), (.3, .1)]


def test_learning_rate_follows_the_formula():
    used = phases_lr(PERIODS, BOUNDS).run(sum(PERIODS) + 3)
    expected = closed_form(PERIODS, BOUNDS)
    for rates, value in zip(used, expected):
        assert rates == pytest.approx([value, 10 * value], rel=1e-9, abs=1e-15)
    assert used[25:] == [used[25]] * 3  # after the end nothing moves


def test_a_warm_up_multiplies_in_the_first_period_only():
    periods, bounds = [20, 8], [(1., 0.), (1., .02)]
    used = phases_lr(periods, bounds, warmup=True).run(28)
    for step, (rates, value) in enumerate(zip(used, closed_form(periods, bounds))):
        factor = min(1., .02 + .98 * step / 6)  # 2 % at the first step, all at the seventh
        assert rates[0] == pytest.approx(factor * value, rel=1e-9)


@pytest.mark.parametrize('periods', [[48, 24, 1], [18, 17, 1], [3, 1, 2]])
@pytest.mark.parametrize('epoch_length', [3, 14])
@pytest.mark.parametrize('warmup', [5, 30])
def test_equals_mmengines_schedulers_bit_for_bit(periods, epoch_length, warmup):
    linear = dict(start_factor=.02, by_epoch=False, end=warmup)
    steps = epoch_length * sum(periods)
    mine = Training().add(PhaseLR, epoch_length, periods=periods,
                          bounds=[(1., .02), (1., .02), (.1, .02)]).add(LinearLR, **linear)
    theirs = Training().add(CosineRestartLR, epoch_length, periods=periods, eta_min_ratio=.02,
                            restart_weights=[1, 1, .1]).add(LinearLR, **linear)
    assert mine.run(steps) == theirs.run(steps)


@pytest.mark.parametrize('step', [3, 9, 11, 14, 20, 24])
def test_a_resumed_run_has_the_same_learning_rates(step):
    whole = phases_lr(PERIODS, BOUNDS, warmup=True)
    whole.run(step)
    resumed = phases_lr(PERIODS, BOUNDS, warmup=True).load(whole.state())
    assert resumed.run(28 - step) == whole.run(28 - step)
    assert resumed.schedulers[0].get_last_value() == whole.schedulers[0].get_last_value()


@pytest.mark.parametrize('step, periods', [
    (4, [15, 5, 4]),  # the present period is lengthened,
    (4, [6, 5, 4]),  # or shortened,
    (9, [12, 5, 4]),  # or goes on after its end, where the next one had begun
    (12, [9, 8, 4]),
    (18, [9, 5, 4, 6]),  # another one is appended
])
def test_a_period_of_another_length_finds_its_value_at_once(step, periods):
    bounds = [(1., .02), (.5, .1), (.1, 0.), (1., 0.)]
    stopped = phases_lr([9, 5, 4], bounds[:3])
    stopped.run(step)
    resumed = phases_lr(periods, bounds[:len(periods)]).load(stopped.state())
    expected = closed_form(periods, bounds)[step:]
    for rates, value in zip(resumed.run(len(expected)), expected):
        assert rates == pytest.approx([value, 10 * value], rel=1e-9, abs=1e-15)


def test_other_bounds_are_found_too():
    stopped = phases_lr([9], [(1., .02)])
    stopped.run(4)
    resumed = phases_lr([9], [(.5, .5)]).load(stopped.state())
    assert [rates[0] for rates in resumed.run(5)] == pytest.approx([BASE / 2] * 5)


def test_a_warm_up_goes_on_in_a_period_of_another_length():
    stopped = phases_lr([9], [(1., 0.)], warmup=True)
    stopped.run(3)
    whole = phases_lr([40], [(1., 0.)], warmup=True)
    whole.run(3)
    resumed = phases_lr([40], [(1., 0.)], warmup=True).load(stopped.state())
    for mine, expected in zip(resumed.run(37), whole.run(37)):
        assert mine == pytest.approx(expected, rel=1e-9)


def phases_of(**settings):
    return PhaseList(list(settings), settings)


def test_periods_follow_from_the_phases():
    phases = phases_of(labeled=dict(epochs=3, lr_mult=(1., .1)), views=dict(epochs=4),
                       graph=dict(epochs=2, lr_mult=.1))
    assert learning_rate_periods(phases) == [(7, (1., .1)), (2, (.1, .1))]
    assert learning_rate_periods(phases_of(a=dict(epochs=3), b=dict(epochs=2))) == [(5, (1., 1.))]


def test_a_warm_up_comes_behind_the_cosines():
    phases = phases_of(views=dict(epochs=3))
    cosines = dict(type='PhaseLR', periods=[3], bounds=[(1., 1.)], convert_to_iter_based=True)
    for none in (0, 1):  # a warm-up of one step would stay at its start
        assert make_param_schedulers(phases, none, None) == [cosines]
    assert make_param_schedulers(phases, 50, []) == [
        cosines, dict(type='LinearLR', start_factor=.02, by_epoch=False, end=50)]


def test_the_learning_rate_has_one_home():
    given = [dict(type='MultiStepLR', milestones=[2])]
    plain = phases_of(views=dict(epochs=3), graph=dict(epochs=1))
    assert make_param_schedulers(plain, 0, given) is given
    with pytest.raises(ValueError, match=r"by param_scheduler and by \['train_cfg.warmup_iters'\]"):
        make_param_schedulers(plain, 5, given)
    phases = phases_of(views=dict(epochs=3), graph=dict(epochs=1, lr_mult=.1))
    with pytest.raises(ValueError, match=r"by \['train_cfg.graph'\]: remove one of the two"):
        make_param_schedulers(phases, 0, given)

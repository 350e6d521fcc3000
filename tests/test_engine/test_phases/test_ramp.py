import math

import pytest

from mlcr_mm.engine.phases.phase import parse_phase
from mlcr_mm.engine.phases.ramp import ramp_factor, ramp_factors


def test_factor_follows_the_formula():
    for progress, expected in ((0, math.exp(-5)), (.5, math.exp(-1.25)), (1, 1), (30, 1)):
        assert ramp_factor(progress) == pytest.approx(expected)


def test_factor_grows():
    factors = [ramp_factor(step / 10) for step in range(11)]
    assert factors == sorted(set(factors))


def test_a_later_phase_lets_a_loss_grow_anew():
    phases = [parse_phase(name, start, dict(epochs=4, ramp=ramp)) for name, start, ramp in (
        ('a', 0, {}), ('b', 4, dict(one=2)), ('c', 8, dict(one=4, two=1)), ('d', 12, {}))]
    for epoch, one, two in ((0, 0, 0), (3.9, 0, 0), (4, ramp_factor(0), 0), (5, ramp_factor(.5), 0),
                            (7, 1, 0), (8, ramp_factor(0), ramp_factor(0)),
                            (9, ramp_factor(.25), 1), (13, 1, 1)):
        assert ramp_factors(phases, epoch) == pytest.approx(dict(one=one, two=two))

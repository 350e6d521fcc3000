import math

import pytest

from mlcr_mm.engine.phases.ramp import ramp_factor


def test_factor_follows_the_formula():
    for progress, expected in ((0, math.exp(-5)), (.5, math.exp(-1.25)), (1, 1), (30, 1)):
        assert ramp_factor(progress) == pytest.approx(expected)


def test_factor_grows():
    factors = [ramp_factor(step / 10) for step in range(11)]
    assert factors == sorted(set(factors))

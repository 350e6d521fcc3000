import pytest

from mlcr_mm.files import training_start


@pytest.mark.parametrize('meta, start', [
    (dict(experiment_name='mlcr_demo_20261130_141420'), '20261130_141420'),
    (dict(experiment_name='of_20250101_000000_20261130_141420'), '20261130_141420'),
    (dict(experiment_name='20261130_141420'), '20261130_141420'),
    (dict(experiment_name='mine'), None), (dict(experiment_name=None), None), ({}, None),
    (None, None),
])
def test_the_start_is_the_last_time_in_the_name(meta, start):
    assert training_start(dict(meta=meta)) == start


def test_a_checkpoint_without_meta():
    assert training_start({}) is None

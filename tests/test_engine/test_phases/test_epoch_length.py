from types import SimpleNamespace

import pytest
from lr_training import Training
from mmengine.optim import LinearLR

from mlcr_mm.engine import PhaseLR
from mlcr_mm.engine.phases.epoch_length import batch_of_run, keep_epoch

EPOCHS, BOUNDS = [4, 3], [(1., .02), (.5, .1)]


class Loader(list):
    """As long as its batches."""


def runner_of(length, batch_size=8, param_scheduler=None):
    loader = Loader([0] * length)
    loader.batch_sampler = SimpleNamespace(batch_size=batch_size)
    return SimpleNamespace(train_dataloader=loader, _load_from='epoch_2.pth',
                           cfg=dict(param_scheduler=param_scheduler))


def checkpoint_of(epoch, iteration, schedulers=()):
    return dict(meta=dict(epoch=epoch, iter=iteration), param_schedulers=list(schedulers))


def training(length, warmup=0):
    run = Training().add(PhaseLR, length, periods=EPOCHS, bounds=BOUNDS)
    return run.add(LinearLR, start_factor=.02, by_epoch=False, end=warmup) if warmup else run


@pytest.mark.parametrize('old, new', [(10, 5), (5, 10), (4, 7), (7, 4)])
@pytest.mark.parametrize('epoch', [1, 3, 4, 6])
def test_the_learning_rate_of_an_epoch_stays_that_of_the_epoch(old, new, epoch):
    stopped = training(old)
    stopped.run(epoch * old)
    optimizer, states = stopped.state()
    checkpoint = checkpoint_of(epoch, epoch * old, states)
    keep_epoch(runner_of(new), checkpoint, None)
    assert checkpoint['meta'] == dict(epoch=epoch, iter=epoch * new)
    resumed = training(new).load((optimizer, checkpoint['param_schedulers']))
    rest = (sum(EPOCHS) - epoch) * new
    whole = training(new).run(sum(EPOCHS) * new)[-rest:]
    for mine, expected in zip(resumed.run(rest), whole):
        assert mine == pytest.approx(expected, rel=1e-9)


def test_a_warm_up_that_is_over_does_not_begin_again():
    stopped = training(10, warmup=8)
    stopped.run(10)
    optimizer, states = stopped.state()
    checkpoint = checkpoint_of(1, 10, states)
    keep_epoch(runner_of(5), checkpoint, None)
    resumed = training(5, warmup=8).load((optimizer, checkpoint['param_schedulers'])).run(5)
    assert [rates[0] for rates in resumed] == pytest.approx(
        [rates[0] for rates in training(5).run(10)[5:]], rel=.01)


@pytest.mark.parametrize('epoch, iteration', [(0, 0), (2, 10), (2, 7)])
def test_nothing_changes_where_the_length_is_the_same_or_is_not_known(epoch, iteration):
    checkpoint = checkpoint_of(epoch, iteration)
    keep_epoch(runner_of(5), checkpoint, None)
    assert checkpoint == checkpoint_of(epoch, iteration)


def test_other_batches_are_told_also_where_an_epoch_has_as_many(monkeypatch):
    lines = []
    monkeypatch.setattr('mlcr_mm.engine.phases.epoch_length.print_log',
                        lambda line, **_: lines.append(line))
    for before in (None, dict(processes=1, batch_size=8), dict(processes=1, batch_size=0),
                   dict(processes=2, batch_size=4), dict(processes=2, batch_size=8)):
        keep_epoch(runner_of(4), checkpoint_of(2, 8), before)
    assert lines == [
        'checkpoint epoch_2.pth was trained with batches (2 x 8 images), this run has others '
        '(1 x 8 images), as many in an epoch: train_dataloader.batch_size=16 keeps them as they '
        'were']


def test_the_batch_size_that_keeps_the_batches_is_named(monkeypatch):
    lines = []
    monkeypatch.setattr('mlcr_mm.engine.phases.epoch_length.print_log',
                        lambda line, **_: lines.append(line))
    keep_epoch(runner_of(7), checkpoint_of(2, 8), dict(processes=2, batch_size=8))
    keep_epoch(runner_of(7), checkpoint_of(2, 8), dict(processes=1, batch_size=8))
    assert lines[0] == (
        'checkpoint epoch_2.pth has epochs of 4 iterations (2 x 8 images), this run of 7 (1 x 8 '
        'images): it goes on at epoch 3 with the learning rate as it was; '
        'train_dataloader.batch_size=16 keeps the batches as they were')
    assert lines[1].endswith('as it was')  # the images are others, no batch size helps


def test_a_schedule_that_was_turned_into_iterations_is_refused():
    runner = runner_of(7, param_scheduler=[dict(type='MultiStepLR', convert_to_iter_based=True)])
    with pytest.raises(ValueError, match='epochs of 4 iterations.*batch_size=16'):
        keep_epoch(runner, checkpoint_of(2, 8), dict(processes=2, batch_size=8))


def test_a_sampler_without_a_batch_size_says_none():
    assert batch_of_run(runner_of(7, batch_size=None)) == dict(processes=1, batch_size=0)

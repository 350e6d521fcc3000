import pytest

from mlcr_mm.engine.phases import Phase
from mlcr_mm.engine.phases.phase import parse_phase


def test_settings_become_a_phase():
    phase = parse_phase('views', 4, dict(
        epochs=3, unlabeled=False, new_views=True, graph=True, targets=dict(type='MeanOfViews'),
        ramp=dict(loss_co_regularization=2.5), lr_mult=[1, 0.1]))
    assert phase == Phase('views', 4, 3, False, dict(type='MeanOfViews'), True, True,
                          dict(loss_co_regularization=2.5), (1., .1))
    assert phase.end == 7 and phase.key == 'train_cfg.views'


def test_what_is_not_said_has_a_default():
    phase = parse_phase('views', 0, dict(epochs=2))
    assert phase == Phase('views', 0, 2)
    assert phase.unlabeled and not phase.new_views and not phase.graph
    assert phase.targets is None and phase.ramp == {} and phase.lr_mult is None


def test_one_multiple_of_the_learning_rate_is_constant():
    assert parse_phase('graph', 0, dict(epochs=1, lr_mult=0.1)).lr_mult == (.1, .1)


@pytest.mark.parametrize('settings, message', [
    (5, r'train_cfg.views must be a dict such as dict\(epochs=10\), got 5'),
    (dict(epochs=2, unlabelled=False), 'train_cfg.views.unlabelled does not exist; did you mean '
     'unlabeled: the settings of a phase are'),
    (dict(epochs=2, begin=3), r"train_cfg.views.begin does not exist: the settings .*\['epochs'"),
    (dict(epochs=2, start=3), 'train_cfg.views.start does not exist'),
    (dict(), "train_cfg.views.epochs must be a whole number >= 1, got None; take 'views' out"),
    (dict(epochs=0), 'views.epochs must be .* got 0'),
    (dict(epochs=1.5), 'views.epochs must be .* got 1.5'),
    (dict(epochs=True), 'views.epochs must be .* got True'),
    (dict(epochs=1, graph=1), 'views.graph must be True or False, got 1'),
    (dict(epochs=1, new_views='yes'), "views.new_views must be True or False, got 'yes'"),
    (dict(epochs=1, unlabeled=None), 'views.unlabeled must be True or False, got None'),
    (dict(epochs=1, targets='MeanOfViews'), r"views.targets must be a dict such as dict\(type="),
    (dict(epochs=1, targets=dict(every=2)), r"views.targets .* got {'every': 2}"),
    (dict(epochs=1, ramp=2), 'views.ramp must be a dict from losses to epochs, .* got 2'),
    (dict(epochs=2, ramp=dict(loss_mv=3)), 'views.ramp.loss_mv must be above 0 and at most the 2 '
     'epochs of the phase, got 3: lengthen train_cfg.views.epochs or shorten the ramp'),
    (dict(epochs=2, ramp=dict(loss_mv=0)), 'views.ramp.loss_mv must be above 0'),
    (dict(epochs=2, ramp=dict(loss_mv='1')), "got '1'"),
    (dict(epochs=1, lr_mult=-1), 'views.lr_mult must be a number >= 0, or two'),
    (dict(epochs=1, lr_mult=(1, -.1)), 'views.lr_mult must be'),
    (dict(epochs=1, lr_mult=(1, .1, 0)), 'views.lr_mult must be'),
    (dict(epochs=1, lr_mult='fast'), "views.lr_mult must be .* got 'fast'"),
])
def test_bad_settings_are_named_with_what_to_write(settings, message):
    with pytest.raises(ValueError, match=message):
        parse_phase('views', 0, settings)

from types import SimpleNamespace

from training_doubles import LabeledPart, Loader, semi_supervised

from mlcr_mm.datasets import SemiSupervisedDataset
from mlcr_mm.engine.phases import PhaseList
from mlcr_mm.engine.phases.phase_text import describe_phases

SETTINGS = dict(
    labeled=dict(epochs=2, unlabeled=False, lr_mult=(1, .02)),
    self_training=dict(epochs=3, new_views=True, targets=dict(type='MeanOfViews'),
                       ramp=dict(loss_co_regularization=2)),
    graph=dict(epochs=1, graph=True, lr_mult=.1))


def text(dataset, names=tuple(SETTINGS)):
    runner = SimpleNamespace(train_dataloader=Loader(dataset=dataset))
    return describe_phases(PhaseList(names, SETTINGS), runner).splitlines()


def test_each_phase_has_a_line_that_says_all():
    assert text(semi_supervised()) == [
        '3 phases, 6 epochs of 10 iterations:',
        '  labeled        epochs 1 to 2: labelled images only; learning rate x 1 to x 0.02',
        '  self_training  epochs 3 to 5: labelled and unlabelled images; targets by MeanOfViews; '
        'new views; loss_co_regularization grows over 2 epochs',
        '  graph          epoch 6: labelled and unlabelled images; classifiers from the GCN; '
        'learning rate x 0.1',
    ]


def test_unlabelled_images_are_named_only_where_there_are_some():
    dataset = SemiSupervisedDataset(LabeledPart())
    assert text(dataset, ['graph']) == [
        '1 phase, 1 epoch of 10 iterations:',
        '  graph  epoch 1: labelled images only; classifiers from the GCN; learning rate x 0.1',
    ]

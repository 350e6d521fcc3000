import pytest
import torch

from mlcr_mm.engine.checkpoints.classifier_rows import is_classifier, take_classifiers

OLD = ['AU1', 'AU2', 'AU4']


@pytest.fixture
def states():
    """Old rows 0, 1, 2; new ones are -1."""

    def make(num_labels, width=2):
        old = {f'head.classifiers.{view}.{name}': torch.arange(3.).reshape(shape) + 10 * view
               for view in range(2) for name, shape in (('weight', (3, 1)), ('bias', (3, )))}
        old = {name: value.expand(-1, 2).clone() if value.dim() == 2 else value
               for name, value in old.items()}
        new = {name: torch.full((num_labels, width)[:value.dim()], -1.)
               for name, value in old.items()}
        return new, old

    return make


def test_rows_are_found_by_name(states):
    new, old = states(4)
    line = take_classifiers(new, old, ['AU4', 'AU9', 'AU1', 'AU12'], OLD)
    assert new['head.classifiers.0.bias'].tolist() == [2, -1, 0, -1]
    assert new['head.classifiers.1.weight'].tolist() == [[12] * 2, [-1] * 2, [10] * 2, [-1] * 2]
    assert line == "classifiers of 2 labels by name, fresh ones for ['AU9', 'AU12']"


def test_the_same_labels_in_another_order(states):
    new, old = states(3)
    assert take_classifiers(new, old, OLD[::-1], OLD) == 'classifiers of all 3 labels by name'
    assert new['head.classifiers.0.bias'].tolist() == [2, 1, 0]


def test_other_labels_or_widths_start_fresh(states):
    for (new, old), labels in ((states(2), ['smile', 'hat']), (states(3, width=5), OLD)):
        assert take_classifiers(new, old, labels, OLD).startswith('fresh classifiers')
        assert all((value == -1).all() for value in new.values())


def test_labels_without_names_are_taken_over_by_shape(states):
    new, old = states(3)
    assert 'taken over' in take_classifiers(new, old, OLD, None)
    assert new['head.classifiers.1.bias'].tolist() == [10, 11, 12]
    new, old = states(2)
    assert 'fresh' in take_classifiers(new, old, ['a', 'b'], None)
    assert (new['head.classifiers.1.bias'] == -1).all()


def test_which_tensors_are_classifiers():
    assert is_classifier('head.classifiers.0.weight') and is_classifier('head.fc.bias')
    assert not any(map(is_classifier, ('head.gcn.weight0', 'backbone.0.fc.weight')))

import numpy as np
import pytest

from mlcr_mm.evaluation.scores import Scores
from mlcr_mm.reproduce.ensemble import ensemble_of


@pytest.fixture
def make_scores(rng):
    labels = rng.integers(-1, 2, (20, 3)).astype(np.int8)

    def make(num_views=0, images='xyz', labels=labels, calibrated=True):
        scores, raw = rng.random((2, 1 + num_views, 20, 3)).astype(np.float32)
        names = np.array([f'{images}/{index}' for index in range(20)])
        return Scores(names, np.array(['AU1', 'AU2', 'AU4']), labels, scores,
                      raw if calibrated else None)

    return make


def test_two_networks_are_joined_by_their_mean(make_scores):
    one, other = make_scores(), make_scores(calibrated=False)
    ensemble = ensemble_of(one, other, 'Baseline')
    assert ensemble.scores.shape == ensemble.raw.shape == (1, 20, 3)
    for image in range(20):
        for label in range(3):
            mean, raw = ((float(first[0, image, label]) + float(second[0, image, label])) / 2
                         for first, second in ((one.scores, other.scores), (one.raw, other.scores)))
            assert ensemble.scores[0, image, label] == pytest.approx(mean)
            assert ensemble.raw[0, image, label] == pytest.approx(raw)
    assert ensemble.test_set == one.test_set


def test_two_views_have_their_own_prediction(make_scores):
    scores = make_scores(num_views=2)
    for partner in (None, make_scores(num_views=2)):
        ensemble = ensemble_of(scores, partner, 'MLCR')
        np.testing.assert_array_equal(ensemble.scores, scores.scores[:1])
        np.testing.assert_array_equal(ensemble.raw, scores.raw[:1])


def test_one_network_alone_is_no_ensemble(make_scores):
    assert ensemble_of(make_scores(), None, 'Baseline') is None


@pytest.mark.parametrize('other', [dict(images='other'), dict(labels=np.zeros((20, 3), np.int8))])
def test_other_images_or_labels_are_refused(make_scores, other):
    with pytest.raises(ValueError, match='Baseline and the other half of its ensemble were tested '
                       'on different images or labels; delete'):
        ensemble_of(make_scores(), make_scores(**other), 'Baseline')

from types import SimpleNamespace

import numpy as np
import pytest

from mlcr_mm.evaluation.scores import Scores
from mlcr_mm.reproduce.ensemble import Ensemble


@pytest.fixture
def make_test(rng):
    labels = rng.integers(-1, 2, (20, 3)).astype(np.int8)

    def make(num_views=0, is_done=True, folder='a', images='xyz', labels=labels):
        scores = rng.random((1 + num_views, 20, 3)).astype(np.float32)
        names = np.array([f'{images}/{index}' for index in range(20)])
        result = Scores(names, np.array(['AU1', 'AU2', 'AU4']), labels, scores,
                        scores[::-1] if num_views else None)
        return SimpleNamespace(
            read=lambda: result, is_done=is_done, training=SimpleNamespace(folder=folder))

    return make


def test_mean_of_the_predictions(make_test):
    one, two = make_test(), make_test(num_views=2)
    ensemble = Ensemble([one, two]).read()
    assert ensemble.scores.shape == (1, 20, 3)
    for image in range(20):
        for label in range(3):
            expected = (float(one.read().scores[0, image, label]) +
                        float(two.read().scores[0, image, label])) / 2
            assert ensemble.scores[0, image, label] == pytest.approx(expected)
    # A test of an older version has no others than the scores.
    np.testing.assert_allclose(
        ensemble.uncalibrated[0], (one.read().scores[0] + two.read().scores[-1]) / 2, rtol=1e-6)
    assert ensemble.test_set == one.read().test_set


def test_done_when_all_are(make_test):
    assert Ensemble([make_test(), make_test()]).is_done
    assert not Ensemble([make_test(), make_test(is_done=False)]).is_done


@pytest.mark.parametrize('other', [dict(images='other'), dict(labels=np.zeros((20, 3), np.int8))])
def test_other_images_or_labels_are_refused(make_test, other):
    with pytest.raises(ValueError, match='tested on different images or labels; delete'):
        Ensemble([make_test(), make_test(**other)]).read()

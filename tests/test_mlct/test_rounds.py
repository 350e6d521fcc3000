import sys
from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.preprocessing import StandardScaler

from mlcr_mm.labels import label_shares
from mlcr_mm.mlct import (
    adjust_likelihoods,
    conditional_presence,
    filter_labels,
    likelihoods,
    multi_label_co_training,
    reliability,
)

sys.path.append(str(Path(__file__).parent))
from two_views import two_view_data  # noqa: E402

CLASSIFIER = dict(C=.1, class_weight='balanced', max_iter=1000)


def reference(labeled, labels, unlabeled, rounds, sample_share, adjustment):
    """The same rounds, one label, image and view at a time, by scikit-learn's own scaler."""
    num_labels, num_images = labels.shape[1], len(unlabeled[0])
    scalers = [StandardScaler().fit(np.vstack(pair)) for pair in zip(labeled, unlabeled)]
    known = [scaler.transform(x) for scaler, x in zip(scalers, labeled)]
    new = [scaler.transform(x) for scaler, x in zip(scalers, unlabeled)]
    told = [[[-1] * num_labels for _ in range(num_images)] for _ in range(2)]
    left = list(range(num_images))
    for step in range(rounds + 1):
        models, scores = [], []
        for v in range(2):
            models.append([])
            for j in range(num_labels):
                rows = [(x, row[j]) for x, row in zip(known[v], labels) if row[j] != -1]
                rows += [(x, row[j]) for x, row in zip(new[v], told[v]) if row[j] != -1]
                x, y = zip(*rows)
                models[v].append(LogisticRegression(**CLASSIFIER).fit(x, y))
            predicted = np.stack([m.predict_proba(new[v])[:, 1] for m in models[v]], axis=1)
            scores.append(adjust_likelihoods(predicted, conditional_presence(labels),
                                             label_shares(labels), adjustment))
        if step == rounds or not left:
            return models, scalers, np.array(told)
        measure = reliability(np.stack(scores))
        chosen = sorted(left, key=lambda i: -measure[i])[:int(np.ceil(sample_share * num_images))]
        for sender, receiver in ((0, 1), (1, 0)):
            for i, codes in zip(chosen, filter_labels(scores[sender][chosen])):
                told[receiver][i] = codes.tolist()
        left = [i for i in left if i not in chosen]


@pytest.mark.parametrize('rounds, share', [(0, .1), (3, .1), (4, .3)])
def test_rounds_equal_the_slow_ones(rounds, share):
    (labeled, labels), (unlabeled, _), _ = two_view_data(30, 60, 0, num_labels=3, width=5, noise=2.)
    labels[::7, 1] = -1
    result = multi_label_co_training(labeled, labels, unlabeled, rounds, share, .5, **CLASSIFIER)
    models, scalers, told = reference(labeled, labels, unlabeled, rounds, share, .5)
    np.testing.assert_array_equal(result.communicated, told)
    for view in range(2):
        x = scalers[view].transform(unlabeled[view])
        expected = np.stack([m.predict_proba(x)[:, 1] for m in models[view]], axis=1)
        np.testing.assert_allclose(
            likelihoods(unlabeled[view], result.weights[view]), expected, atol=1e-4)


def mean_f1(result, test):
    features, labels = test
    views = [likelihoods(x, w) >= .5 for x, w in zip(features, result.weights)]
    return np.mean([f1_score(labels, decisions, average='macro') for decisions in views])


def test_better_than_the_labelled_images_alone():
    """Fewer labelled images than features: what co-training is for. Mean of several data sets."""
    gains = []
    for seed in range(3, 7):
        (labeled, labels), (unlabeled, _), test = two_view_data(seed=seed)
        alone, together = (
            mean_f1(multi_label_co_training(labeled, labels, unlabeled, rounds, .05, .5,
                                            **CLASSIFIER), test) for rounds in (0, 10))
        gains.append(together - alone)
    assert np.mean(gains) > .01 and min(gains) > -.01, gains


def test_views_may_have_different_widths_and_still_features():
    (labeled, labels), (unlabeled, _), _ = two_view_data(30, 40, 0)
    labeled[1], unlabeled[1] = labeled[1][:, :7], unlabeled[1][:, :7]
    labeled[0][:, 0] = unlabeled[0][:, 0] = 3.
    weights = multi_label_co_training(labeled, labels, unlabeled, 2, .2, .5, **CLASSIFIER).weights
    assert [w.shape for w in weights] == [(4, 101), (4, 8)]
    assert not weights[0][:, 0].any()


def test_features_that_hardly_change_get_no_huge_weights():
    (labeled, labels), (unlabeled, _), _ = two_view_data(30, 40, 0)
    for part in (labeled, unlabeled):
        part[0][:, 0] *= 1e-6
    weights = multi_label_co_training(labeled, labels, unlabeled, 1, .2, .5, **CLASSIFIER).weights
    assert np.abs(weights[0][:, 0]).max() < 1

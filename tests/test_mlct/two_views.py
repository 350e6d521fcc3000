"""Synthetic images with dependent labels, seen in two conditionally independent views."""
import numpy as np


def two_view_data(num_labeled=60, num_unlabeled=400, num_test=1000, num_labels=4, width=100,
                  noise=4., seed=0):
    """Labelled, unlabelled and test part: (features of two views, labels) each."""
    rng = np.random.default_rng(seed)
    total = num_labeled + num_unlabeled + num_test
    cause = rng.normal(size=(total, 1))  # makes the labels depend on each other
    labels = (cause + rng.normal(size=(total, num_labels)) > .5).astype(np.float32)
    views = [(labels - .5) @ rng.normal(size=(num_labels, width)) +
             noise * rng.normal(size=(total, width)) for _ in range(2)]
    bounds = np.cumsum([0, num_labeled, num_unlabeled, num_test])
    return [([view[a:b] for view in views], labels[a:b]) for a, b in zip(bounds, bounds[1:])]

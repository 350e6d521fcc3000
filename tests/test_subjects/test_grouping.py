import numpy as np
import pytest
from sklearn.cluster import AgglomerativeClustering
from sklearn.metrics import adjusted_rand_score, silhouette_score

from mlcr_mm.subjects import choose_groups, group_subjects, grouping


def blobs(rng, num_subjects=17, each=12, noise=.3):
    subjects = rng.permutation(np.repeat(np.arange(num_subjects), each))
    centers = rng.normal(size=(num_subjects, 16))
    return centers[subjects] + noise * rng.normal(size=(len(subjects), 16)), subjects


def test_finds_how_many_there_are(rng):
    descriptors, subjects = blobs(rng)
    groups = group_subjects(descriptors)
    assert adjusted_rand_score(subjects, groups) == 1
    _, first = np.unique(groups, return_index=True)
    assert (np.diff(first) > 0).all()  # numbered as they first occur


@pytest.mark.parametrize('number', [1, 5, 17, 30, 204])
def test_a_given_number_equals_scikit_learn(rng, number):
    descriptors, _ = blobs(rng, noise=1.)
    groups = group_subjects(descriptors, number)
    expected = AgglomerativeClustering(number).fit_predict(descriptors)
    assert len(np.unique(groups)) == number and adjusted_rand_score(expected, groups) == 1


def test_the_number_has_the_highest_silhouette_of_those_tried(rng):
    descriptors, _ = blobs(rng, noise=.8)
    groups, silhouettes = choose_groups(descriptors)
    best = max(silhouettes, key=silhouettes.get)
    assert len(np.unique(groups)) == best and len(silhouettes) > 20
    assert {2, 102} <= set(silhouettes)  # from two to half of the images
    for number in (2, best):
        expected = silhouette_score(descriptors, group_subjects(descriptors, number))
        assert silhouettes[number] == pytest.approx(expected)


def test_copies_of_one_image_are_one_subject(rng):
    descriptors = np.repeat(rng.normal(size=(2, 5)), 4, axis=0)
    assert group_subjects(descriptors).tolist() == [0] * 4 + [1] * 4
    assert group_subjects(descriptors[:4]).tolist() == [0] * 4
    assert group_subjects(descriptors[:3]).tolist() == [0] * 3


def test_what_cannot_be_grouped(rng, monkeypatch):
    descriptors, _ = blobs(rng)
    assert group_subjects(descriptors[:1], 1).tolist() == [0]
    with pytest.raises(ValueError, match='204 images cannot be grouped into 205 subjects'):
        group_subjects(descriptors, 205)
    with pytest.raises(ValueError, match='cannot be found from 2 images; say how many there are'):
        group_subjects(descriptors[:2])
    with pytest.raises(ValueError, match='8 images fall into 2 groups of copies, not into 4'):
        group_subjects(np.repeat(descriptors[:2], 4, axis=0), 4)
    monkeypatch.setattr(grouping, 'MAX_IMAGES', 200)
    with pytest.raises(ValueError, match='204 images are more than the 200'):
        group_subjects(descriptors)

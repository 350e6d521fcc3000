import numpy as np
import pytest
from training_doubles import LABELS, LabeledPart, UnlabeledPart, semi_supervised

from mlcr_mm.datasets import SemiSupervisedDataset
from mlcr_mm.engine.calibration.calibration_images import calibration_images


@pytest.mark.parametrize('use_unlabeled', [True, False])
def test_images_of_the_part_and_labels_of_the_labelled_one(use_unlabeled):
    dataset = semi_supervised()
    source = calibration_images(dataset, use_unlabeled)
    assert source.dataset is (dataset.unlabeled if use_unlabeled else dataset.labeled)
    assert source.part == f'{"un" * use_unlabeled}labelled training images'
    np.testing.assert_array_equal(source.labels, LABELS)


@pytest.mark.parametrize('dataset', [SemiSupervisedDataset(LabeledPart()), LabeledPart()])
def test_without_an_unlabelled_part_the_labelled_images(dataset):
    source = calibration_images(dataset, use_unlabeled=True)
    assert source.part == 'labelled training images' and len(source.dataset) == len(LABELS)


def test_labels_that_cannot_be_read():
    with pytest.raises(TypeError, match='get_gt_scores'):
        calibration_images([1, 2], True)
    part = UnlabeledPart(3)
    del part.pipeline
    with pytest.raises(TypeError, match='UnlabeledPart has no pipeline'):
        calibration_images(part, True)


def test_labels_that_the_unlabelled_part_tells_count_too():
    told = LabeledPart()
    dataset = SemiSupervisedDataset(LabeledPart(), told)
    looked_at = calibration_images(dataset, use_unlabeled=True)
    assert looked_at.dataset is told
    np.testing.assert_array_equal(looked_at.labels, np.concatenate([LABELS, LABELS]))
    np.testing.assert_array_equal(calibration_images(dataset, False).labels, LABELS)

from mmengine.dataset import ConcatDataset
from training_doubles import LabeledPart, Part, batch_of

from mlcr_mm.datasets import SemiSupervisedDataset
from mlcr_mm.engine.targets import unlabeled_part


def test_places_count_from_the_first_unlabelled_image():
    unlabeled = Part(5)
    part = unlabeled_part(SemiSupervisedDataset(LabeledPart(), unlabeled))
    assert part.dataset is unlabeled
    places = [(place, sample.sample_idx) for place, sample in part.samples_of(batch_of(0, 3, 4, 8))]
    assert places == [(0, 4), (4, 8)]


def test_other_training_sets_have_none():
    labeled = LabeledPart()
    for dataset in (labeled, ConcatDataset([labeled, Part(5)]), SemiSupervisedDataset(labeled)):
        assert unlabeled_part(dataset) is None

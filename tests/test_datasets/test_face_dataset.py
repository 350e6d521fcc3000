import cv2
import numpy as np
import pytest
from mmengine.dataset import Compose
from torch.utils.data import DataLoader

from mlcr_mm.datasets import AUDataset, UnlabeledFaces, image_loading
from mlcr_mm.datasets.image_loading import BrokenImageError

PIPELINE = [dict(type='LoadImageFromFile'), dict(type='PackInputs')]
NUM_IMAGES = 20


@pytest.fixture
def folder(tmp_path):
    """20 images of 4 subjects; picture i is of grey level 10 i; AU1 is present in odd ones."""
    lines = ['image,AU1']
    for index in range(NUM_IMAGES):
        name = f's{index // 5}/{index:02d}.jpg'
        path = tmp_path / 'images' / name
        path.parent.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(path), np.full((8, 8, 3), 10 * index, np.uint8))
        lines.append(f'{name},{index % 2}')
    (tmp_path / 'labels.csv').write_text('\n'.join(lines))
    return tmp_path


def load(folder, **kwargs):
    kwargs = dict(dict(data_root=str(folder), data_prefix='images', pipeline=PIPELINE), **kwargs)
    return AUDataset('labels.csv', **kwargs)


def cut(folder, *indices):
    for index in indices:
        path = folder / 'images' / f's{index // 5}' / f'{index:02d}.jpg'
        path.write_bytes(path.read_bytes()[:-60])


def run_workers(dataset):
    """Sizes of the batches of one pass."""
    batches = iter(DataLoader(dataset, batch_size=5, num_workers=2, collate_fn=len,
                              multiprocessing_context='fork'))
    try:
        return list(batches)
    finally:
        batches._shutdown_workers()  # an error would keep them for the next test to inherit


def test_broken_image_is_replaced_by_one_of_the_same_source(folder):
    cut(folder, 3)
    dataset = load(folder)
    for _ in range(5):
        sample = dataset[3]['data_samples']
        assert not sample.img_path.endswith('03.jpg')
        assert sample.gt_score[0] in (0, 1)  # a labelled image for a labelled one
    assert len(dataset._broken) == 1


def test_broken_image_in_a_test_is_an_error_that_names_it(folder):
    cut(folder, 3)
    dataset = load(folder, test_mode=True)
    with pytest.raises(BrokenImageError, match='s0/03.jpg is broken'):
        dataset[3]
    with pytest.raises(BrokenImageError, match='s0/03.jpg is broken'):
        run_workers(dataset)


def test_workers_count_together_and_stop_the_run(folder):
    cut(folder, 1, 2, 11, 12)
    dataset = load(folder, max_broken_share=0.2)
    for _ in range(2):
        assert sum(run_workers(dataset)) == NUM_IMAGES
    assert len(dataset._broken) == 4  # each counts once, in both workers and both passes
    cut(folder, 13)
    with pytest.raises(RuntimeError, match='5 of 20 images.*13.jpg'):
        run_workers(dataset)


def test_unlabelled_images_are_replaced_too(folder):
    cut(folder, 0)
    dataset = UnlabeledFaces(data_root=str(folder), data_prefix='images', pipeline=PIPELINE)
    assert (dataset[0]['data_samples'].gt_score == -1).all()


def test_errors_of_other_transforms_are_not_taken_for_broken_images(folder):

    class Fails:

        def __call__(self, sample):
            raise ValueError('a fault in the pipeline')

    with pytest.raises(ValueError, match='a fault in the pipeline'):
        dataset = load(folder)
        dataset.pipeline.transforms.append(Fails())
        dataset[0]


@pytest.mark.parametrize('indices, expected', [(3, [0, 1, 2]), (-2, [18, 19]), ([5, 1], [5, 1]),
                                               (50, list(range(20)))])
def test_indices_and_subsets(folder, indices, expected):
    dataset = load(folder, indices=indices)
    names = list(load(folder).image_names())
    assert list(dataset.image_names()) == [names[index] for index in expected]
    assert dataset.get_gt_scores()[:, 0].tolist() == [index % 2 for index in expected]
    subset = load(folder).get_subset(expected)
    assert list(subset.image_names()) == list(dataset.image_names())
    assert subset[-1]['data_samples'].gt_score[0] == expected[-1] % 2


def test_subjects_by_pattern(folder):
    assert load(folder).subjects() == set()
    assert set(load(folder).image_subjects()) == {None}
    dataset = load(folder, subject_pattern=r'^(s\d+)/', indices=7)
    assert dataset.subjects() == {'s0', 's1'}
    assert dataset.get_cat_ids(1) == [0]


def test_subjects_by_file(folder):
    names = list(load(folder).image_names())
    lines = [f'{name} person{index // 7}' for index, name in enumerate(names)]
    (folder / 'who.txt').write_text('\n'.join([*lines, 'other.jpg 99']))
    dataset = load(folder, subject_file='who.txt')
    assert dataset.image_subjects() == ['person0'] * 7 + ['person1'] * 7 + ['person2'] * 6
    assert dataset.get_subset([0, 13]).subjects() == {'person0', 'person1'}
    unlabeled = UnlabeledFaces('images', data_root=str(folder), subject_file='who.txt')
    assert dict(zip(unlabeled.image_names(), unlabeled.image_subjects())) == dict(
        zip(names, dataset.image_subjects()))


@pytest.mark.parametrize('options, expected', [
    (dict(max_images=4), [0, 6, 13, 19]), (dict(max_images=1), [0]),
    (dict(max_images=2), [0, 19]), (dict(max_images=20), list(range(20))),
    (dict(max_images=99), list(range(20))), (dict(max_images=2, indices=[7, 3, 5]), [7, 5]),
    (dict(max_images=2, indices=-3), [17, 19])])
def test_a_few_images_are_spread_over_the_set(folder, options, expected):
    dataset = load(folder, **options)
    names = list(load(folder).image_names())
    assert list(dataset.image_names()) == [names[index] for index in expected]
    assert dataset.get_gt_scores()[:, 0].tolist() == [index % 2 for index in expected]
    assert dataset[len(expected) - 1]['data_samples'].img_path.endswith(names[expected[-1]])


def test_a_few_images_are_one_at_least(folder):
    for wrong in (0, 2.5, True):
        with pytest.raises(ValueError, match='AUDataset: max_images must be a whole number >= 1 or '
                                             f'None, got {wrong}'):
            load(folder, max_images=wrong)


@pytest.mark.parametrize('options, words', [
    (dict(indices=0), 'indices must be a whole number'), (dict(indices=1.5), 'got 1.5'),
    (dict(indices=[]), 'at least one'), (dict(indices='3'), "got '3'"),
    (dict(indices=[1, 2.5]), 'got'), (dict(max_images=2, subset_seed=-1), 'subset_seed must be a'),
    (dict(max_images=2, subset_seed=.5), 'got 0.5'),
    (dict(classes='AU1'), r"no file with one label per line; .* classes=\['AU1'\]")])
def test_choices_that_choose_nothing(folder, options, words):
    with pytest.raises(ValueError, match=f'AUDataset: .*{words}'):
        load(folder, **options)


def test_label_names_are_known_without_the_annotations(folder):
    (folder / 'labels.csv').write_text('image,AU1,AU12\nmissing.jpg,what,9\n')
    lazy = dict(lazy_init=True)
    assert list(load(folder, **lazy).label_names()) == ['AU1', 'AU12']
    assert list(load(folder, uncoded=['AU3'], **lazy).label_names()) == ['AU1', 'AU12', 'AU3']
    assert list(load(folder, classes=['AU12'], **lazy).label_names()) == ['AU12']
    unlabeled = UnlabeledFaces(data_root=str(folder), classes=['AU4'], **lazy)
    assert list(unlabeled.label_names()) == ['AU4']


def test_decoded_images_are_kept_and_seen_alike(folder, tmp_path, monkeypatch):
    cut(folder, 3)
    plain, cached = load(folder), load(folder, cache_dir=str(tmp_path / 'cache'))
    monkeypatch.setattr(image_loading, 'read_file', lambda path: pytest.fail(path))
    for index in (0, 19):
        assert (cached[index]['inputs'] == 10 * index).all()
    monkeypatch.undo()
    samples = cached[1]['data_samples'], plain[1]['data_samples']
    assert samples[0].to_dict().keys() == samples[1].to_dict().keys()
    assert samples[0].metainfo == samples[1].metainfo
    assert not cached[3]['data_samples'].img_path.endswith('03.jpg') and len(cached._broken) == 1
    subset = cached.get_subset([5, 1])
    assert (subset[0]['inputs'] == 50).all() and (subset[1]['inputs'] == 10).all()
    cached.pipeline = Compose([dict(PIPELINE[0], color_type='grayscale'), PIPELINE[1]])
    assert cached[2]['inputs'].shape == (1, 8, 8)  # decoded in another way
    with pytest.raises(ValueError, match='leave cache_dir out'):
        load(folder, pipeline=PIPELINE[1:], cache_dir=str(tmp_path / 'cache'))

import pytest

from mlcr_mm.apis import load_config
from mlcr_mm.datasets import DemoFaces


@pytest.mark.parametrize('config, labeled, unlabeled', [
    ('mlcr_demo.py', dict(num_images=100), dict(num_images=9)),
    ('mlcr_emotionet_r18_96px.py', dict(max_images=100, subset_seed=0),
     dict(max_images=9, subset_seed=0)),
])
def test_the_parts_have_so_many_images(config, labeled, unlabeled):
    chosen = load_config(config, dict(labeled_images=100, unlabeled_images=9))
    parts = chosen.train_dataloader.dataset
    assert {key: parts.labeled[key] for key in labeled} == labeled
    assert {key: parts.unlabeled[key] for key in unlabeled} == unlabeled
    assert chosen.test_dataloader == load_config(config).test_dataloader


def test_fewer_images_are_some_of_more():
    for options in (dict(num_images=6), dict(num_images=12, max_images=6, subset_seed=0)):
        few = DemoFaces(image_size=16, pipeline=[], **options)
        many = DemoFaces(image_size=16, pipeline=[], num_images=12)
        assert len(few) == 6 and set(few.image_names()) < set(many.image_names())


@pytest.mark.parametrize('config, options, message', [
    ('supervised_emotionet.py', dict(unlabeled_images=5), 'no train_dataloader.dataset.unlabeled'),
    ('mlcr_demo.py', dict(labeled_images=0), 'labeled_images must be a whole number >= 1, got 0'),
    ('mlcr_demo.py', dict(labeled_images='all'), "got 'all'"),
])
def test_what_cannot_be_followed_is_an_error(config, options, message):
    with pytest.raises((KeyError, ValueError), match=message):
        load_config(config, options)

import numpy as np
import pytest

from mlcr_mm.figures.evaluation_data import (
    build_test_dataset,
    build_test_loader,
    choose_images,
    label_index,
)


def paths(loader):
    return [sample.img_path for batch in loader for sample in batch['data_samples']]


def test_images_in_order_once_each(config):
    config.test_dataloader.batch_size = 3  # of 8 images
    dataset = build_test_dataset(config)
    expected = [dataset.get_data_info(index)['img_path'] for index in range(8)]
    assert paths(build_test_loader(config, dataset)) == expected
    chosen = paths(build_test_loader(config, dataset, [5, 0, 2]))
    assert chosen == [expected[5], expected[0], expected[2]]


def test_a_sampler_of_the_config_changes_nothing(config):
    config.test_dataloader.sampler = dict(type='DefaultSampler', shuffle=True)
    dataset = build_test_dataset(config)
    assert paths(build_test_loader(config, dataset)) == [
        dataset.get_data_info(index)['img_path'] for index in range(8)]


def test_configs_without_test_images(config):
    config.test_dataloader = None
    with pytest.raises(ValueError, match='toy.py has no test_dataloader'):
        build_test_dataset(config)


def test_label_index():
    assert label_index(('AU1', 'AU2'), 'AU2') == 1
    with pytest.raises(ValueError, match="no label 'AU3'; the labels are AU1, AU2"):
        label_index(('AU1', 'AU2'), 'AU3')


@pytest.mark.parametrize('count, present, absent', [(6, 3, 3), (7, 4, 3), (30, 5, 20), (1, 1, 0),
                                                    (14, 5, 9)])
def test_half_with_the_label_where_there_are_as_many(count, present, absent):
    labels = np.array([-1] * 10 + [1] * 5 + [0] * 20)
    chosen = choose_images(labels, count, seed=0)
    assert (labels[chosen] == 1).sum() == present and (labels[chosen] == 0).sum() == absent
    assert len(set(chosen)) == len(chosen)
    assert (labels[chosen[:present]] == 1).all()
    np.testing.assert_array_equal(chosen, choose_images(labels, count, seed=0))


def test_few_images_without_the_label():
    labels = np.array([1] * 10 + [0])
    assert (labels[choose_images(labels, 8, seed=0)] == 1).sum() == 7
    draws = {tuple(choose_images(labels, 4, seed)) for seed in range(8)}
    assert len(draws) > 1
    with pytest.raises(ValueError, match='not known of any image'):
        choose_images(np.full(3, -1), 2, 0)
    for count in (0, -3):
        with pytest.raises(ValueError, match=f'>= 1, got {count}'):
            choose_images(labels, count, 0)

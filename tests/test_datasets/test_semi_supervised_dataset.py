import pytest
from toy import write_toy_data

from mlcr_mm.datasets import AUDataset, IndexedConcatDataset, UnlabeledFaces

PIPELINE = [dict(type='LoadImageFromFile'), dict(type='PackInputs')]


@pytest.fixture
def parts(tmp_path):
    root = dict(data_root=str(write_toy_data(tmp_path / 'data', 3, 4, 1)), data_prefix='images',
                pipeline=PIPELINE, classes=['AU1', 'AU2', 'AU4'])
    return [AUDataset(ann_file='labels.csv', image_list='train.txt', **root),
            UnlabeledFaces(image_list='unlabeled.txt', max_broken_share=.5, **root)]


def sample_of(dataset, place):
    return dataset[place]['data_samples']


def test_places_count_over_all_parts(parts):
    dataset = IndexedConcatDataset(parts)
    assert [sample_of(dataset, place).sample_idx for place in range(7)] == list(range(7))
    assert [dataset.part_start(part) for part in range(2)] == [0, 3]
    # The parts alone, as they are used for predictions, count from 0.
    assert sample_of(parts[1], 2).sample_idx == 2
    assert sample_of(dataset, 5).img_path == sample_of(parts[1], 2).img_path


def test_the_place_is_that_of_the_image_that_is_seen(parts):
    dataset = IndexedConcatDataset(parts)
    broken = sample_of(dataset, 4)
    open(broken.img_path, 'w').close()
    replaced = sample_of(dataset, 4)
    assert replaced.sample_idx != 4 and replaced.sample_idx >= 3
    assert sample_of(dataset, replaced.sample_idx).img_path == replaced.img_path


def test_samples_need_a_place(parts):
    for part in parts:
        part.pipeline.transforms[-1].meta_keys = ('img_path', )
    with pytest.raises(TypeError, match="meta_keys hold 'sample_idx'"):
        IndexedConcatDataset(parts)[0]

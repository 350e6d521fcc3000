from types import SimpleNamespace

import pytest

from mlcr_mm.datasets import AUDataset
from mlcr_mm.engine import PartsDisjointHook


@pytest.fixture
def config(tmp_path):
    """Makes the loader of a part from the names of its images."""

    def make(name, images):
        (tmp_path / 'images').mkdir(exist_ok=True)
        for image in images:
            (tmp_path / 'images' / image).touch()
        (tmp_path / name).write_text('\n'.join(['image,AU1'] + [f'{image},1' for image in images]))
        return dict(dataset=dict(type='AUDataset', ann_file=name, data_root=str(tmp_path),
                                 data_prefix='images'))

    return make


def settings(config, **loader):
    """The same part in another loader, with other transforms."""
    return dict(loader, dataset=dict(config['dataset'], pipeline=[dict(type='PackInputs')]))


def runner(train, val, test, validates=True):
    """What the hook sees of a runner."""

    def loader(config):
        arguments = {key: value for key, value in config['dataset'].items() if key != 'type'}
        return SimpleNamespace(dataset=AUDataset(**arguments))

    return SimpleNamespace(
        train_dataloader=loader(train), _val_dataloader=val, _test_dataloader=test,
        _val_loop=SimpleNamespace(dataloader=loader(val)) if validates and val else None)


def test_disjoint_parts_pass_and_one_part_may_serve_twice(config):
    train, val, test = config('a', ['1.jpg']), config('b', ['2.jpg']), config('c', ['3.jpg'])
    PartsDisjointHook().before_train(runner(train, val, test))
    PartsDisjointHook().before_train(runner(train, val, dict(val)))
    # Batch size, workers and transforms are no data.
    PartsDisjointHook().before_train(runner(train, val, settings(val, batch_size=50)))
    PartsDisjointHook().before_train(runner(train, settings(val, num_workers=2), val, False))
    PartsDisjointHook().before_train(runner(train, None, None))


@pytest.mark.parametrize('val, test, message', [
    (['1.jpg'], ['3.jpg'], 'train and the val'), (['2.jpg'], ['1.jpg'], 'train and the test'),
    (['2.jpg'], ['2.jpg', '3.jpg'], 'val and the test'),
])
@pytest.mark.parametrize('validates', [True, False])
def test_common_images_end_the_run(config, val, test, message, validates):
    train, val, test = config('a', ['1.jpg']), config('b', val), config('c', test)
    with pytest.raises(ValueError, match=f'1 images are both in the {message}'):
        PartsDisjointHook().before_train(runner(train, val, test, validates))

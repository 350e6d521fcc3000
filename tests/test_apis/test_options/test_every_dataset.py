import pytest
from toy import ROOT

from mlcr_mm.apis import load_config


@pytest.fixture
def parts(tmp_path):
    path = tmp_path / 'parts.py'
    path.write_text('''
part = dict(fold=1, image_list='splits/train.txt')
loader = dict(dataset=dict(datasets=[part, dict(image_list='splits/repeat3/unlabeled.txt')]))
test = dict(dataset=dict(fold=1, image_list=None))
mine = dict(image_list='my/list.txt')
''')
    return str(path)


def test_fold_reaches_every_dataset_that_has_one(parts):
    config = load_config(parts, {'fold': 2})
    assert config.loader.dataset.datasets[0].fold == config.test.dataset.fold == 2
    assert 'fold' not in config.loader.dataset.datasets[1] and 'fold' not in config


def test_images_per_subject_reaches_every_set_of_drawn_faces():
    few = load_config(str(ROOT / 'configs' / 'mlcr_demo.py'), {'images_per_subject': 10})
    parts = [*few.train_dataloader.dataset.values(), few.val_dataloader.dataset,
             few.test_dataloader.dataset]
    numbers = [part.images_per_subject for part in parts if isinstance(part, dict)]
    assert numbers == [10] * 4


def test_repeat_reaches_the_lists_of_the_splits(parts):
    config = load_config(parts, {'repeat': 2})
    lists = [part.image_list for part in config.loader.dataset.datasets]
    assert lists == ['splits/repeat2/train.txt', 'splits/repeat2/unlabeled.txt']
    assert config.test.dataset.image_list is None and config.mine.image_list == 'my/list.txt'


def test_repeat_is_refused_where_no_list_is_one_of_the_splits(tmp_path):
    path = tmp_path / 'own.py'
    path.write_text("part = dict(image_list='train.txt')")
    with pytest.raises(KeyError, match='no dataset whose image_list begins with splits/'):
        load_config(str(path), {'repeat': 2})


@pytest.mark.parametrize('option', ['fold', 'images_per_subject', 'repeat'])
def test_option_that_reaches_nothing_is_an_error(path, option):
    with pytest.raises(KeyError, match=f'leave the option {option} out'):
        load_config(path, {option: 2})


@pytest.mark.parametrize('number', [2.5, 0, 'x'])
def test_a_repeat_that_is_no_number_is_refused(parts, number):
    with pytest.raises(ValueError, match='repeat must be a whole number >= 1'):
        load_config(parts, dict(repeat=number))

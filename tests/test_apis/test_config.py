import pytest

from mlcr_mm.apis import load_config
from mlcr_mm.apis.config import read_config


def test_a_config_of_the_package_is_known_by_its_name():
    assert load_config('mlcr_demo.py').model == read_config('mlcr_demo.py').model


@pytest.mark.parametrize('text, words', [
    ('model = dict(', 'SyntaxError'), ('1 / 0', 'ZeroDivisionError: division by zero'),
    ("_base_ = 'nowhere.py'", 'nowhere.py'),
    ("custom_imports = dict(imports=['not_there'])", 'not_there')])
def test_a_file_that_cannot_be_read_as_a_config(tmp_path, text, words):
    path = tmp_path / 'own.py'
    path.write_text(text)
    with pytest.raises(ValueError, match=f'config .*own.py cannot be read: .*{words}'):
        read_config(str(path))


def test_options_that_cannot_be_merged():
    with pytest.raises(ValueError, match='cannot be merged into mlcr_demo.py'):
        load_config('mlcr_demo.py', {'train_dataloader.dataset.pipeline.99.size': 3})


def test_options_are_not_changed():
    options = dict(image_size=32, fold=1)
    with pytest.raises(KeyError, match='no dataset with fold'):
        load_config('mlcr_demo.py', options)
    assert options == dict(image_size=32, fold=1)

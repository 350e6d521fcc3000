from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted(path.relative_to(ROOT / 'mlcr_mm') for path in (ROOT / 'mlcr_mm').rglob('*.py')
                 if path.name != '__init__.py')


@pytest.mark.parametrize('source', SOURCES, ids=str)
def test_tests_mirror_the_source_tree(source):
    folders = [f'test_{part}' for part in source.parts[:-1]]
    assert ROOT.joinpath('tests', *folders, f'test_{source.name}').is_file()

"""What ``tests/faults/fuzz.py`` has found: every reader reads it, or refuses it as it should."""
import zipfile
from pathlib import Path

import pytest
from faults.parsers import PARSERS

CORPUS = Path(__file__).with_name('corpus')


@pytest.mark.parametrize('name', PARSERS)
def test_each_file_of_the_corpus_is_read_or_refused(name):
    with zipfile.ZipFile(CORPUS / f'{name}.zip') as archive:
        files = [archive.read(member) for member in archive.namelist()]
    assert files
    for data in [*PARSERS[name].seeds(), *files]:
        PARSERS[name].check(data)

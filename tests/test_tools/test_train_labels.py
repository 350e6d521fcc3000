"""What a training does with labels at the edge: section 2 of what may come."""
import runpy
import sys

import pytest
from toy import LABELS, ROOT, write_toy_config

#: Name to what is written as labels of the training and the test images (N, 3), and the exit code.
TABLES = {
    'all positive': (1, 1, 0), 'all negative': (0, 1, 0), 'all unknown': (-1, 1, 1),
    'no positive to measure': (None, 0, 0), 'nothing known to measure': (None, -1, 0)}


def rewrite(folder, train, test):
    """Set labels in the file of the toy data."""
    lines = (folder / 'data' / 'labels.csv').read_text().splitlines()
    names = {part: set((folder / 'data' / f'{part}.txt').read_text().split())
             for part in ('train', 'test')}
    for number, line in enumerate(lines[1:], 1):
        name = line.split(',')[0]
        for part, value in (('train', train), ('test', test)):
            if value is not None and name in names[part]:
                lines[number] = ','.join([name, *[str(value)] * 3])
    (folder / 'data' / 'labels.csv').write_text('\n'.join(lines))


@pytest.fixture
def train(monkeypatch, tmp_path, capsys):
    """Trains every phase for an epoch in this process; exit code and what was said."""

    def run(config, *arguments):
        monkeypatch.setattr(sys, 'argv', [
            'train.py', str(config), '--fast-dev-run', '--work-dir', str(tmp_path / 'run'),
            *arguments])
        code = 0
        try:
            runpy.run_path(str(ROOT / 'tools' / 'train.py'), run_name='__main__')
        except SystemExit as error:
            code = error.code
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return run


@pytest.mark.parametrize('name', TABLES)
def test_labels_at_the_edge(train, tmp_path, name):
    on_train, on_test, expected = TABLES[name]
    config = write_toy_config(tmp_path, workers=0)
    rewrite(tmp_path, on_train, on_test)
    code, said = train(config)
    assert code == expected, said[-2000:]
    assert 'Traceback' not in said
    if name == 'all unknown':
        last = said.strip().splitlines()[-1]
        assert last.startswith('error: ') and 'label' in last
    if on_test in (0, -1):
        assert 'nothing is measured' in said and 'mlcr/f1' not in said


@pytest.mark.parametrize('options, code, words', [
    (['train_dataloader.batch_size=1'], 1, 'train_dataloader.batch_size to 2 or more'),
    (['train_dataloader.dataset.labeled.max_images=1'], 0, 'mlcr/f1'),
    (['train_dataloader.dataset.unlabeled=None'], 0, 'mlcr/f1')])
def test_parts_at_the_edge(train, tmp_path, options, code, words):
    got, said = train(write_toy_config(tmp_path, workers=0), '--cfg-options', *options)
    assert got == code and 'Traceback' not in said and words in said, said[-3000:]


def test_one_label(train, tmp_path):
    config = write_toy_config(tmp_path, workers=0, classes=LABELS[:1])
    code, said = train(config)
    assert code == 0 and 'mlcr/f1_AU1' in said, said[-3000:]

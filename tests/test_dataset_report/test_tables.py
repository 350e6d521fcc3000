import io

import numpy as np
import pytest
from report_data import make_part
from rich.console import Console

from mlcr_mm.alignment import alignment_record
from mlcr_mm.dataset_report import ImageScan, print_tables


def printed(parts, scans=None):
    output = io.StringIO()
    print_tables(parts, scans or {}, Console(file=output, width=140))
    return [' '.join(line.replace('│', ' ').split()) for line in output.getvalue().splitlines()]


def test_counts_prevalence_and_co_occurrence():
    lines = printed([make_part(labels=[(1, -1), (1, 1), (0, 0), (1, 0)],
                               alignment=alignment_record(240)),
                     make_part('more', [(-1, -1)]),
                     make_part('test', [(0, 1)], role='test')])
    assert 'train 4 4 3 - not read seetaface 240' in lines
    assert 'more 1 0 0 - not read -' in lines
    assert 'A 3 / 4 (75) 0 / 1 (0)' in lines and 'B 1 / 3 (33) 1 / 1 (100)' in lines
    assert 'A 100 50' in lines and 'B 100 100' in lines  # of the training images only


def test_sizes_and_unreadable_images():
    sizes = [(24, 32), (24, 32), (9, 9), None]
    part = make_part(labels=[(1, 0)] * 4)
    scans = {path: ImageScan(b'', size, '' if size else 'empty')
             for path, size in zip(part.paths, sizes)}
    assert 'train 4 4 4 - 1 24x32, 9x9 -' in printed([part], scans)


def test_subjects_are_counted():
    labels = [(1, 0)] * 3
    for subjects, text in (([1, 0, 1], '2'), ([0, -1, -1], '1 (2 images unknown)'),
                           ([-1] * 3, '-')):
        part = make_part(labels=labels, subjects=np.array(subjects))
        assert f'train 3 3 3 {text} not read -' in printed([part])


@pytest.mark.parametrize('num_classes, title', [(16, 'Co-occurrence'), (40, 'Strongest')])
def test_many_labels(rng, num_classes, title):
    labels = (rng.random((50, num_classes)) < 0.5).astype(int)
    labels[:, 1] = labels[:, 0]
    lines = printed([make_part(labels=labels, classes=[f'L{i}' for i in range(num_classes)])])
    assert sum(title in line for line in lines) == 1
    if title == 'Strongest':
        assert 'L0 L1 100' in lines and 'L1 L0 100' in lines


def test_no_label_at_all():
    assert any('train 1 0 0' in line for line in printed([make_part(labels=np.full((1, 2), -1))]))


def test_names_that_look_like_markup_are_shown_as_they_are():
    names = ('smile [left]', ':smile:', 'a\nb')
    lines = printed([make_part('[bold]train', labels=[(1, 1, 0), (0, 1, 1)], classes=names)])
    text = ' '.join(lines)
    assert '[bold]train' in text
    for name in ('smile [left]', ':smile:', 'a\\nb'):
        assert text.count(name) == 3  # labels, rows and columns of the matrix

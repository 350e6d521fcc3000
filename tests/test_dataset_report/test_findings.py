import pytest
from report_data import found, make_part, make_scan

from mlcr_mm.alignment import alignment_record
from mlcr_mm.dataset_report import ImageScan
from mlcr_mm.datasets.transforms import NetworkInput

TEST = make_part('test', role='test')


def test_good_data_has_no_problem():
    parts = [make_part(), make_part('unlabeled', [(-1, -1)] * 3), TEST]
    assert found(parts) == found(parts, make_scan(parts)) == []


@pytest.mark.parametrize('labels, message', [
    ([(1, -1), (0, 1)], 'B: no negative training image'),
    ([(0, 0), (-1, 1)], 'A: no positive training image'),
    ([(-1, -1)], 'no training image has a label'),
])
def test_labels_that_cannot_be_learnt(labels, message):
    (is_error, text), = found([make_part(labels=labels), TEST])
    assert is_error and message in text


def test_labels_that_cannot_be_measured_are_a_note():
    (is_error, text), = found([make_part(), make_part('test', [(0, 1)], role='test')])
    assert not is_error and text.startswith('A: no positive image in test')


@pytest.mark.parametrize('labels', [[(0, 0)], [(-1, -1)], [(0, -1), (-1, 0)]])
def test_a_test_part_without_any_positive_is_an_error(labels):
    (is_error, text), = found([make_part(), make_part('test', labels, role='test')])
    assert is_error and text.startswith('test has no positive image of any label')


def test_other_labels_or_another_order():
    (is_error, text), = found([make_part(), make_part('test', classes=('B', 'A'))])
    assert is_error and 'same `classes`, in the same order' in text


def test_alignments_must_agree():
    def parts(*sizes):
        return [make_part(f'part{i}', alignment=size and alignment_record(size))
                for i, size in enumerate(sizes)]

    assert found(parts(240, 240)) == found(parts(None, None)) == []
    (is_error, text), = found(parts(240, 96))
    assert is_error and 'part1 is aligned otherwise: size 96 instead of 240' in text
    (is_error, text), = found(parts(None, 240))
    assert not is_error and text.startswith('part0: no alignment.json')


@pytest.mark.parametrize('resizes', [True, False])
def test_images_of_several_sizes_are_not_aligned_alike(resizes):
    parts = [make_part(resizes=resizes), make_part('test', role='test', resizes=resizes)]
    large = {'/test/1.jpg': ImageScan(b'', (360, 480), '')}
    (is_error, text), = found(parts, make_scan(parts, **large))
    assert is_error != resizes and '2 sizes (24x24 in train, 360x480 in test)' in text
    parts[1].aligned_size = 24  # now the pipeline makes them one
    assert found(parts, make_scan(parts, **large)) == []
    parts[1].aligned_size = 48
    assert '48x48 in test' in found(parts, make_scan(parts, **large))[0][1]


def test_errors_come_first():
    parts = [make_part(labels=[(1, 1), (0, 1)]), make_part('test', [(0, 1)], role='test')]
    assert [is_error for is_error, _ in found(parts)] == [True, False]


def test_images_that_do_not_fit_the_crop():
    wanted = NetworkInput(32, 32, True)
    parts = [make_part(wanted=wanted, comes_aligned=True), make_part('test', role='test')]
    (is_error, text), = found(parts, make_scan(parts))
    assert is_error and text.startswith('2 of 2 images of train are smaller than the 32 px')
    parts[0].wanted = NetworkInput(32)
    (is_error, text), = found(parts, make_scan(parts))
    assert not is_error and 'are enlarged' in text


def test_frames_without_any_alignment():
    wanted = NetworkInput(16, 16, True)
    parts = [make_part(wanted=wanted), make_part('test', role='test', wanted=wanted)]
    (is_error, text), = found(parts, make_scan(parts))
    assert not is_error and text.startswith('train, test: no alignment.json')
    assert 'of 24x24 px it sees 44 %' in text
    for part in parts:
        part.has_files = False
    assert found(parts, make_scan(parts)) == []

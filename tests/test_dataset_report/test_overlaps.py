import pytest
from report_data import make_part, make_scan

from mlcr_mm.dataset_report import ImageScan
from mlcr_mm.dataset_report.overlaps import find_overlaps
from mlcr_mm.datasets import AUDataset, check_disjoint

TEST = make_part('test', role='test')


def found(parts, scans=None):
    return [(finding.is_error, finding.text) for finding in find_overlaps(parts, scans or {})]


@pytest.mark.parametrize('first, second, message', [
    ('train', 'train', 'they count twice in an epoch'),
    ('train', 'val', 'the validation would measure what was learnt by heart'),
    ('train', 'test', 'the test would measure what was learnt by heart'),
    ('val', 'test', 'a checkpoint chosen by the validation would know the test'),
])
def test_the_same_path_in_two_parts(first, second, message):
    parts = [make_part('one', role=first),
             make_part('other', role=second, paths=['/one/1.jpg', '/other/0.jpg'])]
    (is_error, text), = found(parts)
    assert is_error == (first != second)
    assert f'1 images are in one and in other (same path): {message}; take' in text


def test_subjects_in_two_parts(tmp_path):
    def part(role, *names):
        lines = ['image,A', *(f'{name},1' for name in names)]
        (tmp_path / f'{role}.csv').write_text('\n'.join(lines))
        for name in names:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).touch()
        dataset = AUDataset(f'{role}.csv', data_root=str(tmp_path), subject_pattern=r'^(s\d+)/')
        return make_part(role, role=role, dataset=dataset)

    parts = [part('train', 's1/a.jpg', 's2/b.jpg'), part('test', 's2/c.jpg', 's3/d.jpg')]
    (is_error, text), = found(parts)
    assert is_error and "are in train and in test, e.g. ['s2']" in text
    with pytest.raises(ValueError, match='1 subjects'):  # nor does the training begin
        check_disjoint(parts[0].dataset, parts[1].dataset, 'train', 'test')


def test_the_same_content_under_another_path():
    parts = [make_part(), TEST]
    copy = {'/test/0.jpg': ImageScan(b'/train/1.jpg', (24, 24), '')}
    assert found(parts) == []
    (is_error, text), = found(parts, make_scan(parts, **copy))
    assert is_error and '1 images are in train and in test (same content)' in text


def test_copies_within_a_part_and_their_labels():
    part = make_part(labels=[(1, 0), (0, 1), (0, 0)])
    copies = {'/train/1.jpg': ImageScan(b'/train/0.jpg', (24, 24), '')}
    (is_error, text), = found([part], make_scan([part], **copies))
    assert not is_error and '1 images of train are copies' in text and '1 of them with oth' in text


def test_of_many_copies_those_with_other_labels_are_counted():
    part = make_part(labels=[(1, 0), (0, 1), (1, 0), (0, 0), (0, 1)],
                     paths=[f'/train/{number}.jpg' for number in range(5)])
    copies = {path: ImageScan(b'one', (24, 24), '') for path in part.paths}
    (_, text), = found([part], make_scan([part], **copies))
    assert '4 images of train are copies' in text and '3 of them with other labels' in text

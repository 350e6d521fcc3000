import pytest
from face_images import HEADER, landmark_line, moved_points
from report_data import found, make_part, make_scan

from mlcr_mm.dataset_report import ImageScan
from mlcr_mm.datasets import AlignFace

POINTS = moved_points()


def test_damaged_images_and_missing_landmarks():
    part = make_part(no_landmarks=['/train/0.jpg'])
    damaged = {'/train/1.jpg': ImageScan(b'', None, 'the file is empty')}
    texts = [text for is_error, text in found([part], make_scan([part], **damaged)) if is_error]
    assert '1 images of train cannot be read, first: /train/1.jpg (the file is empty)' in texts[0]
    assert '1 images of train have no line in the landmark file' in texts[1]


@pytest.fixture
def aligner(tmp_path):
    lines = [landmark_line(f'train/{number}.jpg', points) for number, points in enumerate(
        [POINTS, POINTS[[1, 0, 2, 4, 3]], POINTS])]
    (tmp_path / 'l.csv').write_text('\n'.join([HEADER, *lines]))
    return AlignFace(str(tmp_path / 'l.csv'), root='/')


def aligned_part(aligner, **kwargs):
    return make_part(labels=[(1, 0), (0, 1), (0, 0)], aligner=aligner, aligned_size=240, **kwargs)


@pytest.mark.parametrize('size, wrong', [((420, 460), 1), ((100, 100), 3), (None, 1)])
def test_landmarks_that_cannot_be_right(aligner, size, wrong):
    part = aligned_part(aligner)
    scans = {path: ImageScan(path.encode(), size, '') for path in part.paths} if size else {}
    (is_error, text), = found([part], scans)
    assert is_error and text.startswith(f'{wrong} of 3 images of train have landmarks in ')
    if wrong == 1:
        assert 'first: /train/1.jpg' in text and 'left and right are exchanged' in text
    missing = aligned_part(aligner, no_landmarks=['/train/1.jpg'])
    assert not any('cannot be right' in text for _, text in found([missing], {}))


def test_stored_pixels_have_another_size_than_the_scan(aligner):
    part = aligned_part(aligner, stored_pixels=True)
    scans = {path: ImageScan(path.encode(), (100, 100), '') for path in part.paths}
    assert found([part], scans)[0][1].startswith('1 of 3 images')


def test_what_was_done_to_images_is_noted():
    part = make_part()
    deep = {'/train/1.jpg': ImageScan(b'1', (24, 24), '', ('more than 8 bits, scaled', 'CMYK'))}
    notes = found([part], make_scan([part], **deep))
    assert [is_error for is_error, _ in notes] == [False, False]
    assert notes[0][1] == ('1 images of train are not plain: more than 8 bits, scaled; first: '
                           '/train/1.jpg')

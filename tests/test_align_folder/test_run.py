import errno
import json
import os

import cv2
import numpy as np
import pytest
from face_images import (
    HEADER,
    SpotDetector,
    face_image,
    landmark_line,
    moved_points,
    spot_centres,
    write_face,
)
from image_files import pillow, png_of_size

from mlcr_mm.align_folder import (
    CropScore,
    Problem,
    RecordLog,
    align_folder,
    landmark_source_factory,
    worker,
)
from mlcr_mm.alignment import DetectedLandmarks, template_points

POINTS = moved_points()


def make_source():
    return DetectedLandmarks(SpotDetector())


@pytest.fixture
def images(tmp_path):
    for number in range(40):
        write_face(tmp_path / 'in' / f's{number % 3}' / f'{number:02d}.png',
                   moved_points(degrees=number))
    several = face_image(POINTS)
    several[0, 0] = 1
    cv2.imwrite(str(tmp_path / 'in' / 'several.png'), several)
    (tmp_path / 'in' / 'broken.png').write_text('no image')
    return tmp_path


def align(folder, **kwargs):
    return align_folder(str(folder / 'in'), str(folder / 'out'), make_source, 'spots', **kwargs)


@pytest.mark.parametrize('workers', [1, 2])
def test_all_are_aligned_and_a_second_run_does_the_rest(images, workers):
    summary = align(images, workers=workers)
    assert (summary.written, summary.kept, summary.failed, summary.workers) == (41, 0, 1, workers)
    assert dict(summary.problems) == {'several_faces': 1, 'unreadable': 1}
    crop = cv2.imread(str(images / 'out' / 's1' / '10.png'))
    np.testing.assert_allclose(spot_centres(crop), template_points(240), atol=0.6)
    scores = RecordLog(str(images / 'out' / 'scores.csv'), CropScore).read()
    assert len(scores) == 41 and {score.score for score in scores} == {'0.5000', '0.9000'}
    before = {path: path.stat().st_mtime_ns for path in (images / 'out').rglob('*.png')}

    write_face(images / 'in' / 'broken.png', POINTS)
    (images / 'out' / 's0' / '00.png').unlink()
    summary = align(images, workers=workers)
    assert (summary.written, summary.kept, summary.failed) == (2, 40, 0)
    changed = [path.name for path, time in before.items() if path.stat().st_mtime_ns != time]
    assert changed == ['00.png']
    # What the first run saw of crops that stay is still known.
    problems = RecordLog(str(images / 'out' / 'problems.csv'), Problem).read()
    assert [problem[:2] for problem in problems] == [('several.png', 'several_faces')]


def test_the_alignment_is_noted_and_not_mixed(images):
    align(images, workers=1, size=96)
    note = json.loads((images / 'out' / 'alignment.json').read_text())
    assert (note['size'], note['template'], note['landmarks']) == (96, 'seetaface', 'spots')
    with pytest.raises(ValueError, match='size 96 instead of 240'):
        align(images, workers=1)


def test_another_format_beside_the_crops_is_refused(tmp_path):
    for name in ('a.png', 'b.png', 'b.jpg'):
        write_face(tmp_path / 'in' / name, POINTS)
    align(tmp_path)
    assert align(tmp_path).kept == 3  # b.png and b.jpg are two images
    for output_format in ('jpg', 'png'):
        with pytest.raises(ValueError, match='same name|in another format'):
            align(tmp_path, output_format=output_format)
    (tmp_path / 'in' / 'b.jpg').unlink()
    with pytest.raises(ValueError, match='a.png is a crop of an earlier run in another format'):
        align(tmp_path, output_format='jpg')
    assert not (tmp_path / 'out' / 'a.jpg').exists()
    (tmp_path / 'out' / 'a.png').unlink()
    (tmp_path / 'out' / 'b.png').unlink()
    assert align(tmp_path, output_format='jpg').written == 2


def test_an_error_of_the_source_comes_through(images):

    def broken():
        raise FileNotFoundError('no model')

    for workers in (1, 2):
        with pytest.raises(FileNotFoundError, match='no model'):
            align_folder(str(images / 'in'), str(images / 'out'), broken, '', workers=workers)


def write_lines(folder, points):
    lines = [HEADER, *(landmark_line(name, row) for name, row in points.items())]
    (folder / 'landmarks.csv').write_text('\n'.join(lines))


@pytest.fixture
def listed(tmp_path):
    points = {f'{number}.png': moved_points(degrees=number) for number in range(4)}
    for name, row in points.items():
        write_face(tmp_path / 'in' / name, row)
    return tmp_path, points


def align_listed(folder, source='in', **kwargs):
    make = landmark_source_factory(None, str(folder / 'landmarks.csv'), 0.7)
    return align_folder(str(folder / source), str(folder / 'out'), make, 'file', workers=1,
                        **kwargs)


def problems_of(folder):
    log = RecordLog(str(folder / 'out' / 'problems.csv'), Problem)
    return [problem[:2] for problem in log.read()]


def test_a_corrected_landmark_is_noticed(listed):
    folder, points = listed
    right = points['2.png']
    write_lines(folder, {**points, '2.png': right + [15, 0]})
    assert align_listed(folder).written == 4
    write_lines(folder, points)
    summary = align_listed(folder)
    assert (summary.written, summary.kept, summary.renewed) == (1, 3, 1)
    crop = cv2.imread(str(folder / 'out' / '2.png'))
    np.testing.assert_allclose(spot_centres(crop), template_points(240), atol=0.6)
    assert align_listed(folder).kept == 4
    # Corrected to something that cannot be: the old crop is named.
    write_lines(folder, {**points, '2.png': right[[1, 0, 2, 4, 3]]})
    summary = align_listed(folder)
    assert (summary.kept, dict(summary.problems)) == (3, {'implausible': 1})
    assert 'earlier run' in summary.examples['implausible'].detail
    # A file for other images, and one that is there no more, touch nothing.
    write_lines(folder, {'other.png': right})
    assert align_listed(folder).kept == 4


def test_an_image_that_was_replaced_is_noticed(listed):
    folder, points = listed
    write_lines(folder, points)
    align_listed(folder)
    image = folder / 'in' / '2.png'
    cv2.imwrite(str(image), 255 - cv2.imread(str(image)))
    summary = align_listed(folder)
    assert (summary.written, summary.kept, summary.renewed) == (1, 3, 1)
    assert cv2.imread(str(folder / 'out' / '2.png')).mean() > 200
    assert align_listed(folder).kept == 4
    image.write_text('no image')
    summary = align_listed(folder)
    assert summary.kept == 3 and 'earlier run' in summary.examples['unreadable'].detail


def test_what_was_said_of_a_replaced_image_goes(images):
    align(images)
    cv2.imwrite(str(images / 'in' / 'several.png'), face_image(POINTS))
    summary = align(images)
    assert (summary.renewed, dict(summary.problems)) == (1, {'unreadable': 1})
    problems = RecordLog(str(images / 'out' / 'problems.csv'), Problem).read()
    assert [problem.problem for problem in problems] == ['unreadable']


def test_a_run_that_breaks_off_leaves_no_crop_of_old_landmarks(listed, monkeypatch):
    folder, points = listed
    write_lines(folder, {**points, '2.png': points['2.png'] + [15, 0]})
    align_listed(folder)
    write_lines(folder, points)

    def full(path, image, quality):
        raise OSError(errno.ENOSPC, 'No space left on device')

    with monkeypatch.context() as patch:
        patch.setattr(worker, 'write_image', full)
        with pytest.raises(OSError, match='No space'):
            align_listed(folder)
    summary = align_listed(folder)
    assert (summary.written, summary.kept) == (1, 3)
    crop = cv2.imread(str(folder / 'out' / '2.png'))
    np.testing.assert_allclose(spot_centres(crop), template_points(240), atol=0.6)


def test_wrong_lines_among_many_are_told(listed):
    folder, points = listed
    write_lines(folder, {**points, '1.png': points['1.png'][[1, 0, 2, 4, 3]]})
    summary = align_listed(folder)
    assert (summary.written, dict(summary.problems)) == (3, {'implausible': 1})
    assert problems_of(folder) == [('1.png', 'implausible')]
    assert not (folder / 'out' / '1.png').exists()


def test_lines_of_another_folder_stay(listed):
    folder, points = listed
    write_lines(folder, points)
    (folder / 'in' / 'bad.png').write_text('no image')
    (folder / 'second').mkdir()
    (folder / 'second' / 'worse.png').write_text('no image')
    align_listed(folder)
    align_listed(folder, 'second')
    assert sorted(problems_of(folder)) == [('bad.png', 'unreadable'), ('worse.png', 'unreadable')]
    write_face(folder / 'in' / 'bad.png', points['1.png'])
    write_lines(folder, {**points, 'bad.png': points['1.png']})
    align_listed(folder)
    assert problems_of(folder) == [('worse.png', 'unreadable')]


def test_images_of_one_name_in_two_folders_are_not_confused(listed):
    folder, points = listed
    write_lines(folder, points)
    align_listed(folder)
    write_face(folder / 'second' / '1.png', points['1.png'])
    summary = align_listed(folder, 'second')
    assert (summary.kept, dict(summary.problems)) == (0, {'same_name': 1})
    assert 'in/1.png; take another output folder' in summary.examples['same_name'].detail
    (folder / 'in').rename(folder / 'moved')  # the same images elsewhere are fine
    assert align_listed(folder, 'moved').kept == 4


def test_hostile_files_do_not_end_the_run(listed):
    folder, points = listed
    write_lines(folder, points)
    (folder / 'in' / 'bomb.png').write_bytes(png_of_size(20_000, 20_000) + b'12345')
    (folder / 'in' / 'empty.jpg').touch()
    (folder / 'in' / 'film.avi').write_bytes(b'RIFF')
    (folder / 'in' / 'new\nline.png').write_text('no image')
    (folder / 'in' / 'text.jpg').write_text('no image')
    os.symlink(folder / 'gone', folder / 'in' / 'link.png')
    open(os.fsencode(folder / 'in') + b'/no utf-8 \xff.png', 'wb').close()
    summary = align_listed(folder)
    assert (summary.written, dict(summary.problems)) == (4, {'unreadable': 7})
    align_listed(folder)
    assert len(problems_of(folder)) == 7 and ('new\nline.png', 'unreadable') in problems_of(folder)


@pytest.mark.parametrize('orientation', [3, 6, 8])
def test_photos_that_exif_turns(tmp_path, orientation):
    """Landmarks of the stored pixels: told, and right with the choice for them."""
    upright = face_image(POINTS)
    turn = {3: 2, 6: 1, 8: 3}[orientation]  # quarter turns to the left that store it so
    height, width = upright.shape[:2]
    stored = POINTS
    for _ in range(turn):
        stored = np.stack([stored[:, 1], width - 1 - stored[:, 0]], axis=1)
        height, width = width, height
    (tmp_path / 'in').mkdir()
    data = pillow(np.ascontiguousarray(np.rot90(upright, turn)), 'JPEG', orientation, quality=95)
    (tmp_path / 'in' / 'a.jpg').write_bytes(data)
    write_lines(tmp_path, {'a.jpg': stored})
    for is_stored in (False, True):
        make = landmark_source_factory(None, str(tmp_path / 'landmarks.csv'), 0.7, is_stored)
        summary = align_folder(str(tmp_path / 'in'), str(tmp_path / 'out'), make, 'file', workers=1,
                               oriented=not is_stored)
        assert summary.written == is_stored and summary.turned == 0
        if not is_stored:
            assert sum(summary.problems[kind] for kind in ('implausible', 'landmarks_outside')) == 1
    crop = cv2.imread(str(tmp_path / 'out' / 'a.jpg'))
    np.testing.assert_allclose(spot_centres(crop), template_points(240), atol=0.8)


def test_photos_that_exif_turns_and_whose_landmarks_may_be_right_are_counted(listed):
    """In a square photo no geometry tells which pixels the landmarks are of."""
    folder, points = listed
    write_lines(folder, points)
    path = sorted((folder / 'in').glob('*.*'))[0]
    image = cv2.imread(str(path))
    path.write_bytes(pillow(np.ascontiguousarray(image), 'PNG', 3))
    summary = align_listed(folder)
    assert (summary.written, summary.turned) == (4, 1)
    assert align_listed(folder).turned == 0

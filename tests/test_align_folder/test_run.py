import json

import cv2
import numpy as np
import pytest
from face_images import SpotDetector, face_image, moved_points, spot_centres, write_face

from mlcr_mm.align_folder import CropScore, Problem, RecordLog, align_folder
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


def test_an_error_of_the_source_comes_through(images):

    def broken():
        raise FileNotFoundError('no model')

    for workers in (1, 2):
        with pytest.raises(FileNotFoundError, match='no model'):
            align_folder(str(images / 'in'), str(images / 'out'), broken, '', workers=workers)

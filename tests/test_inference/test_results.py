import io

import cv2
import numpy as np
from inference_rows import CLASSES, face_row
from rich.console import Console

from mlcr_mm.inference import FaceRow, FaceTable, Frame, FrameResult, Input
from mlcr_mm.inference.results import annotate_results, follow_results, write_results
from mlcr_mm.inference.table_file import CsvTable

INPUTS = [Input(name, 'image') for name in ('a.jpg', 'b.mp4', 'c.jpg')]


def results():
    broken = Frame('c.jpg', error='empty')
    return [
        FrameResult(Frame('a.jpg'), [face_row(), face_row(face_id=1)]),
        FrameResult(Frame('b.mp4', 0, 0.), [FaceRow(Frame('b.mp4', 0, 0.))]),
        FrameResult(Frame('b.mp4', 1, .1), [face_row()]),
        FrameResult(broken, [FaceRow(broken, error='empty')]),
    ]


def test_the_summary_counts():
    output = io.StringIO()
    summary = follow_results(results(), INPUTS, 'cuda:3', Console(file=output, width=120))
    assert summary[:5] == (3, 3, 1, ['c.jpg: empty'], 1)
    assert '3/3 inputs' in output.getvalue() and 'per second on cuda:3' in output.getvalue()


def test_only_the_first_failures_are_kept():
    broken = Frame('c.jpg', error='empty')
    many = [FrameResult(broken, [FaceRow(broken, error='empty')])] * 50
    summary = follow_results(many, INPUTS, 'cpu', Console(file=io.StringIO()))
    assert len(summary.failures) == 5 and summary.failed == 50


def test_rows_are_in_the_file_before_the_next_result():
    file, table = io.StringIO(), FaceTable(CLASSES)
    stream = write_results(iter(results()), CsvTable(table), file)
    next(stream)
    assert file.getvalue().count('\n') == 2
    assert [result.frame.input for result in stream] == ['b.mp4', 'b.mp4', 'c.jpg']
    assert file.getvalue().count('\n') == 5


def test_pictures(tmp_path):
    image = np.full((480, 640, 3), (10, 100, 200), np.uint8)
    stream = [result._replace(frame=result.frame._replace(image=image, input=f'/x/{index}.jpg'))
              for index, result in enumerate(results())]
    assert list(annotate_results(stream[:2], str(tmp_path), CLASSES)) == stream[:2]
    picture = cv2.imread(str(tmp_path / 'x' / '0.jpg.jpg'))
    np.testing.assert_allclose(picture[400, 100].astype(int), (10, 100, 200), atol=4)
    assert (tmp_path / 'x' / '1.jpg' / '000000.jpg').is_file()
    assert len(list(tmp_path.rglob('*.jpg'))) == 3  # 1.jpg is a folder
    assert list(annotate_results(results(), str(tmp_path / 'no'), CLASSES))
    assert not (tmp_path / 'no').exists()


def test_the_rest_of_a_table():
    broken = Frame('c.jpg', error='empty')
    rest = follow_results([FrameResult(broken, [FaceRow(broken, error='empty')])], INPUTS, 'cpu',
                          Console(file=io.StringIO()))
    assert not rest.has_done_something
    whole = rest.after([f'{number}.jpg: x' for number in range(50)], 7)
    assert whole.has_done_something and whole.failed == 51 and len(whole.failures) == 5
    assert rest.after([], 0) == rest

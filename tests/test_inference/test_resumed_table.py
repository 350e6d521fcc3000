import os

import pytest
from inference_rows import CLASSES, face_row

from mlcr_mm.inference import FaceRow, FaceTable, FoundFace, Frame, FrameResult
from mlcr_mm.inference.resumed_table import check_redone, resume_csv
from mlcr_mm.inference.table_file import ANY_NAME, CsvTable

TABLE = FaceTable(CLASSES)
VIDEO = 'v,1.mp4'


def write(path, rows):
    with open(path, 'w', newline='', encoding='utf-8', errors=ANY_NAME) as file:
        CsvTable(TABLE).begin(file)
        CsvTable(TABLE).add(file, rows)
    return path


def video_rows(frames, name=VIDEO, faces=(1, 0)):
    return [face_row(frame=Frame(name, number, number / 25), face_id=face,
                     box=(10. * face + number, 2, 30, 40))
            for number in range(frames) for face in faces]


@pytest.fixture
def path(tmp_path):
    rows = [face_row(frame=Frame('a.jpg')), FaceRow(Frame('b.jpg', error='x'), error='x')]
    return write(tmp_path / 'o.csv', rows + video_rows(4))


def test_an_interrupted_video_goes_on_after_its_last_whole_frame(path):
    before = path.read_text().splitlines()
    progress = resume_csv(path, TABLE, [VIDEO])
    assert progress.done == {'a.jpg', 'b.jpg'} and progress.first == {VIDEO: 3}
    assert progress.failures == ['b.jpg: x'] and progress.worked == 1 + 3 * 2
    assert path.read_text().splitlines() == before[:-2]  # both faces of frame 3 are done again
    assert [(frame.number, frame.timestamp) for frame, _ in progress.frames] == [
        (0, 0), (1, .04), (2, .08)]
    assert [(face.face_id, face.box[0]) for face in progress.frames[2][1]] == [(1, 12), (0, 2)]


@pytest.mark.parametrize('cut', [1, 30, 50])
def test_what_a_killed_run_left_half_written_goes(path, cut):
    text = path.read_bytes()
    whole = path.read_text().splitlines()
    path.write_bytes(text[:-cut])
    progress = resume_csv(path, TABLE, [VIDEO])
    assert progress.first == {VIDEO: 3}  # one face of it was whole
    assert path.read_text().splitlines() == whole[:-2]


def test_a_quoted_name_with_a_line_break(tmp_path):
    name = 'a "b",\nü.jpg'
    path = write(tmp_path / 'o.csv', [face_row(frame=Frame(name)), face_row(frame=Frame('c.jpg'))])
    assert resume_csv(path, TABLE, ['c.jpg']).done == {name}
    assert name.replace('"', '""') in path.read_text()


@pytest.mark.parametrize('name', ['Icon\r', 'a\rb.jpg', 'a\r\nb.jpg'])
def test_a_name_with_a_carriage_return(tmp_path, name):
    rows = [face_row(frame=Frame(name)), FaceRow(Frame('b.jpg', error='x'), error='x'),
            face_row(frame=Frame('c.jpg')), FaceRow(Frame('c.jpg', error='y'), error='y')]
    path = write(tmp_path / 'o.csv', rows)
    whole = path.read_bytes()
    progress = resume_csv(path, TABLE, ['c.jpg'])
    assert progress.done == {name, 'b.jpg'} and progress.worked == 1
    kept = path.read_bytes()
    assert whole.startswith(kept) and kept.count(b'\r') == name.count('\r')


def test_it_goes_on_from_the_last_frame_with_values(tmp_path):
    failed = [FaceRow(Frame(f'{name}.jpg', error='x'), error='x') for name in 'bd']
    rows = [face_row(frame=Frame('a.jpg')), failed[0], *video_rows(3),
            FaceRow(Frame(VIDEO, 3, 3 / 25)), FaceRow(Frame(VIDEO, 4, 4 / 25)), failed[1],
            FaceRow(Frame('e.jpg'))]
    path = write(tmp_path / 'o.csv', rows)
    lines = path.read_text().splitlines()
    with pytest.raises(ValueError, match='ends with e.jpg'):
        resume_csv(path, TABLE, [VIDEO, 'd.jpg'])
    progress = resume_csv(path, TABLE, [VIDEO, 'd.jpg', 'e.jpg'])
    assert progress.done == {'a.jpg', 'b.jpg'} and progress.first == {VIDEO: 2}
    assert progress.failures == ['b.jpg: x'] and progress.worked == 1 + 2 * 2
    assert [row[:2] for row in progress.redone] == [
        [VIDEO, '2'], [VIDEO, '2'], [VIDEO, '3'], [VIDEO, '4'], ['d.jpg', '0'], ['e.jpg', '0']]
    assert [frame.number for frame, _ in progress.frames] == [0, 1]
    assert path.read_text().splitlines() == lines[:1 + 2 + 4]


def test_a_table_without_values_is_done_again(tmp_path):
    path = write(tmp_path / 'o.csv', [FaceRow(Frame('a.jpg', error='x'), error='x'),
                                      FaceRow(Frame('b.jpg'))])
    header = path.read_text().splitlines()[:1]
    with pytest.raises(ValueError, match='ends with b.jpg'):
        resume_csv(path, TABLE, ['a.jpg'])
    assert resume_csv(path, TABLE, ['a.jpg', 'b.jpg']) == (set(), {}, [], [], [], 0)
    assert path.read_text().splitlines() == header


def test_a_frame_of_which_one_face_has_values_is_one_frame(tmp_path):
    useless = FaceRow(Frame(VIDEO, 0, 0.), FoundFace((0., 0., 5., 5.), face_id=0, problem='small'))
    path = write(tmp_path / 'o.csv', [face_row(frame=Frame('a.jpg')), useless, *video_rows(1)])
    progress = resume_csv(path, TABLE, [VIDEO])
    assert progress.first == {VIDEO: 0} and len(progress.redone) == 3 and progress.worked == 1


def test_nothing_yet(tmp_path):
    assert resume_csv(tmp_path / 'o.csv', TABLE, []) is None
    (tmp_path / 'o.csv').write_text('')
    assert resume_csv(tmp_path / 'o.csv', TABLE, []) is None
    (tmp_path / 'o.csv').write_text('input,fra')
    assert resume_csv(tmp_path / 'o.csv', TABLE, []) is None
    assert resume_csv(write(tmp_path / 'o.csv', []), TABLE, []) == (set(), {}, [], [], [], 0)


def test_another_table_is_refused_and_left_alone(path):
    before = path.read_bytes()
    with pytest.raises(ValueError, match='other columns: of another model'):
        resume_csv(path, FaceTable(['AU4']), [VIDEO])
    assert path.read_bytes() == before


@pytest.mark.parametrize('row', ['z.jpg,x', '"' + 'a' * 200_000 + '",0'])
def test_a_damaged_table_is_refused_by_name_and_left_alone(path, row):
    columns = len(TABLE.columns)
    line = ','.join((row.split(',') + [''] * columns)[:columns])
    path.write_text(path.read_text() + line + '\n')
    before = path.read_bytes()
    with pytest.raises(ValueError, match='o.csv cannot be gone on with.*choose another --out'):
        resume_csv(path, TABLE, [VIDEO])
    assert path.read_bytes() == before


def test_an_input_that_may_be_half_done_must_be_named(path):
    before = path.read_bytes()
    with pytest.raises(ValueError, match='ends with v,1.mp4.*name it, too'):
        resume_csv(path, TABLE, ['a.jpg', 'b.jpg'])
    assert path.read_bytes() == before


@pytest.mark.parametrize('step, every', [(1, 2), (2, 1), (3, 2)])
def test_other_steps_are_refused(tmp_path, step, every):
    rows = [row for row in video_rows(10) if row.frame.number % step == 0]
    path = write(tmp_path / 'o.csv', rows)
    assert resume_csv(path, TABLE, [VIDEO], step).first == {VIDEO: rows[-1].frame.number}
    before = path.read_bytes()
    with pytest.raises(ValueError, match=f'are {step} apart: give --every {step}'):
        resume_csv(path, TABLE, [VIDEO], every)
    assert path.read_bytes() == before


def go_on(path, rows):
    """Resume, and put rows in the place of the frame that is done again."""
    progress = resume_csv(path, TABLE, [VIDEO])
    with open(path, 'a', newline='', encoding='utf-8') as file:
        results = [FrameResult(Frame('a.jpg'), [face_row()]), FrameResult(rows[0].frame, rows)]
        return list(check_redone(results, progress.redone, TABLE, file))


def redone_rows(shift=0., box=0.):
    return [face_row(frame=Frame(VIDEO, 3, 3 / 25), face_id=face,
                     box=(10. * face + 3 + box, 2, 30, 40),
                     probabilities=(.25 + shift, .75, .5)) for face in (1, 0)]


@pytest.mark.parametrize('rows', [redone_rows(), redone_rows(1e-6, .01)])
def test_the_frame_that_is_done_again_may_differ_by_rounding(path, rows):
    assert [result.rows for result in go_on(path, rows)][1] == rows


@pytest.mark.parametrize('rows', [redone_rows(.01), redone_rows(0., 5.), redone_rows()[:1],
                                  [FaceRow(Frame(VIDEO, 3, 3 / 25))]])
def test_other_values_are_refused_and_the_table_is_as_before(path, rows):
    before = path.read_bytes()
    with pytest.raises(ValueError, match='v,1.mp4, frame 3, has other values'):
        go_on(path, rows)
    assert path.read_bytes() == before


@pytest.mark.parametrize('result, words', [
    (FaceRow(Frame(VIDEO, 3, error='the video has no frame 3'), error='x'),
     'frame 3, .* did not come again .the video has no frame 3.'),
    (FaceRow(Frame(VIDEO, 0, error='gone'), error='gone'), 'did not come again .gone.'),
    (face_row(frame=Frame('c.jpg')), 'frame 3, which the table has, did not come again. Give'),
    (face_row(frame=Frame(VIDEO, 5, .2)), 'has other values')])
def test_a_frame_that_does_not_come_again_is_an_error(path, result, words):
    write(path, video_rows(4) + [FaceRow(Frame(VIDEO, 4, 4 / 25)),
                                 FaceRow(Frame('e.jpg', error='y'), error='y')])
    before = path.read_bytes()
    progress = resume_csv(path, TABLE, [VIDEO, 'e.jpg'])
    assert path.read_bytes() != before
    with open(path, 'a', newline='', encoding='utf-8') as file:
        with pytest.raises(ValueError, match=words):
            list(check_redone([FrameResult(result.frame, [result])], progress.redone, TABLE, file))
    assert path.read_bytes() == before


def test_faces_that_a_killed_run_did_not_write_are_added(path):
    path.write_text('\n'.join(path.read_text().splitlines()[:-1]) + '\n')
    assert len(go_on(path, redone_rows())) == 2


def test_a_name_that_is_not_utf8_and_a_face_of_no_use(tmp_path):
    name = os.fsdecode(b'gr\xfc\xdfe.jpg')
    useless = FaceRow(Frame(name), FoundFace((0., 0., 5., 5.), face_id=0, problem='too small'))
    path = write(tmp_path / 'o.csv', [useless, face_row(frame=Frame('c.jpg'))])
    progress = resume_csv(path, TABLE, ['c.jpg'])
    assert progress.done == {name} and progress.failures == []
    assert os.fsencode(name) in path.read_bytes()

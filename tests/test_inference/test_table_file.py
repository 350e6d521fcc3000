import json

import pytest
from inference_rows import CLASSES, face_row

from mlcr_mm.inference import FaceRow, FaceTable, Frame
from mlcr_mm.inference.table_file import CsvTable, JsonTable, resume_csv

TABLE = FaceTable(CLASSES)


def write(path, rows):
    with open(path, 'w', newline='', encoding='utf-8') as file:
        CsvTable(TABLE).begin(file)
        CsvTable(TABLE).add(file, rows)
    return path


def video_rows(frames, name='v,1.mp4', faces=(1, 0)):
    return [face_row(frame=Frame(name, number, number / 25), face_id=face,
                     box=(10. * face + number, 2, 30, 40))
            for number in range(frames) for face in faces]


@pytest.fixture
def path(tmp_path):
    rows = [face_row(frame=Frame('a.jpg')), FaceRow(Frame('b.jpg', error='x'), error='x')]
    return write(tmp_path / 'o.csv', rows + video_rows(4))


def test_an_interrupted_video_goes_on_after_its_last_whole_frame(path):
    before = path.read_text().splitlines()
    progress = resume_csv(path, TABLE)
    assert progress.done == {'a.jpg', 'b.jpg'} and progress.first == {'v,1.mp4': 3}
    assert path.read_text().splitlines() == before[:-2]  # both faces of frame 3 are done again
    assert [(frame.number, frame.timestamp) for frame, _ in progress.frames] == [
        (0, 0), (1, .04), (2, .08)]
    assert [(face.face_id, face.box[0]) for face in progress.frames[2][1]] == [(1, 12), (0, 2)]


@pytest.mark.parametrize('cut', [1, 30, 50])
def test_what_a_killed_run_left_half_written_goes(path, cut):
    text = path.read_bytes()
    whole = path.read_text().splitlines()
    path.write_bytes(text[:-cut])
    progress = resume_csv(path, TABLE)
    assert progress.first == {'v,1.mp4': 3}  # one face of it was whole
    assert path.read_text().splitlines() == whole[:-2]


def test_a_quoted_name_with_a_line_break(tmp_path):
    name = 'a "b",\nü.jpg'
    path = write(tmp_path / 'o.csv', [face_row(frame=Frame(name)), face_row(frame=Frame('c.jpg'))])
    assert resume_csv(path, TABLE).done == {name}
    assert name.replace('"', '""') in path.read_text()


def test_nothing_yet(tmp_path):
    assert resume_csv(tmp_path / 'o.csv', TABLE) is None
    (tmp_path / 'o.csv').write_text('')
    assert resume_csv(tmp_path / 'o.csv', TABLE) is None
    (tmp_path / 'o.csv').write_text('input,fra')
    assert resume_csv(tmp_path / 'o.csv', TABLE) is None
    assert resume_csv(write(tmp_path / 'o.csv', []), TABLE) == (set(), {}, [])


def test_another_table_is_refused_and_left_alone(path):
    before = path.read_bytes()
    with pytest.raises(ValueError, match='other columns: of another model'):
        resume_csv(path, FaceTable(['AU4']))
    assert path.read_bytes() == before


def test_json_lines(tmp_path):
    with open(tmp_path / 'o.jsonl', 'w') as file:
        writer = JsonTable(CLASSES)
        writer.begin(file)
        writer.add(file, [face_row(frame=Frame('ü.jpg')), FaceRow(Frame('b.jpg'))])
    first, second = map(json.loads, (tmp_path / 'o.jsonl').read_text().splitlines())
    assert first['input'] == 'ü.jpg' and first['probabilities'] == [.25, .75, .5]
    assert second['probabilities'] is None


@pytest.mark.parametrize('row', ['z.jpg,x', '"' + 'a' * 200_000 + '",0'])
def test_a_damaged_table_is_refused_by_name_and_left_alone(path, row):
    columns = len(TABLE.columns)
    line = ','.join((row.split(',') + [''] * columns)[:columns])
    path.write_text(path.read_text() + line + '\n')
    before = path.read_bytes()
    with pytest.raises(ValueError, match='o.csv cannot be gone on with.*choose another --out'):
        resume_csv(path, TABLE)
    assert path.read_bytes() == before

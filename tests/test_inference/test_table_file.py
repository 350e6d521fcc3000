import json
import os

from inference_rows import CLASSES, face_row

from mlcr_mm.inference import FaceRow, FaceTable, Frame
from mlcr_mm.inference.table_file import ANY_NAME, CsvTable, JsonTable


def test_json_lines(tmp_path):
    with open(tmp_path / 'o.jsonl', 'w') as file:
        writer = JsonTable(CLASSES)
        writer.begin(file)
        writer.add(file, [face_row(frame=Frame('ü.jpg')), FaceRow(Frame('b.jpg'))])
    first, second = map(json.loads, (tmp_path / 'o.jsonl').read_text().splitlines())
    assert first['input'] == 'ü.jpg' and first['probabilities'] == [.25, .75, .5]
    assert second['probabilities'] is None


def test_a_name_that_is_not_utf8(tmp_path):
    name = os.fsdecode(b'gr\xfc\xdfe.png')
    row = FaceRow(Frame(name))
    with open(tmp_path / 'a.csv', 'w', encoding='utf-8', errors=ANY_NAME) as file:
        CsvTable(FaceTable(CLASSES)).add(file, [row])
    assert (tmp_path / 'a.csv').read_bytes().startswith(b'gr\xfc\xdfe.png,')
    with open(tmp_path / 'a.jsonl', 'w', encoding='utf-8') as file:
        JsonTable(CLASSES).add(file, [row])
    assert json.loads((tmp_path / 'a.jsonl').read_text())['input'] == name

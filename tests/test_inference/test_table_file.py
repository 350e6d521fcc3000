import json

from inference_rows import CLASSES, face_row

from mlcr_mm.inference import FaceRow, Frame
from mlcr_mm.inference.table_file import JsonTable


def test_json_lines(tmp_path):
    with open(tmp_path / 'o.jsonl', 'w') as file:
        writer = JsonTable(CLASSES)
        writer.begin(file)
        writer.add(file, [face_row(frame=Frame('ü.jpg')), FaceRow(Frame('b.jpg'))])
    first, second = map(json.loads, (tmp_path / 'o.jsonl').read_text().splitlines())
    assert first['input'] == 'ü.jpg' and first['probabilities'] == [.25, .75, .5]
    assert second['probabilities'] is None

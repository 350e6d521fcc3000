from inference_rows import CLASSES, face_row

from mlcr_mm.inference import FaceRow, Frame, OpenFaceTable


def test_names_order_and_units_of_openface():
    table = OpenFaceTable(CLASSES)
    assert table.columns == ['frame', 'face_id', 'timestamp', 'confidence', 'success', 'AU01_c',
                             'AU12_c', 'smile, wide_c', 'input', 'error']
    row = face_row(frame=Frame('a.mp4', 3, 0.12345), face_id=2)
    assert table.texts(row) == ['4', '2', '0.123', '0.88', '1', '0', '1', '1', 'a.mp4', '']


def test_without_a_face_the_cells_are_empty():
    texts = OpenFaceTable(CLASSES).texts(FaceRow(Frame('a.mp4', 0, 0.), error='broken'))
    assert texts == ['1', '', '0.000', '', '0', '', '', '', 'a.mp4', 'broken']

import csv
import io
import locale

import numpy as np
import pandas as pd
import pytest
from inference_rows import CLASSES, face_row

from mlcr_mm.inference import FaceRow, FaceTable, FoundFace, Frame
from mlcr_mm.inference.face_table import label_columns


def read(rows, classes=CLASSES):
    table, file = FaceTable(classes), io.StringIO()
    writer = csv.writer(file, lineterminator='\n')
    writer.writerow(table.columns)
    writer.writerows(table.texts(row) for row in rows)
    return file.getvalue()


def test_header_and_row():
    header, row, _ = read([face_row(frame=Frame('a/b.mp4', 3, 0.12))]).split('\n')
    assert header == ('input,frame,timestamp,face_id,success,confidence,x,y,width,height,'
                      'AU01,AU01_c,AU01_u,AU12,AU12_c,AU12_u,'
                      '"smile, wide","smile, wide_c","smile, wide_u",error')
    assert row == ('a/b.mp4,3,0.12,0,1,0.875,1.5,2,30,40.25,0.25,0,0.5,0.75,1,0.125,0.5,1,0,')


@pytest.mark.parametrize('classes, column', [
    (('smile', 'smile_c'), 'smile_c'), (('AU1', 'AU01'), 'AU01'), (('a_u', 'a'), 'a_u')])
def test_two_columns_of_one_name_are_refused(classes, column):
    with pytest.raises(ValueError, match=f"two columns '{column}'"):
        FaceTable(classes)


def test_what_is_not_known_is_empty_and_never_zero():
    rows = [FaceRow(Frame('a.jpg')), FaceRow(Frame('b.jpg', error='x'), error='no "image"'),
            face_row(disagreement=None, confidence=None),
            FaceRow(Frame('c.jpg'), FoundFace((1, 2, 3, 4), None, .5, 0, 'at the border'))]
    frame = pd.read_csv(io.StringIO(read(rows)))
    values = frame.filter(regex='^(AU|smile)')
    assert values.iloc[[0, 1, 3]].isna().all(axis=None)
    assert frame.success.tolist() == [0, 0, 1, 0] and frame.width[3] == 3
    assert frame.face_id.isna().tolist() == [True, True, False, False]
    assert frame.error.tolist()[1:] == ['no "image"', pytest.approx(np.nan, nan_ok=True),
                                        'at the border']
    assert values.iloc[2].filter(regex='_u').isna().all()
    assert np.isnan(frame.confidence[2]) and frame.timestamp.isna().all()


def test_decisions_and_written_probabilities_never_contradict_each_other(rng):
    near = np.float32(.5) + rng.integers(-40, 40, 200).astype(np.float32) * np.float32(2**-25)
    everything = np.concatenate([near, rng.random(200), [0, 1, 1e-12]]).astype(np.float32)
    frame = pd.read_csv(io.StringIO(read([face_row([value] * 3) for value in everything])))
    np.testing.assert_array_equal(frame.AU01.to_numpy(np.float32), everything)
    np.testing.assert_array_equal(frame.AU01_c, frame.AU01 >= .5)
    np.testing.assert_array_equal(frame.AU01_c, everything >= np.float32(.5))
    assert not frame.AU01.astype(str).str.contains('e', regex=False).all()


def test_no_exponents_and_a_point_in_any_locale():
    text = read([face_row([1e-9, 1e-5, 1])])
    assert ',0.000000001,' in text and 'e-' not in text
    for name in ('de_DE.UTF-8', 'de_DE', 'fr_FR.UTF-8'):
        try:
            old = locale.setlocale(locale.LC_NUMERIC)
            locale.setlocale(locale.LC_NUMERIC, name)
        except locale.Error:
            continue
        try:
            assert read([face_row([1e-9, 1e-5, 1])]) == text
        finally:
            locale.setlocale(locale.LC_NUMERIC, old)


def test_names_of_labels():
    assert label_columns(['AU1', 'AU43', 'AU05', 'AU1_left', 'Smiling', 'x', 'error']) == [
        'AU01', 'AU43', 'AU05', 'AU1_left', 'Smiling', 'label_x', 'label_error']


def test_py_feat_reads_it():
    """feat.utils.io.read_feat (2.1) is this much: pandas' defaults, and the columns with AU."""
    frame = pd.read_csv(io.StringIO(read([face_row(), FaceRow(Frame('b.jpg'))])))
    columns = [name for name in frame.columns if 'AU' in name]
    assert columns == ['AU01', 'AU01_c', 'AU01_u', 'AU12', 'AU12_c', 'AU12_u']
    assert frame[columns].dtypes.map(pd.api.types.is_float_dtype).all()


def test_awkward_names_come_back():
    name = 'a "b", ü\n人.jpg'
    frame = pd.read_csv(io.StringIO(read([face_row(frame=Frame(name))])))
    assert frame.input[0] == name

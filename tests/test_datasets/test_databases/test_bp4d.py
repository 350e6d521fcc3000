import csv

import numpy as np
import pytest
from shared_data import FACSRENDER, needs_facsrender

from mlcr_mm.datasets import BP4D
from mlcr_mm.labels import BP4D_AUS

LEGACY = [str(number) for number in range(100)]


def write(root, sequence, rows, header=LEGACY, names='{:04d}.jpg', offset=0, images=None):
    """A sequence in the delivered form; rows of (frame, {AU number: value})."""
    subject, task = sequence.split('/')
    folder = root / 'AUCoding' / 'AU_OCC'
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / f'{subject}_{task}.csv', 'w', newline='') as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for frame, values in rows:
            writer.writerow([frame, *(values.get(int(name), 9) for name in header[1:])])
    images_folder = root / 'BP4D-training' / sequence
    images_folder.mkdir(parents=True, exist_ok=True)
    for frame, _ in rows if images is None else images:
        (images_folder / names.format(frame + offset)).touch()


def test_legacy_header_and_unknown_code(tmp_path):
    write(tmp_path, 'F001/T1', [(2440, {1: 0, 12: 1}), (2441, {12: 0, 24: 1})])
    dataset = BP4D(data_root=str(tmp_path))
    assert dataset.CLASSES == BP4D_AUS
    labels = dataset.get_gt_scores()
    expected = np.full((2, 12), -1)
    expected[0, [0, 6]] = 0, 1
    expected[1, [6, 11]] = 0, 1
    np.testing.assert_array_equal(labels, expected)
    assert dataset[0]['img_path'].endswith('BP4D-training/F001/T1/2440.jpg')
    assert dataset.subjects() == {'F001'}


@pytest.mark.parametrize('header', [['Frame', '12', '1'], ['0', 'AU12', 'AU01'], ['0', '12', '01']])
def test_newer_headers_are_read_by_name(tmp_path, header):
    numbers = ['0', '12', '1']
    write(tmp_path, 'F001/T1', [(1, {1: 0, 12: 1})], numbers)
    path = tmp_path / 'AUCoding/AU_OCC/F001_T1.csv'
    path.write_text(path.read_text().replace('0,12,1', ','.join(header), 1))
    dataset = BP4D(data_root=str(tmp_path), classes=['AU1', 'AU12'])
    assert dataset.get_gt_scores().tolist() == [[0, 1]]


def test_au_absent_from_one_file_is_unknown_and_from_all_an_error(tmp_path):
    write(tmp_path, 'F001/T1', [(1, {1: 1, 2: 1})], ['0', '1', '2'])
    write(tmp_path, 'F002/T1', [(1, {1: 1})], ['0', '1'])
    dataset = BP4D(data_root=str(tmp_path), classes=['AU1', 'AU2'])
    assert dataset.get_gt_scores().tolist() == [[1, 1], [1, -1]]
    with pytest.raises(ValueError, match=r"no column for the labels \['AU43'\].*uncoded"):
        BP4D(data_root=str(tmp_path), classes=['AU1', 'AU43'])
    dataset = BP4D(data_root=str(tmp_path), classes=['AU43', 'AU1'], uncoded=['AU43'])
    assert dataset.get_gt_scores().tolist() == [[-1, 1], [-1, 1]]


@pytest.mark.parametrize('names', ['{}.jpg', '{:03d}.png', '{:04d}.jpg', '{:05d}.JPG'])
def test_any_padding_of_image_names(tmp_path, names):
    write(tmp_path, 'M009/T2', [(7, {}), (120, {})], names=names)
    dataset = BP4D(data_root=str(tmp_path))
    assert dataset[0]['img_path'].endswith('/' + names.format(7))


def test_frame_offset(tmp_path):
    write(tmp_path, 'F001/T3', [(1, {1: 1}), (2, {1: 0})], offset=-1)
    dataset = BP4D(data_root=str(tmp_path), frame_offset=-1)
    assert [dataset[index]['img_path'][-8:] for index in range(2)] == ['0000.jpg', '0001.jpg']
    with pytest.raises(FileNotFoundError, match='1 of 2.*0002.jpg.*With frame_offset=-1'):
        BP4D(data_root=str(tmp_path))


def test_missing_images_are_an_error_or_left_out(tmp_path):
    rows = [(frame, {1: 1}) for frame in range(10, 20)]
    write(tmp_path, 'F001/T1', rows, images=rows[:3] + rows[4:])
    with pytest.raises(FileNotFoundError, match='1 of 10.*0013.jpg.*max_missing_share=0.1 '):
        BP4D(data_root=str(tmp_path))
    assert len(BP4D(data_root=str(tmp_path), max_missing_share=0.1)) == 9


def test_subjects_and_folds(tmp_path):
    for subject in ('F001', 'F003', 'F004'):  # parts 1, 2, 3
        write(tmp_path, f'{subject}/T1', [(1, {})])

    def load(**kwargs):
        return BP4D(data_root=str(tmp_path), **kwargs).subjects()

    assert load(subjects=['F003']) == {'F003'}
    assert load(fold=1, split='test') == {'F004'}
    assert load(fold=1, split='train') == {'F001', 'F003'}
    assert load(fold=3, split='test') == {'F001'}
    for kwargs, message in [(dict(subjects=['F002']), "subjects \\['F002'\\]"),
                            (dict(subjects=['F001'], fold=1, split='test'), 'either'),
                            (dict(fold=4, split='test'), r'\[1, 2, 3\]'),
                            (dict(fold=1), 'split must'), (dict(split='test'), 'needs a fold')]:
        with pytest.raises(ValueError, match=message):
            load(**kwargs)


@pytest.mark.parametrize('text, message', [
    ('0 1 12\n5 0 1\n', 'line 1.*separated by commas'),
    ('5,0,1,0\n6,0,1,0\n', "line 1: columns .* occur twice"),
    ('0,1,12\n5,0\n', 'line 2: 2 fields where the header has 3'),
    ('0,1,12\n5,0,2\n', "line 2: label AU12 is '2'"),
    ('0,1,12\nx,0,1\n', "line 2: the frame is 'x'"),
    ('0,1,12\n5,0,1\n\n5,0,1\n', 'line 4: frame 5 is annotated on line 2'),
    ('0,1,01\n5,0,1\n', "line 1: columns \\['AU1'\\] occur twice"),
    ('', 'empty'),
])
def test_bad_lines_are_named(tmp_path, text, message):
    write(tmp_path, 'F001/T1', [(5, {}), (6, {})])
    (tmp_path / 'AUCoding/AU_OCC/F001_T1.csv').write_text(text)
    with pytest.raises(ValueError, match=f'F001_T1.csv.*{message}'):
        BP4D(data_root=str(tmp_path), classes=['AU1', 'AU12'])


def test_byte_order_mark_and_crlf(tmp_path):
    write(tmp_path, 'F001/T1', [(5, {1: 1})])
    path = tmp_path / 'AUCoding/AU_OCC/F001_T1.csv'
    path.write_bytes(b'\xef\xbb\xbf' + path.read_bytes().replace(b'\r\n', b'\n')
                     .replace(b'\n', b'\r\n'))
    assert BP4D(data_root=str(tmp_path)).get_gt_scores()[0, 0] == 1


def test_no_annotations(tmp_path):
    with pytest.raises(FileNotFoundError, match='AU_OCC has no annotation'):
        BP4D(data_root=str(tmp_path))


@needs_facsrender
def test_reads_the_rendered_faces():
    root = str(FACSRENDER / 'bp4d')
    dataset = BP4D(data_root=root)
    assert len(dataset) == 12 * 3 * 20  # its README: subjects, tasks, frames
    assert len(dataset.subjects()) == 12
    names = list(dataset.image_names())
    assert {len(name.split('/')[2]) for name in names if name.startswith('M009')} == {7}
    assert {len(name.split('/')[2]) for name in names if name.startswith('F001')} == {8}
    parts = [BP4D(data_root=root, fold=2, split=split) for split in ('train', 'test')]
    assert sum(map(len, parts)) == 720 and not parts[0].subjects() & parts[1].subjects()

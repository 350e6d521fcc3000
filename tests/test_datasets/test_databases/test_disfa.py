import pytest

from mlcr_mm.datasets import DISFA
from mlcr_mm.labels import DISFA_AUS

CODED = (1, 2, 4, 5, 6, 9, 12, 15, 17, 20, 25, 26)


def write(root, subject='SN001', num_frames=3, intensities=None, names='{}.png', offset=-1):
    """A subject in the delivered form; intensities: {(AU number, frame): value}."""
    folder = root / 'ActionUnit_Labels' / subject
    folder.mkdir(parents=True)
    for number in CODED:
        lines = [f'{frame},{(intensities or {}).get((number, frame), 0)}'
                 for frame in range(1, num_frames + 1)]
        (folder / f'{subject}_au{number}.txt').write_text('\n'.join(lines) + '\n')
    images = root / 'images' / subject
    images.mkdir(parents=True)
    for frame in range(1, num_frames + 1):
        (images / names.format(frame + offset)).touch()


def test_aus_by_file_name_and_threshold(tmp_path):
    write(tmp_path, intensities={(1, 1): 2, (12, 2): 5, (2, 3): 1, (26, 3): 3})
    dataset = DISFA(data_root=str(tmp_path))
    assert dataset.CLASSES == DISFA_AUS
    labels = dataset.get_gt_scores()
    assert labels.sum() == 3
    assert labels[0, 0] == labels[1, DISFA_AUS.index('AU12')] == labels[2, -1] == 1
    labels = DISFA(data_root=str(tmp_path), classes=['AU2', 'AU1'], threshold=1).get_gt_scores()
    assert labels.tolist() == [[0, 1], [0, 0], [1, 0]]
    with pytest.raises(ValueError, match='threshold'):
        DISFA(data_root=str(tmp_path), threshold=0)


@pytest.mark.parametrize('names, offset', [('{}.png', -1), ('{:05d}.jpg', 0),
                                           ('frame_{:04d}.jpg', 0)])
def test_image_names(tmp_path, names, offset):
    write(tmp_path, names=names, offset=offset)
    dataset = DISFA(data_root=str(tmp_path), frame_offset=offset)
    assert dataset[0]['img_path'].endswith('SN001/' + names.format(1 + offset))
    with pytest.raises(FileNotFoundError, match=f'With frame_offset={offset} instead'):
        DISFA(data_root=str(tmp_path), frame_offset=-1 - offset)


def test_folders_of_a_camera(tmp_path):
    write(tmp_path)
    (tmp_path / 'images' / 'SN001').rename(tmp_path / 'images' / 'LeftVideoSN001_comp')
    dataset = DISFA(data_root=str(tmp_path), sequence_folder='LeftVideo{subject}_comp')
    assert len(dataset) == 3 and dataset.subjects() == {'SN001'}
    with pytest.raises(ValueError, match='sequence_folder'):
        DISFA(data_root=str(tmp_path), sequence_folder='left')


def test_folds(tmp_path):
    for subject in ('SN001', 'SN006', 'SN003'):
        write(tmp_path, subject)
    dataset = DISFA(data_root=str(tmp_path), fold=1, split='test')
    assert dataset.subjects() == {'SN003'}


def test_missing_au_files_and_rows(tmp_path):
    write(tmp_path, 'SN001')
    write(tmp_path, 'SN002')
    labels = tmp_path / 'ActionUnit_Labels'
    (labels / 'SN001' / 'SN001_au6.txt').unlink()
    (labels / 'SN002' / 'SN002_au9.txt').write_text('1,0\n2,0\n')
    dataset = DISFA(data_root=str(tmp_path), classes=['AU1', 'AU6', 'AU9'])
    assert dataset.get_gt_scores().tolist() == [[0, -1, 0]] * 3 + [[0, 0, 0]] * 2 + [[0, 0, -1]]
    with pytest.raises(ValueError, match=r"\['AU7'\].*AU26"):
        DISFA(data_root=str(tmp_path), classes=['AU7'])


@pytest.mark.parametrize('line, message', [
    ('4;0', '1 fields where the format has 2'), ('4,6', 'intensity 6 is not from 0 to 5'),
    ('4,x', "the intensity is 'x'"), ('4.5,0', "the frame is '4.5'"), ('4,nan', "'nan'"),
    ('3,0', 'frame 3 occurs twice'), ('4,-1', "the intensity is '-1'"),
])
def test_bad_lines_are_named(tmp_path, line, message):
    write(tmp_path)
    with open(tmp_path / 'ActionUnit_Labels/SN001/SN001_au12.txt', 'a') as file:
        file.write(line + '\n')
    with pytest.raises(ValueError, match=f'SN001_au12.txt, line 4: .*{message}'):
        DISFA(data_root=str(tmp_path))

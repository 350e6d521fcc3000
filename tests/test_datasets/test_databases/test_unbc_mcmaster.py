import pytest
from shared_data import FACSRENDER, needs_facsrender

from mlcr_mm.datasets import UNBCMcMaster
from mlcr_mm.labels import UNBC_AUS

SEQUENCE = '042-ll042/ll042t1aaaff'


def write(root, frame, text, suffix='.png', sequence=SEQUENCE):
    """A frame in the delivered form; text None: no annotation file."""
    images, labels = root / 'Images' / sequence, root / 'Frame_Labels' / 'FACS' / sequence
    images.mkdir(parents=True, exist_ok=True)
    labels.mkdir(parents=True, exist_ok=True)
    stem = f"{sequence.split('/')[1]}{frame:03d}"
    if suffix:
        (images / f'{stem}{suffix}').touch()
    if text is not None:
        (labels / f'{stem}_facs.txt').write_text(text)


def row(*values):
    return ''.join(f'   {value:.7e}' for value in values) + '\n'


@pytest.mark.parametrize('suffix', ['.png', '.jpg'])
def test_active_empty_and_missing_files(tmp_path, suffix):
    write(tmp_path, 1, row(6, 3, 1, 0) + row(43, 1, 1, 0) + row(50, 2, 0, 0), suffix)
    write(tmp_path, 2, '', suffix)
    write(tmp_path, 3, None, suffix)
    dataset = UNBCMcMaster(data_root=str(tmp_path))
    assert dataset.CLASSES == UNBC_AUS
    labels = dataset.get_gt_scores()
    assert labels[0].tolist() == [0, 1, 0, 0, 0, 0, 0, 0, 0, 1]
    assert (labels[1] == 0).all() and (labels[2] == -1).all()
    assert dataset[0]['img_path'].endswith(f'Images/{SEQUENCE}/ll042t1aaaff001{suffix}')
    assert dataset.subjects() == {'042-ll042'}


def test_threshold_but_not_for_closed_eyes(tmp_path):
    write(tmp_path, 1, row(4, 2, 1, 0) + row(6, 1, 1, 0) + row(43, 1, 1, 0))
    dataset = UNBCMcMaster(data_root=str(tmp_path), classes=['AU4', 'AU6', 'AU43'], threshold=2)
    assert dataset.get_gt_scores().tolist() == [[1, 0, 1]]
    with pytest.raises(ValueError, match='threshold'):
        UNBCMcMaster(data_root=str(tmp_path), threshold=6)


def test_invalid_intensities_are_unknown(tmp_path):
    write(tmp_path, 1, row(4, 7, 1, 0) + row(6, -2, 1, 0) + row(7, 5, 1, 0))
    dataset = UNBCMcMaster(data_root=str(tmp_path), classes=['AU4', 'AU6', 'AU7'])
    assert dataset.get_gt_scores().tolist() == [[-1, -1, 1]]


@pytest.mark.parametrize('text, message', [
    ('6.0\n', 'has no intensity'), ('x 1 0 0\n', "the AU is 'x'"), ('6,3,1,0\n', 'no intensity'),
    ('6.5 1 0 0\n', "the AU is '6.5'"), ('6 nan 0 0\n', "the intensity is 'nan'"),
])
def test_bad_lines_are_named(tmp_path, text, message):
    write(tmp_path, 1, row(4, 1, 1, 0) + text)
    with pytest.raises(ValueError, match=f'll042t1aaaff001_facs.txt, line 2: .*{message}'):
        UNBCMcMaster(data_root=str(tmp_path))


def test_uncoded_aus_and_missing_images(tmp_path):
    write(tmp_path, 1, '')
    with pytest.raises(ValueError, match=r"\['AU1'\].*AU43"):
        UNBCMcMaster(data_root=str(tmp_path), classes=['AU1', 'AU4'])
    dataset = UNBCMcMaster(data_root=str(tmp_path), classes=['AU1', 'AU4'], uncoded=['AU1'])
    assert dataset.get_gt_scores().tolist() == [[-1, 0]]
    write(tmp_path, 2, '', suffix=None)
    with pytest.raises(FileNotFoundError, match='1 of 2 images.*ll042t1aaaff002.png'):
        UNBCMcMaster(data_root=str(tmp_path))


def test_folds(tmp_path):
    for subject in ('042-ll042', '043-jh043'):
        write(tmp_path, 1, '', sequence=f'{subject}/{subject[4:]}t1')
    assert UNBCMcMaster(data_root=str(tmp_path), fold=1, split='test').subjects() == {'042-ll042'}
    assert UNBCMcMaster(data_root=str(tmp_path), fold=1, split='train').subjects() == {'043-jh043'}


@needs_facsrender
def test_reads_the_rendered_faces():
    dataset = UNBCMcMaster(data_root=str(FACSRENDER / 'unbc'))
    assert len(dataset) == 5 * 2 * 30 and len(dataset.subjects()) == 5  # its README
    assert (dataset.get_gt_scores() >= 0).all()

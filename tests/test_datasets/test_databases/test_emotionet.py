import numpy as np
import pytest
from shared_data import FACSRENDER, needs_facsrender

from mlcr_mm.datasets import EmotioNet
from mlcr_mm.labels import EMOTIONET_AUS

HEADER = 'URL,URL orig,' + ','.join(f"'AU {n}'" for n in range(1, 61))


def write(folder, rows, nested=True):
    """An annotation file in the delivered form: rows of (image, {AU number: value})."""
    lines = [HEADER]
    for image, values in rows:
        fields = [str(values.get(n, 999)) for n in range(1, 61)]
        lines.append(','.join([f"'http://host/{image}'", "'http://origin/a.jpg'", *fields]))
        path = folder / 'images' / (image if nested else image.split('/')[-1])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (folder / 'EmotioNet_FACS.csv').write_text('\n'.join(lines))


@pytest.mark.parametrize('nested', [True, False])
def test_reads_the_delivered_form(tmp_path, nested):
    write(tmp_path, [('N_1/N_1_1.jpg', {1: 1, 12: 0, 43: 1})], nested)
    dataset = EmotioNet(data_root=str(tmp_path))
    assert dataset.CLASSES == EMOTIONET_AUS
    expected = np.full(12, -1)
    expected[[0, 6, 11]] = 1, 0, 1
    assert dataset.get_gt_scores()[0].tolist() == expected.tolist()
    folder = tmp_path / 'images' / 'N_1' if nested else tmp_path / 'images'
    assert dataset[0]['img_path'] == str(folder / 'N_1_1.jpg')


def test_url_without_folder_and_duplicates_are_named(tmp_path):
    write(tmp_path, [('N_1/N_1_1.jpg', {}), ('N_1/N_1_1.jpg', {})])
    with pytest.raises(ValueError, match='line 3: image N_1/N_1_1.jpg is annotated twice'):
        EmotioNet(data_root=str(tmp_path))
    (tmp_path / 'EmotioNet_FACS.csv').write_text(f"{HEADER}\n'a.jpg',x{',0' * 60}\n")
    with pytest.raises(ValueError, match='line 2: URL'):
        EmotioNet(data_root=str(tmp_path))


@needs_facsrender
@pytest.mark.parametrize('part, size', [('train', 800), ('test', 1000)])
def test_reads_the_rendered_faces(part, size):
    dataset = EmotioNet(
        data_root=str(FACSRENDER / 'emotionet'), image_list=f'splits/{part}.txt')
    unknown = (dataset.get_gt_scores() == -1).mean()
    assert len(dataset) == size
    assert 0.005 < unknown < 0.04  # its README: 3 % in train, 1 % in test

import pytest

from mlcr_mm.datasets import UnlabeledFaces
from mlcr_mm.labels import BP4D_AUS


@pytest.fixture
def folder(tmp_path):
    for name in ('b/2.PNG', 'a/1.jpg', 'a/notes.txt', '3.jpeg'):
        path = tmp_path / 'faces' / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def test_finds_images_in_all_folders_in_a_fixed_order(folder):
    dataset = UnlabeledFaces(data_root=str(folder), data_prefix='faces', classes=['AU1', 'AU2'])
    names = [dataset[index]['img_path'].split('faces/')[1] for index in range(len(dataset))]
    assert names == ['3.jpeg', 'a/1.jpg', 'b/2.PNG']
    assert dataset[0]['gt_score'].tolist() == [-1, -1]
    assert dataset.get_gt_scores().shape == (0, 2)


def test_image_list(folder):
    (folder / 'list.txt').write_text('b/2.PNG\n')
    dataset = UnlabeledFaces(data_root=str(folder), data_prefix='faces', image_list='list.txt')
    assert len(dataset) == 1 and dataset[0]['gt_score'].shape == (12, )


def test_no_images_is_an_error(folder):
    (folder / 'empty').mkdir()
    with pytest.raises(ValueError, match='empty has no image'):
        UnlabeledFaces(data_root=str(folder), data_prefix='empty')
    with pytest.raises(FileNotFoundError, match='nowhere does not exist'):
        UnlabeledFaces(data_root=str(folder), data_prefix='nowhere')


def test_labels_of_a_dataset_by_its_name(folder):
    def load(classes):
        return UnlabeledFaces(data_root=str(folder), data_prefix='faces', classes=classes)

    assert load('BP4D').CLASSES == BP4D_AUS
    assert load('CelebA')[0]['gt_score'].tolist() == [-1] * 40
    with pytest.raises(ValueError, match="classes='AUDataset' is no dataset with labels"):
        load('AUDataset')

from mmengine.dataset import ConcatDataset
from training_doubles import LabeledPart, Part, batch_of

from mlcr_mm.datasets import SemiSupervisedDataset, UnlabeledFaces
from mlcr_mm.engine.targets import UnlabeledPart, unlabeled_part
from mlcr_mm.files import write_text


def test_places_count_from_the_first_unlabelled_image():
    unlabeled = Part(5)
    part = unlabeled_part(SemiSupervisedDataset(LabeledPart(), unlabeled))
    assert part.dataset is unlabeled
    places = [(place, sample.sample_idx) for place, sample in part.samples_of(batch_of(0, 3, 4, 8))]
    assert places == [(0, 4), (4, 8)]


def test_other_training_sets_have_none():
    labeled = LabeledPart()
    for dataset in (labeled, ConcatDataset([labeled, Part(5)]), SemiSupervisedDataset(labeled)):
        assert unlabeled_part(dataset) is None


def test_names_and_their_order_are_hashed(tmp_path):

    def hash_of(folder, *names):
        for name in names:
            write_text(tmp_path / folder / name, '')
        (tmp_path / 'list.txt').write_text('\n'.join(names))
        images = UnlabeledFaces(data_root=str(tmp_path), data_prefix=folder,
                                image_list='list.txt', classes=('A', ))
        return UnlabeledPart(images, 0).hash_of_names()

    found = hash_of('a', '1.png', '2.png')
    assert len(found) == 16 and found == hash_of('b', '1.png', '2.png')
    others = [hash_of('a', *names) for names in (('2.png', '1.png'), ('1.png', '3.png'),
                                                 ('1.png2.png', ), ('1.png', ))]
    assert len({found, *others}) == 5
    assert UnlabeledPart(Part(5), 0).hash_of_names() is None

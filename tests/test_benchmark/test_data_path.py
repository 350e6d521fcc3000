import numpy as np

from mlcr_mm.benchmark import data_path
from mlcr_mm.benchmark.data_path import data_tasks
from mlcr_mm.datasets import DemoFaces, UnlabeledFaces


def test_both_tasks_take_the_same_images(tmp_path, monkeypatch):
    import cv2
    for number in range(5):
        cv2.imwrite(str(tmp_path / f'{number}.png'), np.full((8, 8, 3), number, np.uint8))
    dataset = UnlabeledFaces(data_root=str(tmp_path), data_prefix='', pipeline=[
        dict(type='LoadImageFromFile'), dict(type='PackInputs')])
    decoded, loaded = [], []
    monkeypatch.setattr(data_path.cv2, 'imdecode',
                        lambda data, flags, real=cv2.imdecode: decoded.append(
                            real(data, flags)[0, 0, 0]))
    decode, load = data_tasks(dataset, 9)
    decode.run()
    monkeypatch.undo()
    monkeypatch.setattr(UnlabeledFaces, '__getitem__', lambda self, index: loaded.append(
        int(self.get_data_info(index)['img_path'].rsplit('/', 1)[1][0])))
    load.run()
    assert decoded == loaded and len(set(loaded)) > 2
    assert (decode.name, decode.units, load.name, load.units) == ('decode', 9, 'd data path', 9)


def test_drawn_faces_have_no_decoding():
    faces = DemoFaces(num_images=4, images_per_subject=2, image_size=16, pipeline=[])
    assert [task.name for task in data_tasks(faces, 3)] == ['d data path']

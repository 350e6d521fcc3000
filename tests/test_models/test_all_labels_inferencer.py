import cv2
import numpy as np
from mmpretrain import ImageClassificationInferencer
from toy import LABELS, write_toy_checkpoint, write_toy_config

from mlcr_mm.apis import load_config


def test_mmpretrains_inferencer_gives_the_labels_of_ours(tmp_path):
    path = write_toy_config(tmp_path)
    checkpoint = write_toy_checkpoint(load_config(str(path)), tmp_path / 'a.pth', meta=True)
    images = [cv2.imread(str(file)) for file in sorted((tmp_path / 'data/images').iterdir())[:12]]
    found = ImageClassificationInferencer(str(path), pretrained=checkpoint)(images, batch_size=4)
    sizes = set()
    for result in found:
        present = [number for number, score in enumerate(result['pred_scores']) if score >= .5]
        assert result['pred_label'] == present
        assert result['pred_class'] == [LABELS[number] for number in present]
        assert np.allclose(result['pred_score'], result['pred_scores'][present])
        sizes.add(len(present))
    assert len(sizes) > 1


def test_models_of_mmpretrain_are_left_as_they_are():
    inferencer = ImageClassificationInferencer('resnet18_8xb32_in1k', pretrained=False)
    image = np.zeros((32, 32, 3), np.uint8)
    assert isinstance(inferencer(image)[0]['pred_label'], int)

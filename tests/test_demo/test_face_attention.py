import cv2
import numpy as np
import pytest

from mlcr_mm.demo.face_attention import FaceAttention, attend, attention_pictures


def test_maps_and_scores_are_those_of_the_model(inferencer, checkpoint, rng):
    images = [rng.integers(0, 256, (32, 32, 3), dtype=np.uint8) for _ in range(2)]
    batch, = inferencer.preprocess(inferencer._inputs_to_list(images), 8)
    faces = attend(inferencer.model, batch.crops)
    for face, image, result in zip(faces, images, inferencer.forward(batch)):
        np.testing.assert_array_equal(face.image, image[4:28, 4:28, ::-1])
        assert face.maps.shape[:2] == face.scores.shape == (2, 3)
        row, = result.rows
        np.testing.assert_allclose(face.scores.mean(axis=0), row.probabilities, atol=1e-5)
        np.testing.assert_allclose(np.abs(face.scores[0] - face.scores[1]), row.disagreement,
                                   atol=1e-5)


def test_red_for_and_blue_against_in_one_scale():
    grey = np.full((16, 8, 3), 128, np.uint8)
    maps = np.zeros((2, 1, 1, 1))
    faces = [FaceAttention(grey, maps + 2., np.full((2, 1), .9)),
             FaceAttention(grey, maps - 1., np.full((2, 1), .2))]
    pictures = attention_pictures(faces, 0, side=32)
    assert [caption for _, caption in pictures] == [
        '1. network 1: 0.90', '1. network 2: 0.90', '2. network 1: 0.20', '2. network 2: 0.20']
    (strong, _), _, (weak, _), _ = pictures
    assert strong.shape == (32, 16, 3) and strong.dtype == np.uint8
    red, _, blue = cv2.mean(strong)[:3]
    weak_red, _, weak_blue = cv2.mean(weak)[:3]
    assert red - blue > weak_blue - weak_red > 20
    assert attention_pictures([], 0) == []


def test_an_exported_model_has_no_maps():
    with pytest.raises(ValueError, match='need a PyTorch model'):
        attend(object(), [])


def test_a_model_without_exact_maps_is_named(inferencer, monkeypatch, rng):
    monkeypatch.setattr(inferencer.model, 'extract_feat',
                        lambda inputs, stage: [(inputs.new_zeros(1, 4), )] * 2)
    image = rng.integers(0, 256, (32, 32, 3), dtype=np.uint8)
    batch, = inferencer.preprocess(inferencer._inputs_to_list([image]), 1)
    with pytest.raises(ValueError, match='class activation maps need'):
        attend(inferencer.model, batch.crops)

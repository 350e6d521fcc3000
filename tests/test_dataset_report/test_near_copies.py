import cv2
import numpy as np
import pytest
from shared_data import FACSRENDER, needs_facsrender

from mlcr_mm.dataset_report.near_copies import (
    MAX_DIFFERING_BITS,
    find_near_copies,
    perceptual_hash,
)

CHANGES = dict(
    jpeg=lambda image: cv2.imdecode(cv2.imencode('.jpg', image, [1, 60])[1], cv2.IMREAD_COLOR),
    half=lambda image: cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA),
    double=lambda image: cv2.resize(image, None, fx=2, fy=2),
    brighter=lambda image: cv2.convertScaleAbs(image, alpha=1.05, beta=5),
    grey=lambda image: np.repeat(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)[..., None], 3, axis=2))


def differing(first, second):
    return int(np.unpackbits(np.frombuffer(first, np.uint8) ^
                             np.frombuffer(second, np.uint8)).sum())


def smooth_images(rng, count):
    small = rng.integers(0, 256, (count, 12, 12, 3)).astype(np.uint8)
    return [cv2.resize(image, (96, 96), interpolation=cv2.INTER_CUBIC) for image in small]


@pytest.mark.parametrize('change', CHANGES)
def test_copies_are_found_and_others_are_not(rng, change):
    images = smooth_images(rng, 30)
    first = [perceptual_hash(image) for image in images]
    second = [perceptual_hash(CHANGES[change](image)) for image in images[::-1]]
    assert list(find_near_copies(first, second)) == [(index, 29 - index) for index in range(30)]
    others = [perceptual_hash(image) for image in smooth_images(rng, 30)]
    assert list(find_near_copies(first, others)) == []


def test_is_the_slow_comparison(rng, monkeypatch):
    monkeypatch.setattr('mlcr_mm.dataset_report.near_copies._CHUNK', 7)
    first = [rng.bytes(32) for _ in range(20)]
    second = [rng.bytes(32) for _ in range(25)]
    for index in range(0, 20, 3):  # copies with more and more other bits
        bits = np.unpackbits(np.frombuffer(first[index], np.uint8))
        bits[:2 * index] ^= 1
        second[index + 2] = np.packbits(bits).tobytes()
    first[3] = second[8] = b''
    expected = [(i, j) for i, a in enumerate(first) for j, b in enumerate(second)
                if a and b and differing(a, b) <= MAX_DIFFERING_BITS]
    assert list(find_near_copies(first, second)) == expected and len(expected) == 3
    assert list(find_near_copies([], second)) == list(find_near_copies([b''], [b''])) == []


def test_images_without_contrast_have_no_hash():
    assert perceptual_hash(np.full((50, 60, 3), 7, np.uint8)) == b''
    assert len(perceptual_hash(np.eye(50, dtype=np.uint8)[..., None].repeat(3, 2) * 255)) == 32
    assert perceptual_hash(np.zeros((1, 20_000, 3), np.uint8)) == b''


@needs_facsrender
def test_rendered_persons_are_told_apart():
    paths = sorted((FACSRENDER / 'emotionet_web' / 'images').rglob('*.jpg'))[::39]
    images = [cv2.imread(str(path)) for path in paths]
    hashes = [perceptual_hash(image) for image in images]
    assert len(hashes) >= 200 and len(set(hashes)) == len(hashes)
    for index, value in enumerate(hashes):
        assert not list(find_near_copies([value], hashes[:index]))
    again = [perceptual_hash(CHANGES['jpeg'](image)) for image in images]
    assert len(list(find_near_copies(again, hashes))) == len(hashes)

import cv2
import numpy as np
import torch

from mlcr_mm.augmentation import ERASED, ViewParameters, make_views, pack_views

RNG = np.random.default_rng(0)
IMAGES = [cv2.GaussianBlur(RNG.integers(0, 256, (16, 20, 3), np.uint8), (0, 0), 1)
          for _ in range(3)]
SOURCE = torch.from_numpy(np.stack(IMAGES)).permute(0, 3, 1, 2)
EYE = np.eye(2, 3)
TURNED = np.array([[0.8, -0.3, 3.], [0.3, 0.9, -2.]])


def views_of(*views, seeds=None):
    """Of all images; uint8-valued, channels last."""
    packed = torch.from_numpy(pack_views(views, seeds)).expand(3, -1, -1).contiguous()
    return [view.permute(0, 2, 3, 1).numpy()
            for view in make_views(SOURCE, packed, views[0].out[0], seeds is not None)]


def test_warp_is_that_of_opencv_for_every_image_and_view():
    first, second = views_of(ViewParameters(TURNED, (12, 12)), ViewParameters(EYE, (12, 12)))
    for number, image in enumerate(IMAGES):
        expected = cv2.warpAffine(image, TURNED, (12, 12), flags=cv2.INTER_LINEAR,
                                  borderMode=cv2.BORDER_REFLECT_101).astype(int)
        assert np.abs(first[number] - expected).max() <= 2
        np.testing.assert_array_equal(second[number], image[:12, :12])


def test_a_single_view_is_no_list():
    packed = torch.from_numpy(pack_views([ViewParameters(EYE, (12, 12))])).expand(3, -1)
    assert torch.equal(make_views(SOURCE, packed, 12, False), SOURCE[..., :12, :12].float())


def test_colours_are_clipped_and_erasing_comes_last():
    view, = views_of(ViewParameters(EYE, (12, 12), (3., 1., 1.), (2, 1, 4, 3)))
    erased = np.zeros((12, 12), bool)
    erased[1:4, 2:6] = True
    assert (view[:, erased] == ERASED).all()
    expected = np.minimum(3 * np.stack(IMAGES)[:, :12, :12].astype(float), 255)
    np.testing.assert_array_equal(view[:, ~erased], expected[:, ~erased])


def test_saturation_0_is_grey():
    view, = views_of(ViewParameters(EYE, (12, 12), (1., 1., 0.)))
    grey = np.stack(IMAGES)[:, :12, :12] @ [0.114, 0.587, 0.299]
    assert np.abs(view - grey[..., None]).max() <= 0.51


def test_noise_repeats_by_its_seed():
    view = ViewParameters(EYE, (12, 12), None, (0, 0, 12, 6))
    first, second, other = views_of(view, view, view, seeds=[5, 5, 6])
    np.testing.assert_array_equal(first, second)
    assert (first[:, :6] != other[:, :6]).mean() > 0.9
    np.testing.assert_array_equal(first[:, 6:], np.stack(IMAGES)[:, 6:12, :12])


def test_mixed_precision_changes_nothing():
    views = [ViewParameters(TURNED, (12, 12), (1.2, 0.8, 0.5))]
    expected = views_of(*views)
    with torch.autocast('cpu', torch.bfloat16):
        np.testing.assert_array_equal(views_of(*views), expected)

import numpy as np
import pytest

from mlcr_mm.visualization.attention_sheet import AttentionColumn, draw_attention_sheet, overlay


def test_overlay_is_grey_without_evidence_red_for_and_blue_against(rng):
    image = rng.integers(60, 200, (2, 3, 3), dtype=np.uint8)
    evidence = np.array([[0, 1, -1], [0, .5, -.5]])
    result = overlay(image, evidence)
    np.testing.assert_allclose(result[:, 0], image[:, 0].mean(axis=1, keepdims=True)
                               * np.ones(3) / 255)
    red_minus_blue = result[..., 0] - result[..., 2]
    assert red_minus_blue[0, 1] > red_minus_blue[1, 1] > 0 > red_minus_blue[1, 2]
    assert red_minus_blue[0, 2] < red_minus_blue[1, 2]
    assert result.min() >= 0 and result.max() <= 1


@pytest.mark.parametrize('num_views', [1, 2])
def test_image_above_one_map_per_view(rng, num_views):
    columns = [
        AttentionColumn(f'image {index}',
                        [rng.integers(0, 256, (8, 8, 3), dtype=np.uint8)] * num_views,
                        [scale * rng.standard_normal((8, 8)) for scale in (1, 10)[:num_views]],
                        [.25, .75][:num_views]) for index in range(3)
    ]
    figure = draw_attention_sheet(columns, 'AU12')
    tiles = np.array(figure.axes[:3 * (num_views + 1)]).reshape(num_views + 1, 3)
    for place, column in enumerate(columns):
        np.testing.assert_array_equal(tiles[0, place].images[0].get_array(), column.images[0])
        assert tiles[0, place].get_title() == column.title
    for view in range(num_views):
        highest = max(np.abs(column.maps[view]).max() for column in columns)
        for place, column in enumerate(columns):
            np.testing.assert_allclose(tiles[view + 1, place].images[0].get_array(),
                                       overlay(column.images[view], column.maps[view] / highest))
            assert tiles[view + 1, place].get_title() == f'p = {column.scores[view]:.2f}'


def test_a_map_without_any_evidence():
    column = AttentionColumn('a', [np.zeros((4, 4, 3), np.uint8)], [np.zeros((4, 4))], [.5])
    tile = draw_attention_sheet([column], 'AU1').axes[1]
    assert np.isfinite(tile.images[0].get_array()).all()


def test_images_alone_where_there_are_no_maps(rng):
    image = rng.integers(0, 256, (8, 8, 3), dtype=np.uint8)
    figure = draw_attention_sheet([AttentionColumn('one', [image], [], [])] * 2, 'AU12')
    assert len(figure.axes) == 2  # no colour scale
    np.testing.assert_array_equal(figure.axes[1].images[0].get_array(), image)

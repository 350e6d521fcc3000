import cv2
import numpy as np
import pytest

from mlcr_mm.engine.checkpoints import load_trained_model
from mlcr_mm.figures import attention_figure
from mlcr_mm.figures.attention import attention_columns
from mlcr_mm.figures.evaluation_data import build_test_dataset


def test_images_scores_and_maps_of_both_views(config, checkpoint):
    dataset = build_test_dataset(config)
    model = load_trained_model(config, checkpoint, 'cpu')
    columns = attention_columns(model, dataset, [4, 1], 2)
    for index, column in zip((4, 1), columns):
        info = dataset.get_data_info(index)
        crop = cv2.imread(info['img_path'])[4:28, 4:28, ::-1]  # the middle 24 of 32 pixels, RGB
        sample = dataset[index]
        batch = dict(inputs=sample['inputs'][None], data_samples=[sample['data_samples']])
        expected = model.test_step(batch)[0].view_scores[:, 2].detach()
        np.testing.assert_allclose(column.scores, expected, rtol=1e-4)
        assert len(column.images) == len(column.maps) == 2
        for image, evidence in zip(column.images, column.maps):
            np.testing.assert_array_equal(image, crop)
            assert evidence.shape == (24, 24)
        assert column.title.split()[-1] == ('present' if info['gt_score'][2] else 'absent')


def test_mean_of_a_map_plus_bias_is_the_logit(config, checkpoint):
    """Enlarging a map changes its mean; not here, where the feature map has a single cell."""
    model = load_trained_model(config, checkpoint, 'cpu')
    columns = attention_columns(model, build_test_dataset(config), range(8), 0)
    for view, weight in enumerate(model.head.classifier_weights()):
        bias = float(weight[0, -1])
        for column in columns:
            logit = np.log(column.scores[view] / (1 - column.scores[view]))
            assert column.maps[view].mean() + bias == pytest.approx(logit, rel=1e-3, abs=1e-3)


def test_figure_of_chosen_images(config, checkpoint):
    figure = attention_figure(config, checkpoint, 'AU2', num_images=4, device='cpu')
    titles = [axes.get_title() for axes in figure.axes[:4]]
    assert [title.split()[-1] for title in titles] == ['present'] * 2 + ['absent'] * 2
    figure = attention_figure(config, checkpoint, 'AU2', indices=[7, 0], device='cpu', size=(5, 4))
    assert [axes.get_title().split()[1] for axes in figure.axes[:2]] == ['7:', '0:']
    with pytest.raises(ValueError, match=r'no test image \[8\]: they are numbered 0 to 7'):
        attention_figure(config, checkpoint, 'AU2', indices=[8], device='cpu')


def test_one_network(baseline):
    figure = attention_figure(*baseline, 'AU1', num_images=3, device='cpu')
    assert [axes.get_ylabel() for axes in figure.axes[::3]][:2] == ['input', 'network']

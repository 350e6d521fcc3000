import numpy as np
import torch

from mlcr_mm.engine.checkpoints import load_trained_model
from mlcr_mm.figures.batch_results import collect_results
from mlcr_mm.figures.evaluation_data import build_test_dataset, build_test_loader


def test_one_row_per_image_in_order(config, checkpoint):
    config.test_dataloader.batch_size = 3
    dataset = build_test_dataset(config)
    model = load_trained_model(config, checkpoint, 'cpu')

    def compute(inputs, samples):
        assert not torch.is_grad_enabled()
        return dict(brightness=inputs.mean(dim=(1, 2, 3)).bfloat16())

    results = collect_results(model, build_test_loader(config, dataset), compute)
    mean, std = ([values[::-1] for values in (config.data_preprocessor.mean,
                                              config.data_preprocessor.std)])
    expected = []
    for index in range(8):
        image = dataset[index]['inputs'].numpy().astype(float)  # blue, green, red
        expected.append(np.mean([(image[c] - mean[c]) / std[c] for c in range(3)]))
    np.testing.assert_allclose(results['brightness'], expected, atol=.02)
    np.testing.assert_array_equal(
        results['labels'], [dataset.get_data_info(index)['gt_score'] for index in range(8)])

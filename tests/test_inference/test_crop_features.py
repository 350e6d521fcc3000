import numpy as np
import pytest
import torch

from mlcr_mm.engine.checkpoints import load_trained_model
from mlcr_mm.figures.evaluation_data import build_test_dataset
from mlcr_mm.inference import crop_features


def test_views_side_by_side_and_in_order_for_crops_of_different_sizes(config, checkpoint):
    model = load_trained_model(config, checkpoint, 'cpu')
    dataset = build_test_dataset(config)
    crops = [dataset[index] for index in range(4)]
    crops[1]['inputs'] = crops[1]['inputs'][:, :20, :20]
    found = crop_features(model, crops)
    assert found.shape == (4, 2 * 64) and found.dtype == np.float32
    for row, crop in zip(found, crops):
        data = model.data_preprocessor(dict(inputs=crop['inputs'][None],
                                            data_samples=[crop['data_samples']]), False)
        with torch.no_grad():
            views = model.extract_feat(data['inputs'], stage='pre_logits')
        np.testing.assert_allclose(row, torch.cat(views, dim=1)[0], atol=1e-5)
    assert len(crop_features(model, [])) == 0


def test_an_exported_model_has_no_features():
    with pytest.raises(ValueError, match='give the checkpoint'):
        crop_features(object(), [])

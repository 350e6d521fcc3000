import numpy as np
import torch
from mmengine.runner import Runner  # noqa: F401  (registers the loops)

from mlcr_mm.apis import load_config
from mlcr_mm.engine.checkpoints import load_trained_model
from mlcr_mm.figures.evaluation_data import build_test_dataset
from mlcr_mm.report.answers import predict_part


def test_scores_of_both_views_raw_and_shifted(work_dir):
    config = load_config(str(work_dir / 'toy.py'))
    model = load_trained_model(config, str(work_dir / 'epoch_4.pth'), 'cpu')
    dataset = build_test_dataset(config)
    assert not predict_part(config, model, dataset).is_calibrated
    model.head.logit_shift += torch.tensor([[1., 0., 0.], [0., 0., 0.]])
    answers = predict_part(config, model, dataset)
    assert answers.is_calibrated and answers.num_views == 2
    scores = answers.scores
    assert scores.scores.shape == (3, 8, 3) and list(scores.classes) == ['AU1', 'AU2', 'AU4']
    np.testing.assert_array_equal(scores.labels, dataset.get_gt_scores())
    np.testing.assert_allclose(scores.scores[0], scores.scores[1:].mean(axis=0), rtol=1e-5)
    odds = scores.scores[1] / (1 - scores.scores[1]) / (scores.raw[1] / (1 - scores.raw[1]))
    np.testing.assert_allclose(np.log(odds[:, 0]), 1, atol=1e-2)
    np.testing.assert_array_equal(scores.scores[2], scores.raw[2])
    assert answers.metrics.keys() >= {'f1', 'f1_ensemble', 'inconsistency'}
    assert answers.subjects == [None] * 8

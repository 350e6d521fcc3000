import numpy as np
import pytest
import torch

from mlcr_mm.evaluation.score_metric import ScoreMetric


class Keep(ScoreMetric):
    """Hands on what it is given."""

    def compute_metrics(self, results):
        self.arrays = self.stack(results)
        return {}


@pytest.mark.parametrize('num_views', [0, 2])
def test_prediction_first_then_views_in_the_order_of_the_images(num_views):
    predictions, labels = torch.rand(5, 3).half(), torch.randint(-1, 2, (5, 3)).float()
    views = torch.rand(5, num_views, 3)
    samples = [dict(pred_score=predictions[n], gt_score=labels[n]) for n in range(5)]
    for sample, scores in zip(samples, views):
        if num_views:
            sample['view_scores'] = scores
    metric = Keep()
    metric.process([], samples[:3])
    metric.process([], samples[3:])
    metric.evaluate(5)
    scores, uncalibrated, codes = metric.arrays
    np.testing.assert_array_equal(uncalibrated, scores)  # of a model that cannot be calibrated
    assert scores.shape == (1 + num_views, 5, 3) and scores.dtype == np.float32
    np.testing.assert_array_equal(scores[0], predictions.float())
    np.testing.assert_array_equal(scores[1:], views.transpose(0, 1))
    np.testing.assert_array_equal(codes, labels)


def test_uncalibrated_scores_stand_beside():
    metric = Keep()
    metric.process([], [dict(pred_score=torch.tensor([.5]), view_scores=torch.tensor([[.2], [.8]]),
                             uncalibrated_score=torch.tensor([.3]),
                             uncalibrated_view_scores=torch.tensor([[.1], [.5]]),
                             gt_score=torch.ones(1))])
    metric.evaluate(1)
    np.testing.assert_array_equal(metric.arrays.scores.ravel(), np.float32([.5, .2, .8]))
    np.testing.assert_array_equal(metric.arrays.uncalibrated.ravel(), np.float32([.3, .1, .5]))

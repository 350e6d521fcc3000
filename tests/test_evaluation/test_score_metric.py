import numpy as np
import pytest
import torch

from mlcr_mm.evaluation import score_metric
from mlcr_mm.evaluation.score_blocks import join_processes
from mlcr_mm.evaluation.score_metric import ScoreMetric
from mlcr_mm.not_finite import NotFiniteError


class Keep(ScoreMetric):
    """Hands on what it is given."""

    def compute_metrics(self, results):
        self.whole = join_processes(results)
        self.arrays = self.stack(self.whole)
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


def numbered(numbers):
    """Samples of one label whose scores are numbers below 1."""
    return [dict(pred_score=torch.tensor([number / 100]), gt_score=torch.ones(1),
                 img_path=str(number)) for number in numbers]


def test_many_batches_are_few_objects(monkeypatch):
    monkeypatch.setattr(score_metric, '_BATCHES', 4)
    metric = Keep()
    for start in range(0, 50, 2):
        metric.process([], numbered([start, start + 1]))
    assert len(metric.results) == 6 + 1  # of 8 images each, and the batch after them
    metric.evaluate(50)
    np.testing.assert_allclose(metric.arrays.scores.ravel() * 100, np.arange(50), rtol=1e-5)
    metric.process([], numbered([3]))  # a second epoch begins anew
    metric.evaluate(1)
    assert metric.arrays.labels.shape == (1, 1)


@pytest.mark.parametrize('size', [1, 9, 10, 11, 12])
def test_processes_have_the_images_in_turns_and_the_last_ones_twice(size, monkeypatch):
    shares = []
    for rank in range(3):
        monkeypatch.setattr(score_metric, 'get_dist_info', lambda rank=rank: (rank, 3))
        padded = [index % size for index in range(rank, -(-size // 3) * 3, 3)]
        metric = Keep()
        for start in range(0, len(padded), 2):
            metric.process([], numbered(padded[start:start + 2]))
        monkeypatch.setattr(metric, 'compute_metrics', lambda results: shares.extend(results) or {})
        metric.evaluate(size)
    assert len(shares) == 3
    scores = Keep.stack(join_processes(shares)).scores
    np.testing.assert_allclose(scores.ravel() * 100, np.arange(size), rtol=1e-5)


def test_labels_one_after_the_other(random_labels):
    labels, scores = random_labels(9, 3), torch.rand(9, 2, 3)
    metric = Keep()
    samples = [dict(pred_score=rows.mean(0), view_scores=rows, gt_score=codes)
               for rows, codes in zip(scores, labels)]
    metric.process([], samples[:5])
    metric.process([], samples[5:])
    parts = list(metric.stack_by_label([metric.results[:1], metric.results[1:]]))
    metric.evaluate(9)
    for name in ('scores', 'uncalibrated', 'labels'):
        np.testing.assert_array_equal(
            np.concatenate([getattr(part, name) for part in parts], axis=-1),
            getattr(metric.arrays, name))
    assert all(part.uncalibrated is part.scores for part in parts)


def test_a_score_that_is_none_names_its_image():
    samples = numbered([1, 2, 3])
    samples[1]['pred_score'][0] = float('nan')
    with pytest.raises(NotFiniteError, match='for 2:'):
        Keep().process([], samples)

import pytest
import torch
from mmpretrain.structures import DataSample

from mlcr_mm.models.heads.predictions import set_predictions


@pytest.mark.parametrize('given', [True, False])
def test_scores_labels_and_fields_of_each_sample(given):
    scores = torch.tensor([[.5, .2, .9], [.1, .2, .3], [.7, .6, .4]])
    views = torch.rand(3, 2, 3)
    samples = [DataSample() for _ in range(3)] if given else None
    result = set_predictions(samples, scores, view_scores=views)
    assert [sample.pred_label.tolist() for sample in result] == [[0, 2], [], [0, 1]]
    assert not given or all(one is other for one, other in zip(result, samples))
    for sample, row, views_of in zip(result, scores, views):
        assert torch.equal(sample.pred_score, row) and torch.equal(sample.view_scores, views_of)

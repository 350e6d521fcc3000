import torch
from mmpretrain.models import ImageClassifier
from mmpretrain.structures import DataSample

from mlcr_mm.models import AverageViewScoreTTA


def sample(*view_scores):
    scores = torch.tensor(view_scores)
    out = DataSample().set_pred_score(scores.mean(dim=0))
    out.set_field(scores, 'view_scores')
    return out


def test_views_are_averaged_one_by_one():
    tta = AverageViewScoreTTA(module=ImageClassifier(backbone=dict(type='LeNet5')))
    merged, = tta.merge_preds([[sample([.2, .4], [.6, .8]), sample([.4, .4], [.8, .4])]])
    torch.testing.assert_close(merged.view_scores, torch.tensor([[.3, .4], [.7, .6]]))
    torch.testing.assert_close(merged.pred_score, torch.tensor([.5, .5]))


def test_uncalibrated_scores_are_averaged_too():
    tta = AverageViewScoreTTA(module=ImageClassifier(backbone=dict(type='LeNet5')))
    samples = [sample([.2], [.6]), sample([.4], [.8])]
    for one, score in zip(samples, (.1, .3)):
        one.set_field(torch.tensor([score]), 'uncalibrated_score')
        one.set_field(torch.tensor([[score], [2 * score]]), 'uncalibrated_view_scores')
    merged, = tta.merge_preds([samples])
    torch.testing.assert_close(merged.uncalibrated_score, torch.tensor([.2]))
    torch.testing.assert_close(merged.uncalibrated_view_scores, torch.tensor([[.2], [.4]]))


def test_a_model_without_views_is_averaged_too():
    tta = AverageViewScoreTTA(module=ImageClassifier(backbone=dict(type='LeNet5')))
    scores = [DataSample().set_pred_score(torch.tensor([p])) for p in (.2, .6)]
    merged, = tta.merge_preds([scores])
    torch.testing.assert_close(merged.pred_score, torch.tensor([.4]))
    assert 'view_scores' not in merged

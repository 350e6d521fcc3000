import numpy as np
import pytest
import torch
from mmengine.evaluator import Evaluator
from mmpretrain.structures import DataSample
from sklearn.metrics import average_precision_score, f1_score

from mlcr_mm.evaluation import AUF1Metric

CLASSES = ('AU1', 'AU2', 'AU4')


def evaluate(labels, view_scores=None, scores=None, uncalibrated=None, **kwargs):
    """Run the metric over batches of 7 as the test loop does."""
    evaluator = Evaluator(dict(type='AUF1Metric', **kwargs))
    evaluator.dataset_meta = dict(classes=CLASSES)
    samples = []
    for index, row in enumerate(labels):
        sample = DataSample().set_gt_score(row)
        if view_scores is None:
            sample.set_pred_score(scores[index])
        else:
            sample.set_pred_score(view_scores[index].mean(dim=0))
            sample.set_field(view_scores[index], 'view_scores')
        if uncalibrated is not None:
            sample.set_field(uncalibrated[index].mean(dim=0), 'uncalibrated_score')
            sample.set_field(uncalibrated[index], 'uncalibrated_view_scores')
        samples.append(sample)
    for start in range(0, len(samples), 7):
        evaluator.process(samples[start:start + 7])
    return evaluator.evaluate(len(samples))


def sklearn_f1(labels, decisions):
    """Average F1 in percent over the labels, each on the images where it is known."""
    values = []
    for c in range(labels.shape[1]):
        known = labels[:, c] != -1
        values.append(100 * f1_score(labels[known, c], decisions[known, c]))
    return np.array(values)


def sklearn_map(labels, scores):
    """Mean average precision in percent, each label on the images where it is known."""
    known = [labels[:, c] != -1 for c in range(labels.shape[1])]
    return 100 * np.mean([average_precision_score(labels[rows, c], scores[rows, c])
                          for c, rows in enumerate(known)])


def test_views_equal_scikit_learn(random_labels):
    labels = random_labels(60, 3)
    scores = torch.rand(60, 2, 3)
    metrics = evaluate(labels, scores)
    view1, view2 = (sklearn_f1(labels.numpy(), scores[:, v].numpy() >= .5) for v in range(2))
    ensemble = sklearn_f1(labels.numpy(), scores.mean(dim=1).numpy() >= .5)
    known = (labels != -1).numpy()
    differ = ((scores[:, 0] >= .5) != (scores[:, 1] >= .5)).numpy()
    expected = {
        'mlcr/f1': (view1.mean() + view2.mean()) / 2,
        'mlcr/f1_uncalibrated': (view1.mean() + view2.mean()) / 2,
        'mlcr/f1_view1': view1.mean(),
        'mlcr/f1_view2': view2.mean(),
        'mlcr/f1_ensemble': ensemble.mean(),
        'mlcr/map': np.mean([sklearn_map(labels.numpy(), scores[:, v].numpy()) for v in range(2)]),
        'mlcr/map_ensemble': sklearn_map(labels.numpy(), scores.mean(dim=1).numpy()),
        'mlcr/inconsistency': 100 * differ[known].mean(),
        **{f'mlcr/f1_{name}': (view1[c] + view2[c]) / 2 for c, name in enumerate(CLASSES)}
    }
    assert metrics == pytest.approx(expected)


def test_one_network_equals_scikit_learn(random_labels, monkeypatch):
    monkeypatch.setattr('mlcr_mm.evaluation.decision.DECISION_PROBABILITY', .3)
    labels, scores = random_labels(60, 3), torch.rand(60, 3)
    metrics = evaluate(labels, scores=scores)
    expected = sklearn_f1(labels.numpy(), scores.numpy() >= .3)
    assert metrics['mlcr/f1'] == pytest.approx(expected.mean())
    assert metrics['mlcr/map'] == pytest.approx(sklearn_map(labels.numpy(), scores.numpy()))
    assert metrics['mlcr/f1_uncalibrated'] == metrics['mlcr/f1']
    assert set(metrics) == {'mlcr/f1', 'mlcr/f1_uncalibrated', 'mlcr/map',
                            *(f'mlcr/f1_{name}' for name in CLASSES)}


def test_uncalibrated_f1_is_that_of_the_raw_scores(random_labels):
    labels = random_labels(60, 3)
    raw, scores = torch.rand(2, 60, 2, 3)
    before = evaluate(labels, raw)  # as if there were no calibration
    metrics = evaluate(labels, scores, uncalibrated=raw)
    assert metrics['mlcr/f1_uncalibrated'] == before['mlcr/f1'] != metrics['mlcr/f1']
    alone = evaluate(labels, scores)
    alone['mlcr/f1_uncalibrated'] = before['mlcr/f1']
    assert metrics == alone  # all else is of the calibrated scores


def test_label_without_positives_is_reported_and_left_out(random_labels, monkeypatch):
    messages = []
    monkeypatch.setattr('mlcr_mm.evaluation.au_f1_metric.print_log',
                        lambda message, **_: messages.append(message))
    labels, scores = random_labels(40, 3), torch.rand(40, 2, 3)
    labels[:, 1] = 0
    metrics = evaluate(labels, scores, table=True)
    assert 'mlcr/f1_AU2' not in metrics and np.isfinite(list(metrics.values())).all()
    assert 'no positives' in messages[-1]
    rest = (metrics['mlcr/f1_AU1'] + metrics['mlcr/f1_AU4']) / 2
    assert metrics['mlcr/f1'] == pytest.approx(rest)
    assert any("['AU2']" in message for message in messages)


@pytest.mark.parametrize('label', [-1., 0.])
def test_nothing_to_measure_is_no_number(label, monkeypatch):
    messages = []
    monkeypatch.setattr('mlcr_mm.evaluation.au_f1_metric.print_log',
                        lambda message, **_: messages.append(message))
    assert evaluate(torch.full((4, 3), label), torch.rand(4, 2, 3)) == {}
    assert 'nothing is measured' in messages[-1]


def test_table_shows_every_label(random_labels, monkeypatch):
    messages = []
    monkeypatch.setattr('mlcr_mm.evaluation.au_f1_metric.print_log',
                        lambda message, **_: messages.append(message))
    evaluate(random_labels(40, 3), torch.rand(40, 2, 3), table=True)
    assert all(name in messages[-1] for name in (*CLASSES, 'view 1', 'ensemble'))


def test_prefix():
    assert AUF1Metric().prefix == 'mlcr'

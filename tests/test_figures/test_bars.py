from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import f1_score
from test_results_file import LONG, write

from mlcr_mm.engine.checkpoints import load_trained_model
from mlcr_mm.figures import Source, bars, bars_figure
from mlcr_mm.figures.evaluation_data import build_test_dataset


def slow_f1(config, checkpoint):
    dataset = build_test_dataset(config)
    model = load_trained_model(config, checkpoint, 'cpu')
    scores, labels = [], []
    for index in range(8):
        sample = dataset[index]
        batch = dict(inputs=sample['inputs'][None], data_samples=[sample['data_samples']])
        result = model.test_step(batch)[0]
        scores.append(result.get('view_scores', result.pred_score[None]).detach().numpy())
        labels.append(result.gt_score.numpy())
    scores = np.stack(scores, axis=1)  # (V, N, C)
    return 100 * np.mean([f1_score(labels, view >= .5, average=None, zero_division=0)
                          for view in scores], axis=0)


def test_checkpoints_are_tested(config, checkpoint):
    _, methods = bars_figure([Source('MLCR', config, checkpoint)], device='cpu')
    expected = slow_f1(config, checkpoint)
    assert expected.any()
    np.testing.assert_allclose(methods['MLCR'].mean, expected)
    assert methods['MLCR'].average == pytest.approx(expected.mean())


def test_label_without_positives_has_no_bar(config, checkpoint, tmp_path):
    dataset = config.test_dataloader.dataset
    header, *rows = Path(dataset.data_root, 'labels.csv').read_text().splitlines()
    dataset.ann_file = str(tmp_path / 'labels.csv')
    Path(dataset.ann_file).write_text('\n'.join([header, *(f'{row[:-1]}0' for row in rows)]))
    _, methods = bars_figure([Source('MLCR', config, checkpoint)], device='cpu')
    assert np.isnan(methods['MLCR'].mean).tolist() == [False, False, True]
    assert methods['MLCR'].average == pytest.approx(methods['MLCR'].mean[:2].mean())


def test_one_network_is_tested(baseline):
    _, methods = bars_figure([Source('Baseline', *baseline)], device='cpu')
    np.testing.assert_allclose(methods['Baseline'].mean, slow_f1(*baseline))


def test_rows_of_a_file(tmp_path):
    path = write(tmp_path, LONG)
    figure, methods = bars_figure([path], rows=['MLCR', 'Baseline'], size=(5, 3))
    assert list(methods) == ['MLCR', 'Baseline']
    assert [text.get_text() for text in figure.legends[0].get_texts()] == list(methods)
    with pytest.raises(ValueError, match=r"no result of \['MLCT'\], only of \['Baseline', 'MLCR'"):
        bars_figure([path], rows=['MLCT'])
    with pytest.raises(ValueError, match='came in another file before'):
        bars_figure([path, path])


def test_sources_must_fit_together(tmp_path, config, checkpoint):
    path = write(tmp_path, LONG)
    with pytest.raises(ValueError, match='the same labels'):
        bars_figure([path, Source('new', config, checkpoint)], device='cpu')
    with pytest.raises(ValueError, match=r"\['MLCR'\] are both in a file"):
        bars_figure([path, Source('MLCR', config, checkpoint)], device='cpu')


def test_evaluators_without_f1_per_label(config, checkpoint):
    config.test_evaluator = dict(type='MultiLabelMetric')
    with pytest.raises(ValueError, match="test_evaluator of 'a' gives no F1 per label"):
        bars_figure([Source('a', config, checkpoint)], device='cpu')


def test_runs_of_one_method_have_the_same_labels(monkeypatch):
    runs = {'a.pth': (['A', 'B'], np.array([10., 90., 50.])),
            'b.pth': (['B', 'A'], np.array([90., 10., 50.]))}
    monkeypatch.setattr(bars, 'f1_of_checkpoint', lambda source, _: runs[source.checkpoint])
    same = bars_figure([Source('MLCR', None, 'a.pth')] * 2)[1]['MLCR']
    assert same.mean.tolist() == [10, 90] and same.std.tolist() == [0, 0]
    with pytest.raises(ValueError, match="'MLCR, b.pth' has the labels .*the same order"):
        bars_figure([Source('MLCR', None, path) for path in runs])

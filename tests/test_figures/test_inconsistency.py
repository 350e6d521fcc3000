import numpy as np
import pytest
from toy import write_toy_checkpoint

from mlcr_mm.engine.checkpoints import load_trained_model
from mlcr_mm.figures import Source, inconsistency_figure
from mlcr_mm.figures.evaluation_data import build_test_dataset


def slow_inconsistency(config, checkpoint, thr):
    """One image at a time, with loops."""
    dataset = build_test_dataset(config)
    model = load_trained_model(config, checkpoint, 'cpu')
    differ = np.zeros(3)
    for index in range(8):
        sample = dataset[index]
        batch = dict(inputs=sample['inputs'][None], data_samples=[sample['data_samples']])
        first, second = model.test_step(batch)[0].view_scores.tolist()
        for c in range(3):
            differ[c] += (first[c] >= thr) != (second[c] >= thr)
    return 100 * differ / 8


@pytest.mark.parametrize('thr', [0.5, 0.2])
def test_share_per_label_and_on_average(config, config_path, checkpoint, thr,
                                            monkeypatch):
    monkeypatch.setattr('mlcr_mm.evaluation.decision.DECISION_PROBABILITY', thr)
    other = write_toy_checkpoint(config, config_path.parent / 'other.pth', seed=1)
    sources = [Source('one', config, checkpoint), Source('two', config, checkpoint),
               Source('two', config, other)]
    figure, methods = inconsistency_figure(sources, 'cpu')
    expected = [slow_inconsistency(config, path, thr) for path in (checkpoint, other)]
    assert any(share.any() for share in expected)
    np.testing.assert_allclose(methods['one'].mean, expected[0])
    np.testing.assert_allclose(methods['two'].mean, np.mean(expected, axis=0))
    assert methods['two'].average == pytest.approx(np.mean(expected))
    heights = [patch.get_height() for patch in figure.axes[0].patches[:3]]
    np.testing.assert_allclose(heights, expected[0])


def test_needs_two_views(baseline):
    with pytest.raises(ValueError, match='ImageClassifier has not two views'):
        inconsistency_figure([Source('a', *baseline)], 'cpu')

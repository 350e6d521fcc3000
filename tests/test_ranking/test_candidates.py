import cv2
import numpy as np
import pytest
from scipy.stats import entropy

from mlcr_mm.inference import crop_features
from mlcr_mm.ranking import Candidates, collect_candidates
from mlcr_mm.ranking.candidates import mean_entropy


def test_mean_entropy_is_that_of_yes_no_answers():
    p = np.array([.1, .5, .9], np.float32)
    expected = np.mean([entropy([value, 1 - value], base=2) for value in p])
    assert mean_entropy(p) == pytest.approx(expected)
    assert mean_entropy(np.array([0., 1.])) == pytest.approx(0, abs=1e-9)


def test_rows_scores_and_features_of_all_faces_and_no_other(inferencer, tmp_path, rng):
    for index in range(5):
        cv2.imwrite(str(tmp_path / f'{index}.png'), rng.integers(0, 256, (32, 32, 3), np.uint8))
    (tmp_path / '3.png').write_text('no image')
    found = Candidates()
    results = list(collect_candidates(inferencer, [str(tmp_path)], found, True, batch_size=2))
    assert len(results) == 5 and len(found) == 4
    predictions = [face for face in inferencer(str(tmp_path))['predictions'] if face['success']]
    np.testing.assert_allclose(found.disagreement, [np.mean(face['disagreement'])
                                                    for face in predictions], atol=1e-6)
    batch, = inferencer.preprocess(inferencer._inputs_to_list(
        [row.frame.input for row in found.rows]), 9)
    np.testing.assert_allclose(found.features, crop_features(inferencer.model, batch.crops),
                               atol=1e-5)
    without = Candidates()
    list(collect_candidates(inferencer, [str(tmp_path)], without, False))
    assert without.features is None and len(without) == 4


def test_one_network_has_no_disagreement(candidates):
    assert candidates.disagreement.shape == (30, )
    candidates.rows = [row._replace(disagreement=None) for row in candidates.rows]
    assert candidates.disagreement is None

import numpy as np

from mlcr_mm.report.curves_section import (
    brier_score,
    precision_recall_section,
    reliability_section,
)


def test_brier_score_on_known_labels():
    assert brier_score(np.array([.5, 1., 1.]), np.array([1, 0, -1])) == '0.625'
    assert brier_score(np.array([.5]), np.array([0])) == '0.250'  # one answer only
    assert brier_score(np.array([.5]), np.array([-1])) == '–'


def test_raw_beside_calibrated_where_both_are(answers, one_network):
    assert reliability_section(answers).tables[0].header == [
        'label', 'Brier score, raw', 'Brier score, calibrated']
    assert reliability_section(one_network).tables[0].header == ['label', 'Brier score, raw']
    assert precision_recall_section(one_network).pictures[0].uri.startswith('data:')

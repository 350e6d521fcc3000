import numpy as np

from mlcr_mm.dataset_report import co_occurrence, count_labels


def test_unknown_labels_count_nowhere():
    counts = count_labels(np.array([[1, -1, -1], [1, 0, -1], [0, 1, -1]]))
    assert counts.present.tolist() == [2, 1, 0]
    assert counts.known.tolist() == [3, 2, 0]
    assert counts.absent.tolist() == [1, 1, 0]
    np.testing.assert_allclose(counts.prevalence, [2 / 3, 1 / 2, np.nan])


def test_co_occurrence_against_loops(random_labels):
    labels = random_labels(60, 5).numpy()
    labels[:, 4] = 0  # never present
    expected = np.full((5, 5), np.nan)
    for i in range(5):
        for j in range(5):
            values = [row[j] for row in labels if row[i] == 1 and row[j] != -1]
            if values:
                expected[i, j] = np.mean(values)
    np.testing.assert_allclose(co_occurrence(labels), expected)

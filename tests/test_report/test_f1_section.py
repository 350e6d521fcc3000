import numpy as np
import pytest
from sklearn.metrics import f1_score

from mlcr_mm.report.f1_section import f1_intervals, f1_section


def slow_f1(labels, scores, label, images):
    known = [image for image in images if labels[image, label] >= 0]
    return 100 * f1_score(labels[known, label], scores[known, label] >= .5)


def test_intervals_are_percentiles_of_resamples(answers):
    labels = answers.scores.labels
    found = f1_intervals(answers, 40, seed=3)
    assert list(found) == ['raw', 'calibrated']
    drawn = np.random.default_rng(3).integers(60, size=(40, 60))
    for name, scores in (('raw', answers.scores.raw[0]), ('calibrated', answers.scores.scores[0])):
        samples = np.array([[slow_f1(labels, scores, label, row) for label in (0, 1)]
                            for row in drawn])
        low, high = np.percentile(samples, [2.5, 97.5], axis=0)
        value = [slow_f1(labels, scores, label, range(60)) for label in (0, 1)]
        np.testing.assert_allclose(found[name].value, [*value, np.nan, np.mean(value)])
        average = np.percentile(samples.mean(axis=1), [2.5, 97.5])
        np.testing.assert_allclose(found[name].low, [*low, np.nan, average[0]])
        np.testing.assert_allclose(found[name].high, [*high, np.nan, average[1]])


def test_the_table_names_every_label_and_what_is_known(answers, one_network):
    table, = f1_section(answers, 20).tables
    rows = {row[0]: dict(zip(table.header, row)) for row in table.rows}
    assert list(rows) == ['AU1', 'AU2', '<b>$x', 'average']
    labels = answers.scores.labels[:, 0]
    assert rows['AU1']['positives / known'] == f'{(labels == 1).sum()} / {(labels >= 0).sum()}'
    assert rows['<b>$x']['raw F1 [95 %]'] == '– [–, –]' and 'F1, view 2' in table.header
    section = f1_section(one_network, 20)
    assert 'not calibrated' in section.text[1]
    assert not any('view' in title or 'calibrated' in title for title in section.tables[0].header)


@pytest.mark.filterwarnings('error')
def test_a_label_without_positives_warns_of_nothing(answers):
    f1_section(answers, 20)

import numpy as np
from sklearn.metrics import confusion_matrix, f1_score

from mlcr_mm.report.subjects_section import confusion_by_subject, subjects_section


def test_counts_of_a_subject_are_those_of_its_known_labels(answers):
    rows = confusion_by_subject(answers)
    assert sorted(rows) == [f's{number}' for number in range(6)]
    chosen = np.array(answers.subjects) == 's2'
    labels, yes = answers.scores.labels[chosen], answers.scores.scores[0][chosen] >= .5
    truth, answer = labels[labels >= 0], yes[labels >= 0]
    (true_negative, false_positive), (false_negative, true_positive) = confusion_matrix(
        truth, answer)
    assert list(rows['s2'].values())[:5] == [10, true_positive, false_positive, false_negative,
                                             true_negative]
    assert np.isclose(rows['s2']['F1'], 100 * f1_score(truth, answer))


def test_the_worst_first_and_why_there_is_no_table(answers):
    table, = subjects_section(answers).tables
    f1 = [float(row[-1]) for row in table.rows]
    assert f1 == sorted(f1) and len(f1) == 6
    unknown = subjects_section(answers._replace(subjects=[None] * 60))
    assert 'does not tell' in unknown.text[0] and not unknown.tables
    single = subjects_section(answers._replace(subjects=[f's{n}' for n in range(60)]))
    assert 'too few images' in single.text[0] and not single.tables

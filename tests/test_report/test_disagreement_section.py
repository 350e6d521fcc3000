import numpy as np

from mlcr_mm.report.disagreement_section import disagreement_section


def test_share_of_known_decisions_that_differ(answers, one_network):
    section = disagreement_section(answers)
    views, known = answers.scores.scores[1:] >= .5, answers.scores.labels >= 0
    share = 100 * np.mean((views[0] != views[1])[known])
    assert f'{share:.1f} %' in section.text[0] and len(section.pictures) == 2
    section = disagreement_section(one_network)
    assert 'one network' in section.text[0] and not section.pictures

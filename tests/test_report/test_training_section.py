import numpy as np

from mlcr_mm.report.training_log import TrainingLog
from mlcr_mm.report.training_section import training_section

CURVE = (np.arange(3.), np.arange(3.))


def test_a_panel_of_each_kind():
    log = TrainingLog(dict(loss=CURVE, loss_recognition=CURVE, lr=CURVE), {'mlcr/f1': CURVE})
    picture, = training_section(log, [('views', 0, 3)]).pictures
    assert picture.alt == 'Curves of losses, learning rate, validation (%) over the epochs'


def test_it_says_that_there_is_no_log():
    section = training_section(TrainingLog({}, {}), [])
    assert not section.pictures and 'no log' in section.text[0]

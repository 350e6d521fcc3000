import json

import numpy as np
import pytest
from mmengine.config import Config

from mlcr_mm.report.training_log import phase_spans, read_training_log


def write(path, lines, end='\n'):
    path.write_text('\n'.join(map(json.dumps, lines)) + end)
    return path


def train(epoch, iteration, loss):
    return dict(epoch=epoch, iter=iteration, step=iteration, loss=loss, time=1., lr=.1)


def test_epochs_of_iterations_and_no_single_labels(tmp_path):
    # Logged every 20 of 25 iterations.
    lines = [train(epoch, 25 * (epoch - 1) + 20, float(epoch)) for epoch in range(1, 9)]
    lines.insert(4, {'mlcr/f1': 60., 'mlcr/f1_AU1': 1., 'mlcr/f1_view1': 61., 'step': 4})
    log = read_training_log([write(tmp_path / 'a.json', lines)])
    assert set(log.training) == {'loss', 'lr'}
    epochs, losses = log.training['loss']
    np.testing.assert_allclose(epochs, np.arange(8) + .8)
    np.testing.assert_array_equal(losses, range(1, 9))
    assert set(log.validation) == {'mlcr/f1', 'mlcr/f1_view1'}
    assert [curve.tolist() for curve in log.validation['mlcr/f1']] == [[4], [60]]


def test_a_resumed_training_takes_the_place_of_what_was_logged(tmp_path):
    first = write(tmp_path / 'a.json', [train(1, 10, 1.), train(2, 20, 2.), train(3, 30, 3.)])
    second = write(tmp_path / 'b.json', [train(2, 20, 5.)])
    assert read_training_log([first, second]).training['loss'][1].tolist() == [1, 5]
    third = write(tmp_path / 'c.json', [train(1, 10, 9.)])  # started anew
    assert read_training_log([first, second, third]).training['loss'][1].tolist() == [9]


def test_the_training_that_wrote_a_checkpoint(tmp_path):
    paths = [tmp_path / start / 'vis_data/scalars.json' for start in 'abcd']
    for path, lines in zip(paths, [[train(1, 10, 1.), train(2, 20, 2.)], [train(2, 20, 5.)],
                                   [train(1, 10, 9.)], [train(2, 20, 8.)]]):
        path.parent.mkdir(parents=True)
        write(path, lines)
    losses = {start: read_training_log(paths, start).training['loss'][1].tolist()
              for start in 'abcd'}
    # b went on with a, c began anew, d went on with c.
    assert losses == dict(a=[1, 5], b=[1, 5], c=[9, 8], d=[9, 8])
    assert not read_training_log(paths, 'e').training


def of_epochs(numbers, length):
    return [train(epoch, (epoch - 1) * length + 10 * part, float(epoch))
            for epoch in numbers for part in range(1, length // 10 + 1)]


@pytest.mark.parametrize('before, after', [(100, 50), (50, 100)])
def test_a_training_that_went_on_with_epochs_of_another_length(tmp_path, before, after):
    first = write(tmp_path / 'a.json', of_epochs(range(1, 11), before))
    second = write(tmp_path / 'b.json', of_epochs(range(10, 13), after))
    epochs, losses = read_training_log([first, second]).training['loss']
    assert len(epochs) == 9 * before // 10 + 3 * after // 10
    np.testing.assert_array_equal(np.ceil(epochs.round(6)), losses)
    assert (np.diff(epochs) > 0).all() and epochs[-1] == 12


def test_a_start_that_lasted_less_than_two_epochs(tmp_path):
    first = write(tmp_path / 'a.json', of_epochs(range(1, 4), 20))
    second = write(tmp_path / 'b.json', of_epochs([4], 30))
    epochs, _ = read_training_log([first, second]).training['loss']
    np.testing.assert_allclose(epochs, [.5, 1, 1.5, 2, 2.5, 3, 3 + 1 / 3, 3 + 2 / 3, 4])


def test_half_a_line_at_the_end_is_passed_over_and_one_before_is_an_error(tmp_path):
    path = write(tmp_path / 'a.json', [train(1, 10, 1.)], end='\n{"ep')
    assert read_training_log([path]).training['loss'][1].tolist() == [1]
    path.write_text('{"ep\n' + path.read_text())
    with pytest.raises(ValueError, match='a.json, line 1: no JSON object'):
        read_training_log([path])
    assert read_training_log([]).training == {}


def test_spans_of_the_phases():
    config = Config(dict(train_cfg=dict(type='PhaseTrainLoop', phases=['views', 'graph'],
                                        views=dict(epochs=3), graph=dict(epochs=1, graph=True))))
    assert phase_spans(config) == [('views', 0, 3), ('graph', 3, 4)]
    assert phase_spans(Config(dict(train_cfg=dict(max_epochs=3)))) == []

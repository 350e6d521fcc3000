import os

import pytest

from mlcr_mm.reproduce.sessions import Sessions


@pytest.fixture
def begin(tmp_path):
    """Begins a session at a time; ``end`` is when its log was last written."""

    def begin(start, end=None):
        sessions = Sessions(tmp_path)
        log = sessions.next_log()
        sessions.add(dict(log=log.name, start=start, device=f'd{start}', threads=1, jobs=2))
        if end is not None:
            log.write_text('')
            os.utime(log, (end, end))
        return sessions

    return begin


def test_seconds_in_training(begin, capsys):
    begin(100., 130.)
    record = begin(500., 520.).summarize(540.)
    assert record['seconds'] == 30 + 40 and record['sessions'] == 2
    assert record['device'] == 'd500.0' and record['threads'] == 1 and record['jobs'] == 2
    assert record['start'] < record['end'] and not capsys.readouterr().out


def test_a_session_without_log_is_left_out(begin, capsys):
    begin(100.)
    record = begin(500., 520.).summarize(540.)
    assert record['seconds'] == 40 and record['sessions'] == 1
    assert '1 of 2 sessions are left out' in capsys.readouterr().out


def test_a_session_that_seems_to_end_after_the_next_start_is_left_out(begin, capsys):
    """A folder that was copied without its time stamps."""
    begin(100., 9000.)
    begin(500., 520.)
    record = begin(600., 9000.).summarize(640.)
    assert record['seconds'] == 20 + 40 and record['sessions'] == 2
    assert '1 of 3 sessions are left out' in capsys.readouterr().out


@pytest.mark.parametrize('end', ['{"log": "train_', '{"log": "train_2.log"}', '[]\n', '\0\0\n'])
def test_a_line_that_cannot_be_read_is_passed_over(begin, tmp_path, end):
    first = begin(100., 130.)
    with open(first.path, 'a') as file:
        file.write(end)
    sessions = begin(500., 520.)
    assert [session['log'] for session in sessions.read()] == ['train_1.log', 'train_3.log']
    assert sessions.summarize(540.)['seconds'] == 70


def test_the_log_of_the_last_session_is_not_needed(begin):
    assert begin(500.).summarize(540.)['seconds'] == 40

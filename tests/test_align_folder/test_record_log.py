from mlcr_mm.align_folder import CropScore, Problem, RecordLog

PROBLEMS = [Problem('a, b.jpg', 'no_face', 'the "detector"'), Problem('c', 'several_faces', '2')]


def test_lines_are_appended(tmp_path):
    log = RecordLog(str(tmp_path / 'new' / 'problems.csv'), Problem)
    log.reopen(lambda problem: True)
    for problem in PROBLEMS:
        log.add([problem])
    log.add([])
    assert log.read() == PROBLEMS
    assert log.path.read_text().startswith('image,problem,detail')


def test_reopening_keeps_what_is_said_to(tmp_path):
    log = RecordLog(str(tmp_path / 'problems.csv'), Problem)
    assert log.read() == []
    log.reopen(lambda problem: True)
    log.add(PROBLEMS)
    with open(log.path, 'a') as file:
        file.write('half a li')  # the process was killed here
    log.reopen(lambda problem: problem.problem == 'several_faces')
    assert log.read() == PROBLEMS[1:]


def test_of_a_crop_that_was_made_again_the_last_line_stays(tmp_path):
    log = RecordLog(str(tmp_path / 'scores.csv'), CropScore)
    log.reopen(lambda score: True)
    log.add([CropScore('a', '0.9'), CropScore('b', '0.8'), CropScore('a', '0.7')])
    log.reopen(lambda score: True)
    assert log.read() == [CropScore('a', '0.7'), CropScore('b', '0.8')]

from mlcr_mm.align_folder import Problem, ProblemLog

PROBLEMS = [Problem('a, b.jpg', 'no_face', 'the "detector"'), Problem('c', 'several_faces', '2')]


def test_lines_are_appended(tmp_path):
    log = ProblemLog(str(tmp_path / 'new' / 'problems.csv'))
    log.reopen(lambda problem: True)
    for problem in PROBLEMS:
        log.add([problem])
    log.add([])
    assert log.read() == PROBLEMS
    assert log.path.read_text().startswith('image,problem,detail')


def test_reopening_keeps_what_is_said_to(tmp_path):
    log = ProblemLog(str(tmp_path / 'problems.csv'))
    assert log.read() == []
    log.reopen(lambda problem: True)
    log.add(PROBLEMS)
    with open(log.path, 'a') as file:
        file.write('half a li')  # the process was killed here
    log.reopen(lambda problem: problem.problem == 'several_faces')
    assert log.read() == PROBLEMS[1:]

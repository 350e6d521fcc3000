"""Two of the kills of ``tests/faults/run.py``."""
from faults.run import kill_trainings
from faults.training import ForkedTraining


def test_a_killed_training_goes_on_to_the_same_bits(tmp_path):
    results = kill_trainings(tmp_path, 2, seed=0, workers=(0, ), kind=ForkedTraining)
    assert [result for _, result in results] == ['the same bits'] * 2
    assert all(kill.went_on for kill, _ in results)

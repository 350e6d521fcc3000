import json

import pytest

from mlcr_mm.ranking.experiment_record import check_experiment


def test_the_same_settings_go_on(tmp_path):
    folder = tmp_path / 'seed0'
    check_experiment(folder, dict(pool=20, seed=0))
    (folder / 'start.json').write_text('{}')
    check_experiment(folder, dict(pool=20, seed=0))
    assert json.loads((folder / 'experiment.json').read_text()) == dict(pool=20, seed=0)


def test_other_settings_are_named_with_the_remedy(tmp_path):
    check_experiment(tmp_path, dict(pool=20, start=6, seed=0))
    with pytest.raises(ValueError, match='run with pool=20, and pool=30 is asked for; give another '
                       f'--work-dir, or delete {tmp_path}'):
        check_experiment(tmp_path, dict(pool=30, start=6, seed=0))
    assert json.loads((tmp_path / 'experiment.json').read_text())['pool'] == 20
    with pytest.raises(ValueError, match='run with test=None, and test=4 is asked for'):
        check_experiment(tmp_path, dict(pool=20, start=6, seed=0, test=4))


def test_results_of_unknown_settings_are_refused(tmp_path):
    (tmp_path / 'data').mkdir()
    (tmp_path / 'data' / 'labels.csv').write_text('image\n')
    with pytest.raises(ValueError, match='has results but no experiment.json'):
        check_experiment(tmp_path, dict(pool=20))
    for broken in ('{"pool": 2', '7'):
        (tmp_path / 'experiment.json').write_text(broken)
        with pytest.raises(ValueError, match='experiment.json cannot be read'):
            check_experiment(tmp_path, dict(pool=20))

import json

import pytest
from mmengine.config import Config
from run_configs import finish_training, write_run_configs

from mlcr_mm.reproduce.evaluation import Evaluation
from mlcr_mm.reproduce.training import Training


@pytest.fixture
def training(tmp_path):
    write_run_configs(tmp_path, 'one', 'cross_one_b')
    return Training(tmp_path / 'one.py', 'seed0', ['data_root=/mine'], False, tmp_path / 'runs')


def test_own_images(training, tmp_path):
    evaluation = Evaluation(training)
    command = evaluation.command(tmp_path)
    assert command[:3] == [str(tmp_path / 'test.py'), str(tmp_path / 'one.py'),
                           str(training.checkpoint)]
    assert command[-2:] == ['--cfg-options', 'data_root=/mine']
    # A test that fails at its end has written its scores: they count when it has not.
    assert str(evaluation.scores) not in command
    assert str(evaluation.folder / 'unfinished_scores.npz') in command


def test_images_of_another_config(training, tmp_path):
    evaluation = Evaluation(training, tmp_path / 'cross_one_b.py', '/theirs')
    evaluation.prepare()
    command = evaluation.command(tmp_path)
    assert '--cfg-options' not in command
    config = Config.fromfile(command[1])
    # The images of the other config, with the transforms of the training's own test.
    assert config.test_dataloader.dataset == dict(
        type='Other', data_root='/theirs', uncoded=['AU5'], pipeline=[])
    assert config.train_dataloader.dataset.data_root == '/mine'


def test_other_images_are_another_test(training, tmp_path):
    cross = tmp_path / 'cross_one_b.py'
    folders = {Evaluation(training, *arguments).folder
               for arguments in ((), (cross, ), (cross, '/theirs'))}
    assert len(folders) == 3
    assert Evaluation(training).folder in folders


def test_done_when_trained_and_tested(training):
    evaluation = Evaluation(training)
    finish_training(training)
    assert not evaluation.is_done
    evaluation.prepare()
    evaluation.scores.write_text('')
    assert evaluation.is_done


def test_a_broken_record_of_the_data_is_named(training):
    evaluation = Evaluation(training)
    finish_training(training)
    evaluation.prepare()
    assert json.loads((evaluation.folder / 'data.json').read_text()) == {}
    (evaluation.folder / 'data.json').write_text('{"a')
    assert evaluation.changed_files() == []  # it has not run
    evaluation.scores.write_text('')
    with pytest.raises(ValueError, match=f'data.json cannot be read.*delete {evaluation.folder}'):
        evaluation.changed_files()

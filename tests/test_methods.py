"""Every method learns several labels of images that are no faces."""
import pytest
from digits import digits_config, write_digits

from mlcr_mm.registry import RUNNERS

# F1 of the answer "present" to everything is 2p / (1 + p): 62 on average over the labels.
BETTER_THAN_GUESSING = 70.


@pytest.fixture(scope='module')
def digits(tmp_path_factory):
    folder = tmp_path_factory.mktemp('digits')
    write_digits(folder)
    return folder


@pytest.fixture
def train(digits, tmp_path):

    def run(method, seed=0, **train_cfg):
        config = digits_config(f'{method}_r18_96px', digits)
        config.work_dir = str(tmp_path / f'{method}{seed}')
        config.randomness.seed = seed
        config.train_cfg.update(train_cfg)
        runner = RUNNERS.build(config)
        runner.train()
        return runner

    return run


@pytest.mark.parametrize('method', [
    'supervised_emotionet', 'mean_teacher_emotionet', 'fixmatch_emotionet',
    'co_training_emotionet', 'cap_emotionet', 'self_training_emotionet', 'ablation_emotionet_cr',
    'ablation_emotionet_cr_mv', 'mlcr_emotionet'
])
def test_learns_digits(method, train):
    metrics = train(method).test()
    assert metrics['mlcr/f1'] > BETTER_THAN_GUESSING
    assert {'mlcr/f1_even', 'mlcr/f1_at_least_5', 'mlcr/f1_has_loop', 'mlcr/f1_prime'} <= {*metrics}


def test_mlct_learns_digits_from_the_features_of_two_networks(train):
    networks = [train('supervised_emotionet', seed).work_dir for seed in (1, 2)]
    metrics = train('mlct_emotionet', view_checkpoints=networks).test()
    assert metrics['mlcr/f1_ensemble'] > BETTER_THAN_GUESSING

"""Options of phases: those of the list are taken, others refused."""
import pytest
from toy import ROOT

from mlcr_mm.apis import load_config


@pytest.mark.parametrize('config, option, advice', [
    ('mlcr_demo.py', 'train_cfg.self_trainning.epochs', r'did you mean train_cfg\.self_training\?'),
    ('mlcr_demo.py', 'train_cfg.views.epochs', 'are labeled, self_training, graph'),
    # The Baseline inherits the settings of a phase that it leaves out.
    ('supervised_demo.py', 'train_cfg.self_training.epochs', 'are labeled; train_cfg.phases adds'),
    ('mlcr_emotionet.py', 'train_cfg.labeled.lr_mult', 'are views, graph'),
])
def test_of_a_phase_that_is_not_trained_is_refused(config, option, advice):
    with pytest.raises(KeyError, match=f'nothing reads the option {option}: .*{advice}'):
        load_config(config, {option: 3})


def test_a_whole_phase_is_refused_likewise():
    with pytest.raises(KeyError, match='no phase another is in the list'):
        load_config('mlcr_demo.py', {'train_cfg.another': dict(epochs=3)})


def test_a_phase_that_an_option_lists_is_taken():
    config = load_config('supervised_demo.py', {
        'train_cfg.phases': ['labeled', 'another'], 'train_cfg.another.epochs': 3})
    assert config.train_cfg.another == dict(epochs=3)


@pytest.mark.parametrize('option, value', [
    ('train_cfg.labeled.epochs', 3), ('train_cfg.graph.epochs', 2), ('train_cfg.val_begin', 4),
    ('train_cfg.dynamic_intervals', [(1, 2)])])
def test_what_the_loop_reads_is_taken(option, value):
    assert load_config('mlcr_demo.py', {option: value})


def test_a_file_may_set_a_phase_that_it_leaves_out(tmp_path):
    path = tmp_path / 'mine.py'
    path.write_text(f"_base_ = '{ROOT}/configs/mlcr_demo.py'\n"
                    "train_cfg = dict(phases=['labeled'], second_round=dict(epochs=3))\n")
    assert load_config(str(path)).train_cfg.second_round.epochs == 3


def test_another_loop_is_none_of_its_business():
    options = {'train_cfg': dict(_delete_=True, type='EpochBasedTrainLoop', max_epochs=2)}
    assert load_config('mlcr_demo.py', options).train_cfg.max_epochs == 2


def test_settings_of_other_loops_are_refused(tmp_path):
    path = tmp_path / 'mine.py'
    path.write_text(f"_base_ = '{ROOT}/configs/mlcr_demo.py'\n"
                    'train_cfg = dict(by_epoch=True, max_epochs=5, val_interval=1)\n')
    with pytest.raises(ValueError, match=r'mine\.py: train_cfg\.by_epoch .*<phase>\.epochs'):
        load_config(str(path))
    path.write_text(path.read_text().replace('dict(', 'dict(_delete_=True, '))
    assert load_config(str(path)).train_cfg.max_epochs == 5

import pytest
from mmengine.config import Config
from toy import ROOT

import mlcr_mm
from mlcr_mm import shipped
from mlcr_mm.shipped import CONFIGS, HOME, TOOLS, find_config, leaf_configs, toy_model


def test_a_clone_has_its_own_configs_and_tools():
    assert HOME == ROOT
    assert (CONFIGS / '_base_').is_dir() and (TOOLS / 'train.py').is_file()


def test_a_config_in_any_folder_inherits_one_by_name(tmp_path):
    config = tmp_path / 'mine.py'
    config.write_text("_base_ = __import__('mlcr_mm').config_path('mlcr_emotionet.py')\n"
                      "model = dict(backbone=dict(depth=18))\n")
    mine, theirs = Config.fromfile(config), Config.fromfile(ROOT / 'configs/mlcr_emotionet.py')
    assert (mine.model.backbone.depth, theirs.model.backbone.depth) == (18, 34)
    theirs.model.backbone.depth = 18
    assert mine.to_dict() == theirs.to_dict()


def test_bases_are_found_too(tmp_path):
    base = '_base_/schedules/mlcr_views.py'
    assert mlcr_mm.config_path(base) == str(CONFIGS / base)


def test_the_name_of_a_leaf_is_enough():
    assert mlcr_mm.config_path('supervised_demo.py') == str(CONFIGS / 'demo' / 'supervised_demo.py')
    names = [path.stem for path in CONFIGS.rglob('*.py') if '_base_' not in path.parts]
    assert sorted(leaf_configs(CONFIGS)) == sorted(names)  # no two of one name


def test_leaves_lie_one_folder_deep_at_most(tmp_path):
    for name in ('a.py', 'b.py', '_base_/c.py', 'table/a.py', 'table/d.py', 'work/runs/b.py'):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('')
    assert leaf_configs(tmp_path) == {
        'a': tmp_path / 'a.py', 'b': tmp_path / 'b.py', 'd': tmp_path / 'table' / 'd.py'}


def test_a_wrong_name_is_answered_with_the_nearest():
    with pytest.raises(FileNotFoundError, match=r'no config mlcr_dmo\.py; .*mlcr_demo\.py'):
        mlcr_mm.config_path('mlcr_dmo.py')
    with pytest.raises(FileNotFoundError, match='no config 7; see .*configs'):
        mlcr_mm.config_path('7')


def test_a_file_of_the_user_comes_first(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert find_config('mlcr_demo.py') == str(CONFIGS / 'mlcr_demo.py')
    (tmp_path / 'mlcr_demo.py').write_text('a = 1')
    assert find_config('mlcr_demo.py') == 'mlcr_demo.py'
    with pytest.raises(FileNotFoundError, match='config sub/mine.py does not exist'):
        find_config('sub/mine.py')


def test_the_toy_is_small_and_alone(tmp_path, monkeypatch):
    assert toy_model().stat().st_size < 2e6
    monkeypatch.setattr(shipped, 'WEIGHTS', tmp_path)
    with pytest.raises(FileNotFoundError, match='should hold one model, and has 0'):
        toy_model()

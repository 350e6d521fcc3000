import pytest
import torch
from mmengine.config import Config

from mlcr_mm.files import load_checkpoint_safely
from mlcr_mm.inference.checkpoint_config import (
    class_names,
    config_of_checkpoint,
    fit_for_inference,
    model_notice,
)


def test_the_config_of_a_checkpoint(checkpoint, config):
    content = load_checkpoint_safely(checkpoint)
    assert config_of_checkpoint(content, 'x').to_dict() == Config.fromstring(
        config.pretty_text, '.py').to_dict()
    assert class_names(content, config_of_checkpoint(content, 'x'), 'x') == ('AU1', 'AU2', 'AU4')


@pytest.mark.parametrize('meta', [{}, dict(cfg='')])
def test_without_a_config(meta):
    with pytest.raises(ValueError, match='model.pth does not say its config; give the config file'):
        config_of_checkpoint(dict(meta=meta), 'model.pth')


@pytest.mark.parametrize('text', [
    "model = dict(type='os.system', command='touch {mark}')",
    "model = dict(type='ImageClassifier', backbone=dict(type='subprocess.Popen', args='x'))",
    "test_dataloader = dict(dataset=dict(pipeline=[dict(type='builtins.eval')]))",
    "model = dict(type='Net', _scope_='evil.package')",
])
def test_a_component_from_elsewhere_is_refused(tmp_path, text):
    mark = tmp_path / 'it_ran'
    with pytest.raises(ValueError, match='no component of the toolbox'):
        config_of_checkpoint(dict(meta=dict(cfg=text.format(mark=mark))), 'model.pth')
    assert not mark.exists()


def test_files_of_the_training_are_not_needed():
    config = Config(dict(model=dict(
        head=dict(adjacency='/gone/graph.npy'),
        init_cfg=dict(type='Pretrained', checkpoint='/gone'),
        backbone=[dict(pretrained=True), dict(depth=18)])))
    model = fit_for_inference(config).model
    assert model.head.adjacency is None and model.init_cfg is None
    assert model.backbone[0].pretrained is False and model.backbone[1].depth == 18
    assert config.model.head.adjacency == '/gone/graph.npy'


def test_names_of_the_labels():
    dataset = dict(type='AUDataset', classes=['a', 'b'])
    config = Config(dict(test_dataloader=dict(dataset=dataset)))
    assert class_names({}, config, 'x') == ('a', 'b')
    assert class_names(dict(meta=dict(dataset_meta=dict(classes=('c', )))), config, 'x') == ('c', )
    drawn = Config(dict(test_dataloader=dict(dataset=dict(type='DemoFaces'))))
    assert len(class_names({}, drawn, 'x')) == 12
    several = Config(dict(test_dataloader=dict(dataset=dict(type='ConcatDataset', datasets=[
        dict(type='AUDataset'), dataset]))))
    assert class_names({}, several, 'x') == ('a', 'b')
    with pytest.raises(ValueError, match='x and its config do not say the names'):
        class_names({}, Config({}), 'x')


def test_a_notice_of_any_test_dataset():
    real, drawn = dict(type='AUDataset'), dict(type='DemoFaces')
    several = Config(dict(test_dataloader=dict(dataset=dict(
        type='ConcatDataset', datasets=[real, drawn]))))
    assert 'draws itself' in model_notice({}, several)
    assert model_notice({}, Config(dict(test_dataloader=dict(dataset=real)))) == ''
    published = dict(meta=dict(dataset_meta=dict(notice='of old photographs')))
    assert model_notice(published, several) == 'of old photographs'


def test_toy_checkpoint_is_like_one_of_a_training(checkpoint):
    assert {'cfg', 'dataset_meta'} <= set(torch.load(checkpoint, weights_only=True)['meta'])

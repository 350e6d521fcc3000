from mmengine.config import Config

from mlcr_mm.files import write_text
from mlcr_mm.publishing.model_card import describe_input, metrics_of_run, summarize_training

TEST = dict(dataset=dict(type='AUDataset', pipeline=[
    dict(type='LoadImageFromFile'), dict(type='CenterCrop', crop_size=24),
    dict(type='PackInputs')]))


def test_what_the_networks_see():
    config = Config(dict(test_dataloader=TEST, model=dict(
        data_preprocessor=dict(mean=[1., 2., 3.], std=[4., 5., 6.], to_rgb=True))))
    assert describe_input(config, dict(size=32)) == dict(
        crop_size=32, box=[4., 4., 28., 28.], height=24, width=24, dtype='uint8', channels='RGB',
        mean=[1., 2., 3.], std=[4., 5., 6.])
    plain = Config(dict(test_dataloader=TEST, model=dict(type='ImageClassifier')))
    card = describe_input(plain, None)
    assert card['crop_size'] == 240 and card['channels'] == 'BGR'
    assert card['mean'] == [0.] * 3 and card['std'] == [1.] * 3


def test_how_it_came_about():
    config = Config(dict(
        model=dict(type='DualViewClassifier'), train_cfg=dict(phases=['views', 'graph']),
        train_dataloader=dict(dataset=dict(
            labeled=dict(type='EmotioNet', data_root='/home/me'), unlabeled=dict(type='Faces')))))
    summary = summarize_training(dict(meta=dict(epoch=7, seed=3)), config, {'mlcr/f1': 50.})
    assert summary == dict(
        epoch=7, iter=None, mmengine_version=None, experiment_name=None,
        method='DualViewClassifier', phases=['views', 'graph'], labeled='EmotioNet',
        unlabeled='Faces', metrics={'mlcr/f1': 50.})
    again = summarize_training(dict(meta=dict(training=summary)), Config(dict(model=dict())))
    assert again == summary and again is not summary


def content(epoch, start='20261130_141420'):
    return dict(meta=dict(epoch=epoch, experiment_name=f'demo_{start}'))


def test_metrics_of_an_epoch_that_was_not_measured(tmp_path):
    assert metrics_of_run(content(3), str(tmp_path / 'epoch_3.pth')) is None
    write_text(tmp_path / '20261130_141420/vis_data/scalars.json',
               '{"mlcr/f1": 50.0, "step": 2}\nnot JSON')
    assert metrics_of_run(content(3), str(tmp_path / 'epoch_3.pth')) is None
    assert metrics_of_run(content(2), str(tmp_path / 'epoch_2.pth')) == {'mlcr/f1': 50.}


def test_metrics_are_those_of_the_training_that_wrote_the_checkpoint(tmp_path):
    for start, value in (('20260101_000000', 10.), ('20260202_000000', 20.)):
        write_text(tmp_path / start / 'vis_data/scalars.json',
                   f'{{"mlcr/f1": {value}, "step": 2}}\n')
    path = str(tmp_path / 'epoch_2.pth')
    assert metrics_of_run(content(2, '20260101_000000'), path) == {'mlcr/f1': 10.}
    assert metrics_of_run(content(2, '20260202_000000'), path) == {'mlcr/f1': 20.}
    assert metrics_of_run(content(2, '20260303_000000'), path) is None
    assert metrics_of_run(dict(meta=dict(epoch=2)), path) is None

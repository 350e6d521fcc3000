"""MLCT, trained and tested by the tools."""
import pickle

import numpy as np
import pytest
import torch
from method_configs import (
    MLCT,
    SUPERVISED,
    build_runner,
    logged_metrics,
    write_method_config,
)
from processes import run_tool
from sklearn.metrics import f1_score
from toy import ROOT

from mlcr_mm.engine.targets import dataset_outputs
from mlcr_mm.mlct import multi_label_co_training


@pytest.fixture(scope='module')
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp('mlct')
    baseline = write_method_config(folder, SUPERVISED, 'supervised_emotionet')
    for seed in (1, 2):
        run_tool(ROOT / 'tools' / 'train.py', baseline, '--work-dir', folder / f'seed{seed}',
                 '--cfg-options', f'randomness.seed={seed}')
    config = write_method_config(folder, MLCT, 'mlct_emotionet')
    output = run_tool(ROOT / 'tools' / 'train.py', config, '--work-dir', folder / 'mlct')
    return config, folder, output


def load(path):
    return torch.load(path, map_location='cpu', weights_only=False)['state_dict']


def test_backbones_are_those_of_the_checkpoints(trained):
    _, folder, output = trained
    state = load(folder / 'mlct' / 'epoch_1.pth')
    for view in range(2):
        for name, weight in load(folder / f'seed{view + 1}' / 'epoch_2.pth').items():
            if name.startswith('backbone.'):
                assert torch.equal(state[name.replace('backbone', f'backbone.{view}', 1)], weight)
    assert '16 labelled and 24 unlabelled images' in output and 'mlcr/f1_ensemble' in output


def test_classifiers_are_those_of_the_rounds(trained):
    config, folder, _ = trained
    runner = build_runner(config, folder / 'again')
    state = load(folder / 'mlct' / 'epoch_1.pth')
    runner.model.load_state_dict(state)
    parts = runner.build_dataloader(runner.cfg.train_dataloader, seed=0).dataset.datasets
    features = [
        dataset_outputs(runner, part, lambda batch: runner.model.extract_feat(
            batch['inputs'], stage='pre_logits')) for part in parts]
    result = multi_label_co_training(
        features[0], parts[0].get_gt_scores(), features[1], rounds=2, sample_share=.25,
        adjustment=.5, C=.01, class_weight='balanced', max_iter=1000)
    for view, weights in enumerate(result.weights):
        name = f'head.classifiers.{view}'
        np.testing.assert_allclose(state[f'{name}.weight'], weights[:, :-1], rtol=1e-4, atol=1e-4)
        np.testing.assert_allclose(state[f'{name}.bias'], weights[:, -1], rtol=1e-4, atol=1e-4)


def test_the_surer_view_decides_a_tie(trained):
    config, folder, _ = trained
    out = folder / 'predictions.pkl'
    run_tool(ROOT / 'tools' / 'test.py', config, folder / 'mlct' / 'epoch_1.pth', '--work-dir',
             folder / 'test', '--out', out)
    samples = pickle.loads(out.read_bytes())
    labels = np.stack([sample['gt_score'].numpy() for sample in samples])
    decisions = np.zeros_like(labels)
    for i, sample in enumerate(samples):
        for c, (first, second) in enumerate(sample['view_scores'].numpy().T):
            agree = (first >= .5) == (second >= .5)
            surer = first if agree or abs(first - .5) >= abs(second - .5) else second
            decisions[i, c] = surer >= .5
    f1 = 100 * f1_score(labels, decisions, average='macro')
    assert logged_metrics(folder / 'mlct')['mlcr/f1_ensemble'] == pytest.approx(f1, abs=1e-3)


@pytest.mark.parametrize('options, error, message', [
    ({'train_cfg.view_checkpoints': ['a/nowhere.pth', 'b.pth']}, FileNotFoundError,
     'checkpoint a/nowhere.pth does not exist; .* as view 1: make it with python tools/train.py '
     'configs/emotionet/supervised_emotionet.py'),
    ({'train_cfg.view_checkpoints': ['a.pth']}, ValueError, 'view_checkpoints must be 2 paths'),
    ({'train_cfg.sample_share': 0.}, ValueError, r'sample_share in \(0, 1\]'),
    ({'model.backbone.base_channels': 16, 'model.head.in_channels': 128}, ValueError,
     'has no backbone that fits model.backbone'),
    ({'model.head.type': 'CoTrainingHead'}, TypeError, "needs model.head=dict.type='DualViewHead'"),
])
def test_wrong_settings_end_in_one_clear_error(trained, options, error, message):
    config, folder, _ = trained
    with pytest.raises(error, match=message):
        build_runner(config, folder / 'wrong', **options).train()


def test_two_parts_are_needed(trained):
    config, folder, _ = trained
    runner = build_runner(config, folder / 'one_part', **{
        'train_dataloader.dataset.unlabeled': None})
    with pytest.raises(TypeError, match=r'unlabeled=.*got SemiSupervisedDataset of 1 parts'):
        runner.train()

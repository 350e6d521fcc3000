import json
import pickle

import numpy as np
import pytest
import torch
from processes import run_tool
from sklearn.metrics import f1_score
from toy import ROOT, write_toy_config


def run(tool, *arguments, code=0):
    return run_tool(ROOT / 'tools' / tool, *arguments, code=code)


@pytest.fixture(scope='module')
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp('test')
    config = write_toy_config(folder)
    run('train.py', config, '--work-dir', folder / 'work')
    return config, folder


def metrics_of(trained, name, *flags, file='epoch_4.pth'):
    config, folder = trained
    out = folder / f'{name}.json'
    output = run('test.py', config, folder / 'work' / file, '--work-dir', folder / name,
                 '--out', out, '--out-item', 'metrics', *flags)
    return json.loads(out.read_text()), output


def test_reports_the_f1_of_training(trained):
    _, folder = trained
    metrics, output = metrics_of(trained, 'plain')
    logs = [json.loads(line) for path in (folder / 'work').rglob('*.json')
            for line in path.read_text().splitlines() if 'mlcr/f1"' in line]
    assert metrics['mlcr/f1'] == pytest.approx(logs[-1]['mlcr/f1'], abs=1e-4)
    assert 'view 1' in output and 'AU4' in output  # the table
    assert metrics_of(trained, 'work_dir', file='')[0] == metrics


def test_predictions_give_the_metric(trained):
    config, folder = trained
    out = folder / 'predictions.pkl'
    run('test.py', config, folder / 'work' / 'epoch_4.pth', '--work-dir', folder / 'p',
        '--out', out)
    samples = pickle.loads(out.read_bytes())
    labels = np.stack([sample['gt_score'].numpy() for sample in samples])
    scores = np.stack([sample['view_scores'].numpy() for sample in samples])
    metrics, _ = metrics_of(trained, 'again')
    for view in range(2):
        f1 = f1_score(labels, scores[:, view] >= .5, average='macro')
        assert metrics[f'mlcr/f1_view{view + 1}'] == pytest.approx(100 * f1)


def test_mirror_augmentation_and_amp(trained):
    plain, _ = metrics_of(trained, 'plain2')
    tta, _ = metrics_of(trained, 'tta', '--tta')
    amp, _ = metrics_of(trained, 'amp', '--amp', '--cfg-options',
                        'optim_wrapper.allow_emulation=True')  # on any processor
    assert tta.keys() == amp.keys() == plain.keys()
    config, folder = trained
    (folder / 'parts.py').write_text(
        f"_base_ = '{config.name}'\n"
        "test_dataloader = dict(dataset=dict(_delete_=True, type='ConcatDataset', "
        "datasets=[_base_.test_dataloader.dataset]))\n")
    assert metrics_of((folder / 'parts.py', folder), 'parts', '--tta')[0] == tta


def test_pictures_of_predictions(trained):
    config, folder = trained
    run('test.py', config, folder / 'work' / 'epoch_4.pth', '--work-dir', folder / 'v',
        '--show-dir', folder / 'pictures', '--interval', '4')
    assert len(list((folder / 'pictures').iterdir())) == 2


def test_checkpoint_of_another_shape_is_refused(trained):
    config, folder = trained
    output = run('test.py', config, folder / 'work' / 'epoch_4.pth', '--work-dir', folder / 's',
                 '--cfg-options', 'model.backbone.depth=34', code=1)
    last = output.strip().splitlines()[-1]
    assert last.startswith('error: checkpoint') and 'does not fit the model' in last


def test_state_dict_alone_is_enough(trained):
    config, folder = trained
    state = torch.load(folder / 'work' / 'epoch_4.pth', weights_only=False)['state_dict']
    torch.save(dict(state_dict=state), folder / 'bare.pth')
    run('test.py', config, folder / 'bare.pth', '--work-dir', folder / 'b', '--out',
        folder / 'bare.json', '--out-item', 'metrics')
    assert json.loads((folder / 'bare.json').read_text()) == metrics_of(trained, 'full')[0]


@pytest.mark.parametrize('name, item', [('p.csv', 'pred'), ('m.npz', 'metrics')])
def test_suffix_of_out_is_looked_at_before_anything_else(tmp_path, name, item):
    output = run('test.py', 'gone.py', 'gone.pth', '--out', tmp_path / name, '--out-item', item,
                 code=2)
    assert 'is written to .' in output


def test_images_of_the_training_are_refused_unless_they_are_meant(trained):
    config, folder = trained
    options = ('--cfg-options', 'test_dataloader.dataset.image_list=train.txt')
    arguments = (config, folder / 'work', '--work-dir', folder / 'leak', *options)
    error = run('test.py', *arguments, code=1)
    assert 'images are both in the training (of checkpoint' in error
    assert 'Traceback' not in error
    assert 'mlcr/f1' in run('test.py', *arguments, 'default_hooks.parts_disjoint=None')
    source = f'A={config}:{folder}/work'
    figure = ('inconsistency', source, '--out', folder / 'figure.png', *options)
    assert 'images are both in the training' in run('plot_figures.py', *figure, code=1)
    run('plot_figures.py', *figure, 'default_hooks.parts_disjoint=None')

"""A new training from a finished checkpoint (load_from)."""
import json

import pytest
import torch
from method_configs import load_checkpoint, logged_metrics
from processes import run_tool
from toy import ROOT, write_toy_config, write_toy_data

TRAIN = ROOT / 'tools' / 'train.py'
OTHER = ('square', 'bar')


@pytest.fixture(scope='module')
def finished(tmp_path_factory):
    """A run on three labels to the end of its graph phase."""
    folder = tmp_path_factory.mktemp('finished')
    data = write_toy_data(folder / 'data', num_labeled=64, num_test=40)
    # The same images with two labels of other names.
    rows = [line.split(',') for line in (data / 'labels.csv').read_text().splitlines()[1:]]
    (data / 'other.csv').write_text('\n'.join(
        [','.join(['image', *OTHER]), *(','.join([row[0], row[1], row[3]]) for row in rows)]))
    config = write_toy_config(folder)
    output = run_tool(TRAIN, config, '--work-dir', folder / 'work', '--cfg-options',
                      'train_cfg.views.epochs=8', 'train_dataloader.num_workers=0')
    return config, folder, output


def start_from(finished, name, *options):
    config, folder, _ = finished
    return run_tool(TRAIN, config, '--work-dir', folder / name, '--cfg-options',
                    f"load_from={folder / 'work' / 'epoch_10.pth'}",
                    'train_dataloader.num_workers=0', *options)


def test_the_same_labels_go_on_from_what_the_checkpoint_knows(finished):
    _, folder, _ = finished
    before = logged_metrics(folder / 'work')
    # Steps of size zero: what is validated is what was loaded.
    output = start_from(finished, 'same', 'optim_wrapper.optimizer.lr=0.',
                        'train_cfg.views.epochs=1', 'train_cfg.graph.graph=False',
                        'train_cfg.graph.epochs=1', 'train_cfg.val_interval=1')
    assert 'phase views begins at epoch 1' in output
    line = next(line for line in output.splitlines() if 'the first phase starts from' in line)
    assert 'folded into plain classifiers' in line and 'classifiers of all 3 labels' in line
    after = logged_metrics(folder / 'same')
    assert before['mlcr/f1'] > 60
    # The running statistics of batch normalisation have seen other batches meanwhile.
    assert after['mlcr/f1'] > before['mlcr/f1'] - 5
    state = load_checkpoint(folder / 'same', 2)['state_dict']
    assert state['head.stage'] == 1 and not state['head.initial_classifiers'].any()


def test_other_labels_are_learned_from_fresh_classifiers(finished):
    config, folder, _ = finished
    other = folder / 'other.py'
    text = config.read_text().replace("'labels.csv'", "'other.csv'")
    other.write_text(text.replace("['AU1', 'AU2', 'AU4']", str(list(OTHER))).replace(
        'num_classes=3', 'num_classes=2'))
    output = start_from((other, folder, None), 'other', 'train_cfg.val_interval=1')
    assert "fresh classifiers for ['square', 'bar']" in output
    assert 'phase views begins at epoch 1' in output and 'phase graph begins at epoch 3' in output
    scores = [json.loads(line)['mlcr/f1'] for path in (folder / 'other').rglob('scalars.json')
              for line in path.read_text().splitlines() if 'mlcr/f1"' in line]
    assert scores[-1] > 80 and scores[-1] >= scores[0]
    old, new = (load_checkpoint(folder / name, epoch)['state_dict']
                for name, epoch in (('work', 10), ('other', 4)))
    for name, tensor in new.items():
        if tensor.is_floating_point() and tensor.dim() > 1 and name.startswith('backbone'):
            assert not torch.equal(tensor, old[name]), name

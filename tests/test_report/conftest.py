import json

import numpy as np
import pytest
from toy import write_toy_checkpoint, write_toy_config

from mlcr_mm.apis import load_config
from mlcr_mm.evaluation.scores import Scores
from mlcr_mm.report.answers import Answers

LINES = [
    dict(lr=.1, loss=3., loss_recognition=2., epoch=1, iter=2, step=2),
    dict(lr=.1, loss=2., loss_recognition=1., epoch=2, iter=5, step=5),
    {'mlcr/f1': 40., 'mlcr/f1_AU1': 30., 'step': 2},
]


@pytest.fixture
def answers(rng):
    """Of two views on 60 images, calibrated, with unknown labels and a label without positives."""
    labels = (rng.random((60, 3)) < .4).astype(np.int8)
    labels[rng.random(labels.shape) < .1] = -1
    labels[:, 2] = np.minimum(labels[:, 2], 0)
    views = np.clip(labels * .5 + rng.normal(.25, .3, (2, 60, 3)), .01, .99)
    scores = np.concatenate([views.mean(axis=0)[None], views])
    names = np.array([f's{number % 6}/{number}.png' for number in range(60)])
    return Answers(
        Scores(names, np.array(['AU1', 'AU2', '<b>$x']), labels, scores, scores**2),
        {'f1': 50., 'f1_ensemble': 51.5, 'inconsistency': 9.}, [name[:2] for name in names])


@pytest.fixture
def one_network(answers):
    """The same without views and calibration."""
    scores = answers.scores
    return answers._replace(scores=scores._replace(scores=scores.scores[:1], uncalibrated=None))


@pytest.fixture
def work_dir(tmp_path):
    """As tools/train.py leaves it."""
    folder = tmp_path / 'work'
    config_path = write_toy_config(tmp_path, workers=0)
    config = load_config(str(config_path))
    (folder / '20260101_000000' / 'vis_data').mkdir(parents=True)
    log = folder / '20260101_000000' / 'vis_data' / 'scalars.json'
    log.write_text('\n'.join(map(json.dumps, LINES)) + '\n')
    config.dump(str(folder / 'toy.py'))
    write_toy_checkpoint(config, folder / 'epoch_4.pth', meta=True)
    (folder / 'last_checkpoint').write_text(str(folder / 'epoch_4.pth'))
    return folder

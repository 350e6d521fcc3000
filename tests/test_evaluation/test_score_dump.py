import numpy as np
import torch

from mlcr_mm.evaluation.score_dump import ScoreDump
from mlcr_mm.evaluation.scores import read_scores


def sample(name, labels, views):
    views = torch.tensor(views)
    return dict(img_path=name, gt_score=torch.tensor(labels), pred_score=views.mean(0),
                view_scores=views)


def test_keeps_names_labels_and_scores(tmp_path):
    path = tmp_path / 'a' / 'scores.npz'
    dump = ScoreDump(str(path))
    dump.dataset_meta = dict(classes=['AU1', 'AU2'])
    dump.process([], [sample('x.png', [1., -1.], [[.1, .2], [.3, .4]])])
    dump.process([], [sample('y.png', [0., 1.], [[.5, .6], [.9, .8]])])
    assert dump.evaluate(2) == {}
    images, classes, labels, scores, uncalibrated = read_scores(path)
    np.testing.assert_array_equal(uncalibrated, scores)
    assert images.tolist() == ['x.png', 'y.png'] and classes.tolist() == ['AU1', 'AU2']
    assert labels.tolist() == [[1, -1], [0, 1]]
    np.testing.assert_array_equal(scores[1:, 0], np.float32([[.1, .2], [.3, .4]]))
    np.testing.assert_allclose(scores[0], [[.2, .3], [.7, .7]], rtol=1e-6)


def test_image_without_a_file_has_its_number(tmp_path):
    dump = ScoreDump(str(tmp_path / 'scores.npz'))
    dump.dataset_meta = dict(classes=['even'])
    dump.process([], [dict(sample_idx=7, gt_score=torch.ones(1), pred_score=torch.ones(1))])
    dump.evaluate(1)
    scores = read_scores(tmp_path / 'scores.npz')
    assert scores.images.tolist() == ['7'] and scores.scores.shape == (1, 1, 1)

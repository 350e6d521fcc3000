import numpy as np

from mlcr_mm.apis import load_config
from mlcr_mm.engine.checkpoints import load_trained_model
from mlcr_mm.figures.evaluation_data import build_test_dataset
from mlcr_mm.report.answers import predict_part
from mlcr_mm.report.errors_section import errors_section, worst_answers


def test_worst_known_answers_one_per_image_and_few_per_label():
    labels = np.array([[1, 0], [1, -1], [1, 0], [0, 1], [1, 1]])
    scores = np.array([[.1, .9], [.2, .99], [.3, .2], [.4, .45], [.6, .9]])
    found = worst_answers(scores, labels, count=9, per_label=2)
    # Image 0 once, the unknown label never, of label 0 two, right decisions none.
    assert [(answer.image, answer.label) for answer in found] == [(0, 0), (1, 0), (3, 1)]
    assert np.allclose([answer.error for answer in found], [.9, .8, .55])
    assert len(worst_answers(scores, labels, count=1, per_label=2)) == 1


def test_maps_or_why_there_are_none(work_dir, monkeypatch):
    config = load_config(str(work_dir / 'toy.py'))
    model = load_trained_model(config, str(work_dir / 'epoch_4.pth'), 'cpu')
    dataset = build_test_dataset(config)
    answers = predict_part(config, model, dataset)
    section = errors_section(answers, model, dataset)
    assert section.pictures and len(section.text) == 1
    monkeypatch.setattr(model.head, 'classifier_weights', lambda: [])
    model.neck = None
    monkeypatch.setattr('mlcr_mm.report.errors_section.attention_columns', _no_maps)
    section = errors_section(answers, model, dataset)
    assert section.pictures and section.text[1] == 'Without maps: no feature map.'


def _no_maps(*args):
    raise ValueError('no feature map')

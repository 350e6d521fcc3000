"""The worst errors, and where the networks looked."""
from dataclasses import replace
from typing import List, NamedTuple

import numpy as np
from mmengine.model import BaseModel
from torch.utils.data import Dataset

from mlcr_mm.figures.attention import attention_columns, image_columns
from mlcr_mm.labels import PRESENT, known_mask
from mlcr_mm.visualization import draw_attention_sheet

from .answers import Answers
from .section import Section, picture

_SHOWN, _PER_LABEL, _PER_ROW = 12, 3, 6
_NAME = 20  # characters of a name that fit


class WrongAnswer(NamedTuple):
    """A label of an image, and how far the probability is from the truth, in [0, 1]."""

    image: int
    label: int
    error: float


def errors_section(answers: Answers, model: BaseModel, dataset: Dataset) -> Section:
    """Thumbnails with class activation maps.

    Args:
        answers (Answers): Of the model.
        model (BaseModel): It looks at these images once more.
        dataset (Dataset): That of the answers.
    """
    scores = answers.scores
    wrong = worst_answers(scores.scores[0], scores.labels, _SHOWN, _PER_LABEL)
    section = Section('The worst errors', [
        'The answers that are farthest from the truth, at most one per image and three per label. '
        'Look for wrong labels, too. Red speaks for the label, blue against it; p is the '
        'probability of each network.'])
    columns = []
    try:
        for answer in wrong:
            columns += attention_columns(model, dataset, [answer.image], answer.label)
    except ValueError as error:  # no network of which exact maps can be had
        section.text.append(f'Without maps: {error}.')
        columns = image_columns(dataset, [answer.image for answer in wrong])
    for start in range(0, len(columns), _PER_ROW):
        part = [replace(column, title=_title(answers, answer)) for column, answer in
                zip(columns[start:start + _PER_ROW], wrong[start:start + _PER_ROW])]
        section.pictures.append(picture(draw_attention_sheet(part, 'the label'),
                                        'Images with the worst errors', is_photo=True))
    return section


def worst_answers(scores: np.ndarray, labels: np.ndarray, count: int,
                  per_label: int) -> List[WrongAnswer]:
    """Choose the answers on known labels that are farthest from the truth.

    Args:
        scores (np.ndarray): Probabilities ``(N, C)``.
        labels (np.ndarray): Label codes ``(N, C)``.
        count (int): How many at most, one per image.
        per_label (int): How many of one label at most.

    Returns:
        list[WrongAnswer]: Of errors above 0.5, the worst first.
    """
    error = np.where(known_mask(labels), np.abs(scores - (labels == PRESENT)), 0.)
    chosen: List[WrongAnswer] = []
    for flat in np.argsort(-error, axis=None, kind='stable'):
        image, label = (int(place) for place in np.unravel_index(flat, error.shape))
        if error[image, label] <= 0.5 or len(chosen) == count:
            break
        is_new = all(answer.image != image for answer in chosen)
        if is_new and sum(answer.label == label for answer in chosen) < per_label:
            chosen.append(WrongAnswer(image, label, float(error[image, label])))
    return chosen


def _title(answers: Answers, answer: WrongAnswer) -> str:
    scores = answers.scores
    truth = 'present' if scores.labels[answer.image, answer.label] == PRESENT else 'absent'
    name = str(scores.images[answer.image]).rsplit('.', 1)[0]
    name = name if len(name) <= _NAME else f'…{name[1 - _NAME:]}'
    return f'{scores.classes[answer.label]}: {truth}\n{name}'

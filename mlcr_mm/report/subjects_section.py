"""Right and wrong decisions person by person."""
from typing import Dict, List

import numpy as np

from mlcr_mm.evaluation.decision import decide
from mlcr_mm.labels import ABSENT, PRESENT

from .answers import Answers
from .section import Section, Table, percent

_LEAST_IMAGES = 3  # per subject, on average


def subjects_section(answers: Answers) -> Section:
    """Confusion counts by subject, the worst first."""
    section = Section('By subject')
    rows = confusion_by_subject(answers)
    known = sum(row['images'] for row in rows.values())
    if not rows or known < _LEAST_IMAGES * len(rows):
        section.text.append('The dataset does not tell its subjects.' if not rows else
                            f'There are {len(rows)} subjects in {known} images: too few images of '
                            'each to compare them.')
        return section
    section.text.append(
        f'{len(rows)} subjects, decisions on all labels taken together; the lowest F1 first. '
        'Errors that are those of few persons mean that the training has seen too few persons.')
    order = sorted(rows, key=lambda name: (np.nan_to_num(rows[name]['F1'], nan=101.), name))
    header = ['subject', *rows[order[0]]]
    cells = [[name, *(percent(value) if title == 'F1' else str(value)
                      for title, value in rows[name].items())] for name in order]
    section.tables.append(Table(header, cells, f'All {len(rows)} subjects'))
    worst = [f'{name} ({percent(rows[name]["F1"])})' for name in order[:5]]
    section.text.append(f'Lowest: {", ".join(worst)}.')
    return section


def confusion_by_subject(answers: Answers) -> Dict[str, Dict[str, float]]:
    """Count decisions of each subject.

    Args:
        answers (Answers): Images of unknown subjects are left out.

    Returns:
        dict[str, dict[str, float]]: Subject to ``images``, ``true positives``, ``false positives``,
        ``false negatives``, ``true negatives`` on known labels, and ``F1`` in percent of all
        labels taken together, NaN without a positive.
    """
    places: Dict[str, List[int]] = {}
    for place, subject in enumerate(answers.subjects):
        if subject is not None:
            places.setdefault(subject, []).append(place)
    decided = decide(answers.scores.scores[0])
    rows = {}
    for subject, chosen in places.items():
        labels, yes = answers.scores.labels[chosen], decided[chosen]
        counts = {
            'true positives': int((yes & (labels == PRESENT)).sum()),
            'false positives': int((yes & (labels == ABSENT)).sum()),
            'false negatives': int((~yes & (labels == PRESENT)).sum()),
            'true negatives': int((~yes & (labels == ABSENT)).sum())}
        right, wrong, missed, _ = counts.values()
        f1 = 200. * right / (2 * right + wrong + missed) if right + missed else np.nan
        rows[subject] = dict(images=len(chosen), **counts, F1=f1)
    return rows

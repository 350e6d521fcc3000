"""Where the two networks differ, and whether that tells where they err."""
import numpy as np

from mlcr_mm.evaluation.decision import decide
from mlcr_mm.evaluation.view_inconsistency import view_inconsistency
from mlcr_mm.labels import PRESENT, known_mask
from mlcr_mm.visualization import Bars, draw_error_by_disagreement, draw_grouped_bars

from .answers import Answers
from .section import Section, picture


def disagreement_section(answers: Answers) -> Section:
    """Inconsistent decisions per label, and errors by disagreement."""
    if not answers.num_views:
        return Section('Disagreement', ['This model has one network, so nothing can disagree.'])
    scores = answers.scores
    views = scores.scores[1:3]
    per_label, overall = view_inconsistency(views, scores.labels)
    none = np.zeros_like(per_label)
    bars = draw_grouped_bars(list(map(str, scores.classes)),
                             {'inconsistent decisions': Bars(per_label, none, overall, 0.)},
                             'decisions that differ (%)')
    known = known_mask(scores.labels)
    wrong = decide(scores.scores[0]) != (scores.labels == PRESENT)
    errors = draw_error_by_disagreement(np.abs(views[0] - views[1])[known], wrong[known])
    return Section(
        'Disagreement of the two networks',
        [f'The networks decide differently on {overall:.1f} % of the known labels.',
         'Below: all decisions in ten groups of rising disagreement (distance of the two '
         'probabilities), and the share of wrong ones in each; the broken line is their mean. '
         'Where the bars rise, disagreement tells which answers to look at.'],
        [picture(bars, 'Share of inconsistent decisions per label'),
         picture(errors, 'Share of wrong decisions by disagreement')])

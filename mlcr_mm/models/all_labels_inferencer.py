"""All labels from mmpretrain's inferencer, which by itself names the likeliest class alone."""
from functools import wraps
from typing import Any, List

from mmpretrain.apis import ImageClassificationInferencer

from mlcr_mm.evaluation.decision import decide

_postprocess = ImageClassificationInferencer.postprocess


@wraps(_postprocess)
def postprocess(self: ImageClassificationInferencer, *args: Any, **kwargs: Any) -> List:
    """Results of mmpretrain; for a head of this package those of every label that is present.

    Returns:
        list: Per image ``pred_scores`` ``(C,)`` as ever; ``pred_label``, ``pred_score`` and
        ``pred_class`` are lists, one entry per label that is decided to be present.
    """
    results = _postprocess(self, *args, **kwargs)
    head = type(getattr(self.model, 'head', None))
    if not head.__module__.startswith('mlcr_mm.'):
        return results
    return [_all_labels(result, self.classes) if isinstance(result, dict) else result
            for result in results]


def _all_labels(result: dict, classes: Any) -> dict:
    present = decide(result['pred_scores']).nonzero()[0].tolist()
    found = dict(result, pred_label=present,
                 pred_score=[float(result['pred_scores'][label]) for label in present])
    if classes is not None:
        found['pred_class'] = [classes[label] for label in present]
    return found


# There is no other way in: its users make it themselves, and it knows no multi-label models.
ImageClassificationInferencer.postprocess = postprocess

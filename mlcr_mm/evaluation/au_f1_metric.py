"""The paper's measure: average F1 over the labels, averaged over the views."""
import logging
from typing import Dict, List, Optional, Sequence

import numpy as np
from mmengine.logging import print_log

from mlcr_mm.labels import PRESENT, known_mask
from mlcr_mm.registry import METRICS

from .average_precision import average_precision
from .decision import decide
from .f1 import count_decisions, f1_from_counts
from .f1_table import format_f1_table
from .score_metric import ScoreMetric
from .view_inconsistency import view_inconsistency


@METRICS.register_module()
class AUF1Metric(ScoreMetric):
    """F1 and average precision on known labels, of each view and of both together.

    Logged, in percent, under the prefix ``mlcr``:

    - ``f1``: mean over the views of the average F1 (section 4.1.3 of the paper); for a model
      without views its average F1.
    - ``f1_uncalibrated``: the same from the logits as they are, without the shifts of
      :class:`mlcr_mm.models.LogitShift`: equal to ``f1`` for a model that is not calibrated.
    - ``f1_<label>``: ``f1`` for one label. A label without a known positive has no F1: it is left
      out of the log and of every average, and a warning names it.
    - ``f1_view1``, ``f1_view2``: average F1 of one view.
    - ``f1_ensemble``: average F1 of the mean of the views' probabilities.
    - ``map``: mean average precision over the labels, mean over the views as ``f1``. It needs no
      threshold: it says how well the images of a label are ordered.
    - ``map_ensemble``: that of the mean of the views' probabilities.
    - ``inconsistency``: share of the decisions on known labels in which the views differ.

    Without a known positive of any label there is nothing to measure: no number is given, and a
    warning says so. A training goes on; ``tools/test.py`` ends with an error.

    Args:
        table (bool): Also log a table of all labels. Defaults to False.
        collect_device (str): See :class:`mmengine.evaluator.BaseMetric`. Defaults to 'cpu'.
        prefix (str, optional): Defaults to None ('mlcr').
    """

    def __init__(self, table: bool = False, collect_device: str = 'cpu',
                 prefix: Optional[str] = None) -> None:
        super().__init__(collect_device=collect_device, prefix=prefix)
        self.table = table

    def compute_metrics(self, results: List[dict]) -> Dict[str, float]:
        """Compute the metrics from the scores and labels of all images.

        Args:
            results (list[dict]): Those kept by :meth:`process`.

        Returns:
            dict[str, float]: See the class; empty if no image has a known positive.
        """
        # (1 + V, N, C): the ensemble, then the views; the same; (N, C)
        scores, uncalibrated, labels = self.stack(results)
        classes = self.dataset_meta['classes']
        ensemble, *views = (
            f1_from_counts(count_decisions(decisions, labels)) for decisions in decide(scores))
        defined = np.isfinite(ensemble)
        self._report_undefined(classes, defined)
        if not defined.any():
            return {}
        per_label = np.mean(views, axis=0) if views else ensemble  # (C,)
        precision = [average_precision(part, labels)[defined].mean() for part in scores]
        raw = np.mean([f1_from_counts(count_decisions(decisions, labels))
                       for decisions in decide(uncalibrated)[-max(len(views), 1):]], axis=0)
        metrics = dict(
            f1=per_label[defined].mean(),
            f1_uncalibrated=raw[defined].mean(),
            map=np.mean(precision[1:] or precision))
        columns = {'f1': per_label}
        if views:
            for index, view in enumerate(views, 1):
                metrics[f'f1_view{index}'] = view[defined].mean()
                columns[f'view {index}'] = view
            metrics['f1_ensemble'] = ensemble[defined].mean()
            columns['ensemble'] = ensemble
            metrics['map_ensemble'] = precision[0]
            metrics['inconsistency'] = view_inconsistency(scores[1:3], labels)[1]
        columns['uncalibrated'] = raw
        metrics.update({f'f1_{name}': value for name, value, has_f1 in zip(
            classes, per_label, defined) if has_f1})
        if self.table:
            num_positive = (labels == PRESENT).sum(axis=0)
            table = format_f1_table(classes, columns, num_positive, known_mask(labels).sum(axis=0))
            print_log('\n' + table, logger='current', level=logging.INFO)
        return {name: float(value) for name, value in metrics.items()}

    @staticmethod
    def _report_undefined(classes: Sequence[str], defined: np.ndarray) -> None:
        names = [name for name, has_f1 in zip(classes, defined) if not has_f1]
        if names:
            rest = ('and the averages leave them out' if defined.any() else
                    'and no average: nothing is measured')
            print_log(
                f'{names} have no known positive: no F1 and no average precision for them, {rest}',
                logger='current',
                level=logging.WARNING)

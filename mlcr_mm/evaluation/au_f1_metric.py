"""The paper's measure: average F1 over the labels, averaged over the views."""
import logging
from typing import Dict, Optional, Sequence

import numpy as np
from mmengine.logging import print_log

from mlcr_mm.labels import check_class_names
from mlcr_mm.registry import METRICS

from .decision import decide
from .f1_table import format_f1_table
from .label_measures import LabelMeasures, measure_label
from .score_blocks import Block
from .score_metric import ScoreMetric


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

    def collect(self, samples: Sequence[dict]) -> Block:
        """See the base class; of the uncalibrated scores the decisions, a quarter of the room."""
        block = super().collect(samples)
        if 'uncalibrated' in block:
            block['uncalibrated'] = decide(block['uncalibrated'])
        return block

    def compute_metrics(self, results: Sequence[Sequence[Block]]) -> Dict[str, float]:
        """Compute the metrics from the scores and labels of all images.

        Args:
            results (Sequence[Sequence[Block]]): Blocks by process.

        Returns:
            dict[str, float]: See the class; empty if no image has a known positive.

        Raises:
            ValueError: If a label is named twice, or called as a metric is.
        """
        classes = self.dataset_meta['classes']
        check_class_names('the test set', classes)
        measures = [measure_label(*stacked) for stacked in self.stack_by_label(results)]
        found = LabelMeasures(*map(np.array, zip(*measures)))
        ensemble, *views = found.f1.T  # (C,) each
        defined = np.isfinite(ensemble)
        self._report_undefined(classes, defined)
        if not defined.any():
            return {}
        per_label = np.mean(views, axis=0) if views else ensemble  # (C,)
        precision = found.average_precision[defined].mean(axis=0).tolist()
        raw = found.raw_f1.mean(axis=1)  # (C,)
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
            metrics['inconsistency'] = 100. * found.differing.sum() / found.known.sum()
        columns['uncalibrated'] = raw
        metrics.update({f'f1_{name}': value for name, value, has_f1 in zip(
            classes, per_label, defined) if has_f1})
        if self.table:
            table = format_f1_table(classes, columns, found.positives, found.known)
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

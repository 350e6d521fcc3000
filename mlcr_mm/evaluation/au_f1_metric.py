"""The paper's measure: average F1 over the labels, averaged over the views."""
import logging
from typing import Dict, List, Optional, Sequence

import numpy as np
from mmengine.evaluator import BaseMetric
from mmengine.logging import print_log

from mlcr_mm.labels import PRESENT, known_mask
from mlcr_mm.registry import METRICS

from .decision import DECISION_PROBABILITY, decide
from .f1 import count_decisions, f1_from_counts
from .f1_table import format_f1_table


@METRICS.register_module()
class AUF1Metric(BaseMetric):
    """F1 on known labels, per label and average, of each view and of both together.

    Logged, in percent, under the prefix ``mlcr``:

    - ``f1``: mean over the views of the average F1 (section 4.1.3 of the paper); for a model
      without views its average F1.
    - ``f1_<label>``: the same for one label; NaN where the label has no known positive. Such labels
      are left out of every average, and a warning names them.
    - ``f1_view1``, ``f1_view2``: average F1 of one view.
    - ``f1_ensemble``: average F1 of the mean of the views' probabilities.
    - ``inconsistency``: share of the decisions on known labels in which the views differ.

    Args:
        thr (float): Probability from which a label is decided to be present. Defaults to 0.5.
        table (bool): Also log a table of all labels. Defaults to False.
        collect_device (str): See :class:`mmengine.evaluator.BaseMetric`. Defaults to 'cpu'.
        prefix (str, optional): Defaults to None ('mlcr').
    """

    default_prefix = 'mlcr'

    def __init__(self,
                 thr: float = DECISION_PROBABILITY,
                 table: bool = False,
                 collect_device: str = 'cpu',
                 prefix: Optional[str] = None) -> None:
        super().__init__(collect_device=collect_device, prefix=prefix)
        self.thr = thr
        self.table = table

    def process(self, data_batch: Sequence[dict], data_samples: Sequence[dict]) -> None:
        """Keep scores and labels of a batch.

        Args:
            data_batch (Sequence[dict]): Not used.
            data_samples (Sequence[dict]): With ``gt_score (C,)``, ``pred_score (C,)`` and, for two
                views, ``view_scores (V, C)``.
        """
        for sample in data_samples:
            scores = [sample['pred_score'], *sample.get('view_scores', ())]
            self.results.append(
                dict(
                    scores=np.stack([score.float().cpu().numpy() for score in scores]),
                    labels=sample['gt_score'].float().cpu().numpy()))

    def compute_metrics(self, results: List[dict]) -> Dict[str, float]:
        """Compute the metrics from the scores and labels of all images.

        Args:
            results (list[dict]): Those kept by :meth:`process`.

        Returns:
            dict[str, float]: See the class.

        Raises:
            ValueError: If no image has a known positive.
        """
        labels = np.stack([result['labels'] for result in results])  # (N, C)
        # The ensemble comes first, then the views, if any: (1 + V, N, C).
        decisions = decide(np.stack([result['scores'] for result in results], axis=1), self.thr)
        classes = self.dataset_meta['classes']
        ensemble, *views = (
            f1_from_counts(count_decisions(decision, labels)) for decision in decisions)
        defined = np.isfinite(ensemble)
        self._report_undefined(classes, defined)

        per_label = np.mean(views, axis=0) if views else ensemble  # (C,)
        metrics = dict(f1=per_label[defined].mean())
        columns = {'f1': per_label}
        if views:
            for index, view in enumerate(views, 1):
                metrics[f'f1_view{index}'] = view[defined].mean()
                columns[f'view {index}'] = view
            metrics['f1_ensemble'] = ensemble[defined].mean()
            columns['ensemble'] = ensemble
            differ = decisions[1] != decisions[2]  # (N, C)
            metrics['inconsistency'] = 100 * differ[known_mask(labels)].mean()
        metrics.update({f'f1_{name}': value for name, value in zip(classes, per_label)})
        if self.table:
            num_positive = (labels == PRESENT).sum(axis=0)
            table = format_f1_table(classes, columns, num_positive, known_mask(labels).sum(axis=0))
            print_log('\n' + table, logger='current', level=logging.INFO)
        return {name: float(value) for name, value in metrics.items()}

    @staticmethod
    def _report_undefined(classes: Sequence[str], defined: np.ndarray) -> None:
        if not defined.any():
            raise ValueError('no label has a known positive in the test set: nothing to measure')
        if not defined.all():
            names = [name for name, has_f1 in zip(classes, defined) if not has_f1]
            print_log(
                f'{names} have no known positive: no F1 for them, and the averages leave them out',
                logger='current',
                level=logging.WARNING)

"""A student that learns pseudo-labels of its averaged teacher."""
from typing import Dict, List

from mmpretrain.structures import DataSample
from torch import Tensor

from mlcr_mm.registry import MODELS

from .mean_teacher_classifier import MeanTeacherClassifier


@MODELS.register_module()
class ClassAwareClassifier(MeanTeacherClassifier):
    """Class-distribution-aware pseudo-labelling (CAP) for multi-label images.

    Of `Class-Distribution-Aware Pseudo-Labeling for Semi-Supervised Multi-Label Learning
    <https://arxiv.org/abs/2305.02795>`_ (Xie et al., NeurIPS 2023): a phase with
    ``targets=dict(type='ClassAwareLabels', every=1)`` asks the teacher, whose weights are the
    moving average of the student's, for pseudo-labels of all unlabelled images before each epoch,
    and the student learns them from strongly augmented images. ``MeanTeacherHook`` updates the
    teacher, which makes the predictions.

    Args:
        *args: Those of :class:`MeanTeacherClassifier`.
        momentum (float): Share of the student in each update of the teacher; 0.0003 in the paper.
            Defaults to 0.001.
        **kwargs: Those of :class:`MeanTeacherClassifier`; the head must be a ``ClassAwareHead``.
    """

    def loss(self, inputs: Tensor, data_samples: List[DataSample]) -> Dict[str, Tensor]:
        """Losses of the student.

        Args:
            inputs (Tensor): Images ``(N, 3, H, W)``, strongly augmented.
            data_samples (list[DataSample]): With ``gt_score`` ``(C,)`` and, where the teacher gave
                some, ``pseudo_labels`` ``(C,)``.

        Returns:
            dict[str, Tensor]: ``loss_recognition``, ``loss_pseudo_label``, ``labeled_images``.

        Raises:
            RuntimeError: If nobody has started the teacher.
        """
        self.check_teacher()
        return self.head.loss(self.extract_feat(inputs), data_samples)

"""Student and averaged teacher."""
from typing import Dict, List, Optional

import torch
from mmpretrain.models import ImageClassifier
from mmpretrain.structures import DataSample
from torch import Tensor

from mlcr_mm.registry import MODELS

from .host_buffers import host_buffer_names
from .two_augmentation_classifier import Inputs, TwoAugmentationClassifier
from .weight_average import WeightAverage


@MODELS.register_module()
class MeanTeacherClassifier(TwoAugmentationClassifier):
    """Mean teacher for multi-label images.

    Of `Mean teachers are better role models <https://arxiv.org/abs/1703.01780>`_ (Tarvainen and
    Valpola 2017): the teacher's weights are the moving average of the student's. The student sees
    the first augmentation of each image and learns its known labels, and to predict for every image
    what the teacher predicts from the second augmentation. Only the student gets gradients.
    ``MeanTeacherHook`` updates the teacher and must be among the ``custom_hooks``.

    The teacher is part of the state dict and makes the predictions as soon as it has been updated
    once; until then the student does. ``extract_feat`` is the student's. The teacher gives its
    targets in evaluation mode: they are the predictions that the test measures. Differs from the
    paper, whose teacher uses the statistics of its own batches.

    Args:
        *args: Those of :class:`TwoAugmentationClassifier`.
        momentum (float): Share of the student in each update of the teacher, ``1 - alpha`` of the
            paper; see :class:`WeightAverage` for the start. Defaults to 0.001.
        **kwargs: Those of :class:`TwoAugmentationClassifier`; the head must be a
            ``ConsistencyHead``.
    """

    def __init__(self, *args, momentum: float = 0.001, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.teacher = WeightAverage(
            ImageClassifier(self.backbone, self.neck, self.head), momentum)
        self._teacher_started = False
        # DistributedDataParallel reads this; NCCL cannot broadcast what stays on the CPU.
        self._ddp_params_and_buffers_to_ignore = host_buffer_names(self)

    def train(self, mode: bool = True) -> 'MeanTeacherClassifier':
        """Set the mode of the student; the teacher stays in evaluation mode."""
        super().train(mode)
        self.teacher.eval()
        return self

    @torch.no_grad()
    def start_teacher(self) -> None:
        """Give a teacher that was never updated the student's weights; call before training.

        The teacher is built before the student's weights are drawn or loaded.
        """
        if self.teacher.steps == 0:
            student = self.state_dict()
            for name, weight in self.teacher.module.state_dict().items():
                weight.copy_(student[name])
        self._teacher_started = True

    @property
    def predictor(self) -> ImageClassifier:
        """ImageClassifier: The network whose answers are the predictions."""
        return self if self.teacher.steps == 0 else self.teacher.module

    def check_teacher(self) -> None:
        """Refuse to train with a teacher that stays as it is.

        Raises:
            RuntimeError: If nobody has started the teacher.
        """
        if not self._teacher_started:
            raise RuntimeError(f'the teacher of {type(self).__name__} is never updated: add '
                               "dict(type='MeanTeacherHook') to custom_hooks")

    def update_teacher(self) -> None:
        """Take the student's weights into the average; call after each step of the optimizer."""
        self.teacher.update_parameters(self)

    def loss(self, inputs: Inputs, data_samples: List[DataSample]) -> Dict[str, Tensor]:
        """Losses of the student.

        Args:
            inputs (Tensor | Sequence[Tensor]): Images ``(N, 3, H, W)`` or two augmentations of
                them.
            data_samples (list[DataSample]): With ``gt_score`` ``(C,)``.

        Returns:
            dict[str, Tensor]: ``loss_recognition``, ``loss_consistency``, ``labeled_images``.

        Raises:
            RuntimeError: If nobody has started the teacher.
        """
        self.check_teacher()
        student_images, teacher_images = self.split_augmentations(inputs)
        teacher_logits = None
        # Nothing is learned from the teacher while the loss is off: save its time.
        if self.head.is_on('loss_consistency'):
            with torch.no_grad():
                teacher_logits = self.teacher(teacher_images)  # (N, C)
        return self.head.loss(
            self.extract_feat(student_images), data_samples, teacher_logits=teacher_logits)

    def predict(self,
                inputs: Tensor,
                data_samples: Optional[List[DataSample]] = None,
                **kwargs) -> List[DataSample]:
        """Predictions of the teacher for images ``(N, 3, H, W)``."""
        if self.teacher.steps == 0:
            return super().predict(inputs, data_samples, **kwargs)
        return self.predictor.predict(inputs, data_samples, **kwargs)

"""Hard targets: a teacher labels images in the shares of the labelled ones."""
import numpy as np
from mmengine.model import BaseModel

from mlcr_mm.labels import PRESENT, known_mask, label_shares
from mlcr_mm.models import ClassAwareHead
from mlcr_mm.pseudo_labels import select_confident
from mlcr_mm.registry import TASK_UTILS

from .unlabeled_targets import UnlabeledTargets, as_tensor


@TASK_UTILS.register_module()
class ClassAwareLabels(UnlabeledTargets):
    """Targets of CAP (`Xie et al., NeurIPS 2023 <https://arxiv.org/abs/2305.02795>`_).

    Of each label, the images with the highest scores get "present" and those with the lowest get
    "absent", as many as the labelled images' shares say: each label has thresholds of its own,
    which follow the network (see :func:`mlcr_mm.pseudo_labels.select_confident`).

    As in the released code they are made once before an epoch, with ``every=1``. Differs from it:
    the teacher looks at the images without augmentation, not weakly augmented ones.

    Args:
        confident_share (float): Share of the unlabelled images, in (0, 1], that get a pseudo-label,
            for each label; below 1 the images in between stay unknown. Defaults to 1, the paper's.
        **kwargs: Those of :class:`UnlabeledTargets`.

    Raises:
        ValueError: If an argument is out of its range.
    """

    FIELD = 'pseudo_labels'

    def __init__(self, confident_share: float = 1., **kwargs) -> None:
        if not 0 < confident_share <= 1:
            raise ValueError('ClassAwareLabels: confident_share must be in (0, 1], got '
                             f'{confident_share}')
        super().__init__(**kwargs)
        self.confident_share = confident_share

    def check(self, model: BaseModel) -> None:
        """Refuse a model with another head than a ``ClassAwareHead``."""
        if not isinstance(model.head, ClassAwareHead):
            raise TypeError("targets=dict(type='ClassAwareLabels') needs model=dict(type="
                            "'ClassAwareClassifier', head=dict(type='ClassAwareHead')), got "
                            f'{type(model.head).__name__}')

    def update(self, logits: np.ndarray, labels: np.ndarray) -> str:
        """Label codes ``(N, C)`` from the logits of the one network, ``(1, N, C)``."""
        codes = select_confident(logits[0], label_shares(labels), self.confident_share)
        self.values = as_tensor(codes)
        return (f'pseudo-labels for {100 * known_mask(codes).mean():.1f} % of the labels of '
                f'{len(codes)} unlabelled images ({100 * (codes == PRESENT).mean():.1f} % present)')

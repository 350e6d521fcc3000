"""One network, two augmentations of each image: what the consistency methods share."""
from typing import List, Optional, Sequence, Tuple, Union

from mmpretrain.models import ImageClassifier
from torch import Tensor

from mlcr_mm.registry import MODELS

NUM_AUGMENTATIONS = 2
Inputs = Union[Tensor, Sequence[Tensor]]


class TwoAugmentationClassifier(ImageClassifier):
    """A classifier that trains on two augmentations of each image and predicts from one image.

    The training pipeline makes the two: ``num_views=2`` of ``OneWarpAugment``, or mmpretrain's
    ``MultiView``.

    Args:
        backbone (dict): Any backbone of mmpretrain.
        neck (dict, optional): Defaults to None.
        head (dict, optional): Defaults to None.
        data_preprocessor (dict, optional): Defaults to a ``ViewDataPreprocessor``, which takes
            one image per sample or a list.
        init_cfg (dict | list[dict], optional): Defaults to None.
    """

    def __init__(self,
                 backbone: dict,
                 neck: Optional[dict] = None,
                 head: Optional[dict] = None,
                 data_preprocessor: Optional[dict] = None,
                 init_cfg: Union[dict, List[dict], None] = None) -> None:
        # Built here, since the base class would build one for single images with class indices.
        data_preprocessor = MODELS.build({
            'type': 'ViewDataPreprocessor',
            **(data_preprocessor or {})
        })
        super().__init__(
            backbone=backbone,
            neck=neck,
            head=head,
            data_preprocessor=data_preprocessor,
            init_cfg=init_cfg)

    @staticmethod
    def split_augmentations(inputs: Inputs) -> Tuple[Tensor, Tensor]:
        """The two batches of a training input.

        Args:
            inputs (Tensor | Sequence[Tensor]): Images ``(N, 3, H, W)``, used for both, or one such
                batch per augmentation.

        Returns:
            tuple[Tensor, Tensor]: ``(N, 3, H, W)`` each.

        Raises:
            ValueError: If there are not two batches.
        """
        if isinstance(inputs, Tensor):
            return inputs, inputs
        if len(inputs) != NUM_AUGMENTATIONS:
            raise ValueError(f'the model trains on {NUM_AUGMENTATIONS} augmentations of each '
                             f"image, got {len(inputs)}: set num_views of the pipeline's "
                             'OneWarpAugment to 2, or of MultiView to [1, 1] with two lists of '
                             'transforms')
        return tuple(inputs)

"""Classifier with two networks that look at the same image."""
from typing import List, Optional, Sequence, Tuple, Union

import torch
from mmpretrain.models import ImageClassifier
from torch import Tensor

from mlcr_mm.registry import MODELS

from .heads.dual_view_head import NUM_VIEWS
from .host_buffers import host_buffer_names
from .view_modules import ViewConfig, ViewModules

Inputs = Union[Tensor, Sequence[Tensor]]


@MODELS.register_module()
class DualViewClassifier(ImageClassifier):
    """Two feature generators, one per view (section 3.2 of the paper), and a dual-view head.

    Args:
        backbone (dict | list[dict]): Any backbone of mmpretrain: one config for both views or one
            per view. The views' weights differ in any case, see ``view_seeds``.
        neck (dict | list[dict], optional): Likewise. Defaults to None.
        head (dict, optional): A ``DualViewHead`` or ``GCNHead``. Defaults to None.
        data_preprocessor (dict, optional): Defaults to a ``ViewDataPreprocessor``, which takes
            one image per sample or one per view.
        view_seeds (Sequence[int]): Added to the run's seed for the random weights of each view.
            They must differ: co-training needs two views. Defaults to (0, 1).
        init_cfg (dict | list[dict], optional): Defaults to None.

    Raises:
        ValueError: If a list has not one entry per view, or the view seeds are equal.
    """

    def __init__(self,
                 backbone: ViewConfig,
                 neck: Optional[ViewConfig] = None,
                 head: Optional[dict] = None,
                 data_preprocessor: Optional[dict] = None,
                 view_seeds: Sequence[int] = (0, 1),
                 init_cfg: Union[dict, List[dict], None] = None) -> None:
        if len(set(view_seeds)) != NUM_VIEWS:
            raise ValueError(f'view_seeds must be {NUM_VIEWS} different numbers, got {view_seeds}')
        run_seed = torch.initial_seed()
        seeds = [run_seed + seed for seed in view_seeds]
        # Built here, since the base class would build one for single images with class indices.
        data_preprocessor = MODELS.build({
            'type': 'ViewDataPreprocessor',
            **(data_preprocessor or {})
        })
        super().__init__(
            backbone=ViewModules('backbone', backbone, seeds),
            neck=None if neck is None else ViewModules('neck', neck, seeds),
            head=head,
            data_preprocessor=data_preprocessor,
            init_cfg=init_cfg)
        # DistributedDataParallel reads this; NCCL cannot broadcast what stays on the CPU.
        self._ddp_params_and_buffers_to_ignore = host_buffer_names(self)

    def extract_feat(self, inputs: Inputs, stage: str = 'neck') -> Tuple:
        """Features of both views.

        Args:
            inputs (Tensor | Sequence[Tensor]): Images ``(N, 3, H, W)``, the same for both views or
                one batch per view.
            stage (str): 'backbone', 'neck' or 'pre_logits', as in
                :meth:`mmpretrain.models.ImageClassifier.extract_feat`.

        Returns:
            tuple: One entry per view: a tuple of stage features, or ``(N, D)`` for 'pre_logits'.

        Raises:
            ValueError: If the stage is unknown.
        """
        if stage not in ('backbone', 'neck', 'pre_logits'):
            raise ValueError(f"stage must be 'backbone', 'neck' or 'pre_logits', got {stage!r}")
        if isinstance(inputs, Tensor):
            inputs = [inputs] * NUM_VIEWS
        feats = [backbone(images) for backbone, images in zip(self.backbone, inputs)]
        # A ViT may give a tensor where others give a tuple of stages.
        feats = [feat if isinstance(feat, (tuple, list)) else (feat, ) for feat in feats]
        if stage != 'backbone' and self.with_neck:
            feats = [neck(tuple(feat)) for neck, feat in zip(self.neck, feats)]
        if stage == 'pre_logits':
            return tuple(self.head.pre_logits(feats))
        return tuple(feats)

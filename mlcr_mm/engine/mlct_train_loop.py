"""Training by multi-label co-training: features once, then linear classifiers."""
import logging
from typing import Dict, List, Optional, Sequence, Tuple, Union

import numpy as np
import torch
from mmengine.dist import broadcast_object_list, is_main_process
from mmengine.logging import print_log
from mmengine.model import BaseModel
from mmengine.runner import EpochBasedTrainLoop, Runner
from mmengine.runner.checkpoint import CheckpointLoader
from torch.utils.data import DataLoader

from mlcr_mm.files import trained_checkpoint
from mlcr_mm.labels import known_mask
from mlcr_mm.models import DualViewHead
from mlcr_mm.registry import LOOPS

from .checkpoints import load_view_module
from .checkpoints.other_input import warn_of_other_input
from .first_images import check_first_images_of_run
from .parts_disjoint_hook import PartsDisjointHook
from .prepared_alike import warn_if_prepared_otherwise
from .run_text import describe_run
from .targets import dataset_outputs
from .unwrap import unwrap_model

#: The one phase of such a training, for the log.
PHASE = 'multi_label_co_training'
CLASSIFIER = dict(C=0.01, class_weight='balanced', max_iter=1000)


@LOOPS.register_module()
class MLCTTrainLoop(EpochBasedTrainLoop):
    """Multi-label co-training (Xing et al., IJCAI 2018) on the features of two trained networks.

    The backbones come from checkpoints, one per view, and stay as they are. Their features of all
    training images, without augmentation, are computed once; the rounds of
    :func:`mlcr_mm.mlct.multi_label_co_training` give the linear classifiers of a ``DualViewHead``.
    All of this is one epoch, after which hooks save and validate as after any other.

    The method's answer is the majority vote of the views. Two views that disagree are a tie, which
    the surer one decides: the mean of the probabilities, which is ``pred_score``, so
    ``mlcr/f1_ensemble`` is the F1 of the vote.

    Args:
        runner (Runner): Handed over by mmengine.
        dataloader (DataLoader | dict): Likewise; over a ``SemiSupervisedDataset``, of which only
            the two parts are used.
        view_checkpoints (Sequence[str]): Per view, the checkpoint of a classifier with one network
            like ``model.backbone``, or the work directory of its training.
        trained_by (str): Config that trains such a network; named in errors.
        rounds (int): >= 0. Defaults to 10.
        sample_share (float): Share of the unlabelled images that is selected per round, in (0, 1].
            Defaults to 0.05.
        adjustment (float): Strength of the label co-occurrence, >= 0; see
            :func:`mlcr_mm.mlct.adjust_likelihoods`. Defaults to 0.5.
        classifier (dict, optional): Arguments of :class:`sklearn.linear_model.LogisticRegression`,
            on standardised features. Defaults to ``C=0.01, class_weight='balanced',
            max_iter=1000``, of which those given are replaced.

    Raises:
        FileNotFoundError: If a checkpoint does not exist.
        TypeError: If the head is no plain ``DualViewHead``, or the dataset is not in two parts.
        ValueError: If an argument is out of its range, or a checkpoint does not fit, or was trained
            on images of the validation or test part.
    """

    def __init__(self,
                 runner: Runner,
                 dataloader: Union[DataLoader, Dict],
                 view_checkpoints: Sequence[str],
                 trained_by: str,
                 rounds: int = 10,
                 sample_share: float = 0.05,
                 adjustment: float = 0.5,
                 classifier: Optional[Dict] = None) -> None:
        if rounds < 0 or not 0 < sample_share <= 1 or adjustment < 0:
            raise ValueError('MLCTTrainLoop: rounds and adjustment must be >= 0, sample_share in '
                             f'(0, 1], got {rounds}, {adjustment}, {sample_share}')
        model = unwrap_model(runner.model)
        if type(model.head) is not DualViewHead:
            raise TypeError("MLCTTrainLoop needs model.head=dict(type='DualViewHead'), got "
                            f'{type(model.head).__name__}')
        if len(view_checkpoints) != len(model.backbone):
            raise ValueError(f'train_cfg.view_checkpoints must be {len(model.backbone)} paths, one '
                             f'per view, got {view_checkpoints}')
        self.view_checkpoints = [
            trained_checkpoint(
                path, f'train_cfg.view_checkpoints names it as view {view}: make it with '
                f'python tools/train.py {trained_by} --work-dir '
                f"{'WORK_DIR' if path.endswith('.pth') else path} --cfg-options "
                f'randomness.seed={view}')
            for view, path in enumerate(view_checkpoints, 1)
        ]
        super().__init__(runner, dataloader, max_epochs=1)
        self._parts = getattr(self.dataloader.dataset, 'datasets', ())
        if len(self._parts) != 2:
            raise TypeError('MLCTTrainLoop needs train_dataloader.dataset=dict(type='
                            "'SemiSupervisedDataset', labeled=..., unlabeled=...), got "
                            f'{type(self.dataloader.dataset).__name__} of {len(self._parts)} parts')
        runner.message_hub.update_info('phase', PHASE)
        self._settings = dict(
            rounds=rounds, sample_share=sample_share, adjustment=adjustment,
            **{**CLASSIFIER, **(classifier or {})})

    def run(self) -> BaseModel:
        """Say what will be trained, and train.

        Returns:
            BaseModel: The trained model.
        """
        print_log(f"{describe_run(self.runner)}\n1 phase, 1 epoch: features of the networks, "
                  f"{self._settings['rounds']} rounds of co-training, linear classifiers",
                  logger='current', level=logging.INFO)
        check_first_images_of_run(self.runner)
        warn_if_prepared_otherwise(self.runner)
        return super().run()

    def run_epoch(self) -> None:
        """All rounds: networks, features, classifiers."""
        from mlcr_mm.mlct import multi_label_co_training  # brings scikit-learn, for this loop only

        self.runner.call_hook('before_train_epoch')
        self._load_networks()
        labeled, seen = self._features(self._parts[0])
        labels = self._parts[0].get_gt_scores()[seen]
        unlabeled, _ = self._features(self._parts[1])
        # Computed in one place: another machine may round differently.
        result = [None]
        if is_main_process():
            result = [multi_label_co_training(labeled, labels, unlabeled, **self._settings)]
        broadcast_object_list(result)
        weights, communicated = result[0]
        told = 100 * known_mask(communicated).mean()
        print_log(
            f'MLCT: {len(labels)} labelled and {len(unlabeled[0])} unlabelled images; the views '
            f'told each other {told:.1f} % of the labels of the unlabelled ones',
            logger='current',
            level=logging.INFO)
        self._set_classifiers(weights)
        self.runner.call_hook('after_train_epoch')
        self._epoch += 1

    def _load_networks(self) -> None:
        """Backbone and neck of each view, from its checkpoint."""
        model = unwrap_model(self.runner.model)
        parts = dict(backbone=model.backbone)
        if model.with_neck:
            parts['neck'] = model.neck
        checkpoints = {file: CheckpointLoader.load_checkpoint(file, map_location='cpu')
                       for file in self.view_checkpoints}
        for file, checkpoint in checkpoints.items():
            warn_of_other_input(checkpoint, self.runner.cfg, file)
            for hook in self.runner.hooks:
                if isinstance(hook, PartsDisjointHook):
                    hook.check_checkpoint(self.runner, checkpoint, file)
        for prefix, modules in parts.items():
            for module, file in zip(modules, self.view_checkpoints):
                load_view_module(module, checkpoints[file], file, prefix)

    def _features(self, dataset: torch.utils.data.Dataset) -> Tuple[List[np.ndarray], np.ndarray]:
        """Features ``(n, D_v)`` per view of the readable images, and which of the N these are."""
        model = unwrap_model(self.runner.model)
        views = dataset_outputs(
            self.runner, dataset,
            lambda batch: model.extract_feat(batch['inputs'], stage='pre_logits'))
        seen = np.isfinite(np.concatenate(views, axis=1)).all(axis=1)
        return [view[seen] for view in views], seen

    def _set_classifiers(self, weights: Sequence[np.ndarray]) -> None:
        """Write the classifiers ``(C, D_v + 1)`` into the head."""
        classifiers = unwrap_model(self.runner.model).head.classifiers
        with torch.no_grad():
            for classifier, weight in zip(classifiers, map(torch.from_numpy, weights)):
                classifier.weight.copy_(weight[:, :-1])
                classifier.bias.copy_(weight[:, -1])

"""A labelled and an unlabelled dataset as one."""
from typing import Any, Optional, Sequence, Union

from mmcv.transforms import Compose
from mmengine.dataset import BaseDataset, ConcatDataset

from mlcr_mm.registry import DATASETS

from .part_configs import part_configs

Part = Union[BaseDataset, dict]


@DATASETS.register_module()
class SemiSupervisedDataset(ConcatDataset):
    """The training set of semi-supervised learning: a labelled and an unlabelled part.

    Images of the labelled part come first. ``sample_idx`` of a data sample counts over both parts;
    where a part puts another image in the place of one that it cannot read, the number is that of
    the image which is seen. The parts have names, not places in a list, so that a config that
    inherits another can change one of their settings alone.

    Args:
        labeled (BaseDataset | dict): The labelled part; where it is a dataset, so is the other one.
        unlabeled (BaseDataset | dict, optional): The unlabelled part; its ``classes`` are those of
            the labelled one unless it names them. Defaults to None: none.
        pipeline (Sequence, optional): Transforms of both parts, where their own configs have none.
        lazy_init (bool): Whether to leave the annotations unread at first. Defaults to False.

    Raises:
        ValueError: If the parts have different labels.
    """

    def __init__(self,
                 labeled: Part,
                 unlabeled: Optional[Part] = None,
                 pipeline: Optional[Sequence] = None,
                 lazy_init: bool = False) -> None:
        if isinstance(labeled, dict) and not isinstance(unlabeled, BaseDataset):
            parts = [DATASETS.build({'lazy_init': lazy_init, **config})
                     for config in part_configs(labeled, unlabeled, pipeline)]
        else:
            parts = [part for part in (labeled, unlabeled) if part is not None]
        self.labeled, self.unlabeled = [*parts, None][:2]
        classes, theirs = (part.metainfo.get('classes') for part in (parts[0], parts[-1]))
        if classes != theirs:
            raise ValueError(f'the unlabelled part has the labels {theirs}, the labelled part '
                             f'{classes}: leave train_dataloader.dataset.unlabeled.classes out')
        super().__init__(parts, lazy_init=lazy_init)

    @property
    def pipeline(self) -> Compose:
        """Compose: Transforms of the parts; setting it replaces those of both."""
        return self.labeled.pipeline

    @pipeline.setter
    def pipeline(self, pipeline: Compose) -> None:
        for part in self.datasets:
            part.pipeline = pipeline

    def __getitem__(self, idx: int) -> Any:
        """The packed sample at a place, with ``sample_idx`` in 0..N-1 over both parts.

        Raises:
            TypeError: If the sample has no ``sample_idx``.
        """
        packed = super().__getitem__(idx)
        part, _ = self._get_ori_dataset_idx(idx)
        sample = packed.get('data_samples')
        if sample is None or 'sample_idx' not in sample:
            raise TypeError('SemiSupervisedDataset: a pipeline has to end with '
                            "dict(type='PackInputs'), whose meta_keys hold 'sample_idx'")
        sample.set_metainfo(dict(sample_idx=self.part_start(part) + sample.sample_idx))
        return packed

    def part_start(self, part: int) -> int:
        """``sample_idx`` of the first image of a part.

        Args:
            part (int): 0 for the labelled, 1 for the unlabelled one.
        """
        return self.cumulative_sizes[part - 1] if part else 0

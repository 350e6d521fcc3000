"""Several datasets as one whose samples know their place."""
from typing import Any

from mmengine.dataset import ConcatDataset

from mlcr_mm.registry import DATASETS


@DATASETS.register_module()
class IndexedConcatDataset(ConcatDataset):
    """A ``ConcatDataset`` in which ``sample_idx`` of a data sample counts over all its parts.

    In mmengine's own, each part counts from 0: a labelled and an unlabelled image can have the same
    number. Where a part puts another image in the place of one that it cannot read, the number is
    that of the image which is seen.

    Args:
        *args: Those of :class:`mmengine.dataset.ConcatDataset`.
        **kwargs: Likewise.
    """

    def __getitem__(self, idx: int) -> Any:
        """The packed sample at a place, with ``sample_idx`` in 0..N-1 over all parts.

        Raises:
            TypeError: If the sample has no ``sample_idx``.
        """
        packed = super().__getitem__(idx)
        part, _ = self._get_ori_dataset_idx(idx)
        sample = packed.get('data_samples')
        if sample is None or 'sample_idx' not in sample:
            raise TypeError('IndexedConcatDataset: a pipeline has to end with '
                            "dict(type='PackInputs'), whose meta_keys hold 'sample_idx'")
        sample.set_metainfo(dict(sample_idx=self.part_start(part) + sample.sample_idx))
        return packed

    def part_start(self, part: int) -> int:
        """``sample_idx`` of the first image of a part.

        Args:
            part (int): In 0..number of parts - 1.
        """
        return self.cumulative_sizes[part - 1] if part else 0

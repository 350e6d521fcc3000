"""What all datasets of the package share: storage, faults in images, labels, subjects."""
import os.path as osp
from abc import abstractmethod
from typing import Any, Iterator, List, Optional, Sequence, Set, Union

import numpy as np
from mmengine.dataset import Compose
from mmpretrain.datasets import BaseDataset

from mlcr_mm.labels import PRESENT
from mlcr_mm.whole_numbers import is_whole_number

from .broken_images import BrokenImages
from .image_cache import open_dataset_cache
from .image_loading import BrokenImageError
from .records.image_choice import choose_images
from .records.packed_samples import Packed, unpack_labels, unpack_names, unpack_sample
from .records.subject_rule import SubjectRule
from .transforms import join_steps


class FaceDataset(BaseDataset):
    """Base of the datasets: images with labels that may be unknown, stored compactly.

    A sample has ``img_path`` and ``gt_score``, float32 ``(C,)``, see :mod:`mlcr_mm.labels`. An
    image that cannot be read, or whose landmarks cannot be right (see
    :class:`~mlcr_mm.datasets.AlignFace`), is replaced by another one of the same dataset in
    training, and is an error in test mode. That and :mod:`mlcr_mm.files.image_decoder` need
    ``LoadImageFromFile`` as the first transform.

    Subclasses implement :meth:`load_packed`.

    Args:
        subject_pattern (str, optional): Regular expression whose first group, searched in the name
            of an image, is its subject. Subjects of one name are one person in all parts with one
            ``data_root``. Defaults to None: the dataset's own, if it has one.
        subject_file (str, optional): File that says who is on an image, relative to ``data_root``,
            in place of a pattern: a line ``image subject`` for every image, whose name is relative
            to ``data_prefix`` (see
            :func:`mlcr_mm.datasets.records.subject_list.read_subjects`). Defaults to None.
        max_broken_share (float): Share of the images that may turn out to be unreadable in training
            before it stops. Defaults to 0.05.
        max_images (int, optional): Only so many images. Defaults to None: all.
        subset_seed (int, optional): Which ones: the first of a random order with this seed, so that
            fewer lie within more. Defaults to None: evenly spread ones.
        cache_dir (str, optional): Folder where the decoded images are kept between runs (see
            :mod:`mlcr_mm.datasets.image_cache`), best on a local disk. Of 4,800 images of 120 x 120
            pixels that is 207 MB. Defaults to None: files are decoded in every epoch.
        **kwargs: Those of :class:`mmpretrain.datasets.BaseDataset` but ``serialize_data``.

    Raises:
        ValueError: If an argument is out of its range, or contradicts another.
    """

    SUBJECT_PATTERN: Optional[str] = None
    DATABASE: Optional[str] = None  # in one database, the same name is the same person
    HAS_FILES = True
    ALIGNED = False  # whether the database is given out as aligned crops

    def __init__(self,
                 subject_pattern: Optional[str] = None,
                 subject_file: Optional[str] = None,
                 max_broken_share: float = 0.05,
                 max_images: Optional[int] = None,
                 subset_seed: Optional[int] = None,
                 cache_dir: Optional[str] = None,
                 **kwargs) -> None:
        if max_images is not None and not is_whole_number(max_images):
            raise ValueError(f'{type(self).__name__}: max_images must be a whole number >= 1 or '
                             f'None, got {max_images!r}')
        if subset_seed is not None and not is_whole_number(subset_seed, least=0):
            raise ValueError(f'{type(self).__name__}: subset_seed must be a whole number >= 0 or '
                             f'None, got {subset_seed!r}')
        _check_classes_file(kwargs.get('classes'), type(self).__name__)
        _check_indices(kwargs.get('indices'), type(self).__name__)
        self.max_images = max_images
        self.subset_seed = subset_seed
        self.cache_dir = cache_dir
        self.max_broken_share = max_broken_share
        super().__init__(serialize_data=True, **kwargs)
        self._subject_rule = SubjectRule(
            subject_pattern, subject_file, self.SUBJECT_PATTERN, self.data_root)

    @abstractmethod
    def load_packed(self) -> Packed:
        """Names of the images relative to ``data_prefix``, and their labels.

        Returns:
            tuple[np.ndarray, np.ndarray]: As :func:`pack_samples` gives them.
        """

    @property
    def pipeline(self) -> Compose:
        """Compose: The transforms. One that is set is called as a whole for every image."""
        return self._pipeline

    @pipeline.setter
    def pipeline(self, pipeline: Compose) -> None:
        self._pipeline = join_steps(pipeline)

    @property
    def _num_packed_labels(self) -> int:
        return len(self.CLASSES)

    def full_init(self) -> None:
        """Load the samples; called once, by the base class or by the runner."""
        if self._fully_initialized:
            return
        self.data_bytes, self.data_address = self.load_packed()
        self._fully_initialized = True
        indices = choose_images(len(self), self._indices, self.max_images, self.subset_seed)
        if len(indices) == len(self) and self._indices is None:
            self._count_anew()
        else:
            self.get_subset_(indices)
        if self.cache_dir and self.pipeline.transforms:
            names = self.image_names() if self.HAS_FILES else None
            self._cache = open_dataset_cache(self.cache_dir, self.img_prefix, names,
                                             self.pipeline.transforms[0])

    def _count_anew(self) -> None:
        self._broken = BrokenImages(len(self), self.max_broken_share, repr(self.img_prefix))
        self._cache = None

    def get_subset_(self, indices: Union[Sequence[int], int]) -> None:
        """Keep only some samples; see :meth:`mmengine.dataset.BaseDataset.get_subset_`."""
        super().get_subset_(indices)
        self._count_anew()

    def get_subset(self, indices: Union[Sequence[int], int]) -> 'FaceDataset':
        """A dataset of some samples; see :meth:`mmengine.dataset.BaseDataset.get_subset`."""
        subset = super().get_subset(indices)
        subset._count_anew()
        return subset

    def get_data_info(self, idx: int) -> dict:
        """``img_path``, ``gt_score`` and ``sample_idx`` of one image."""
        self.full_init()
        idx = range(len(self))[idx]
        name, labels = unpack_sample(self.data_bytes, self.data_address, idx,
                                     self._num_packed_labels)
        return dict(img_path=osp.join(self.img_prefix, name), gt_score=labels, sample_idx=idx)

    def prepare_data(self, idx: int) -> Optional[dict]:
        """Run the pipeline on one image.

        Returns:
            dict, optional: The sample; None where another image must take its place.

        Raises:
            BrokenImageError: In test mode, if the image cannot be read or aligned.
            RuntimeError: In training, if too many cannot be read.
        """
        if not self.test_mode and idx in self._broken:
            return None
        try:
            info = self.get_data_info(idx)
            if self._cache is not None:
                info['image_cache'] = self._cache
            return self.pipeline(info)
        except BrokenImageError as error:
            if self.test_mode:
                raise
            self._broken.add(idx, error)
            return None

    def label_names(self) -> Sequence[str]:
        """Names of the C labels, without reading more than it takes to know them."""
        return self.CLASSES

    def get_gt_scores(self) -> np.ndarray:
        """Label codes of all images, float32 ``(N, C)``."""
        self.full_init()
        return unpack_labels(self.data_bytes, self.data_address, self._num_packed_labels)

    def get_cat_ids(self, idx: int) -> List[int]:
        """Indices of the labels that are present in an image (mmpretrain's interface)."""
        return np.flatnonzero(self.get_data_info(idx)['gt_score'] == PRESENT).tolist()

    def image_names(self) -> Iterator[str]:
        """Names of all images relative to ``data_prefix``, in order."""
        self.full_init()
        return unpack_names(self.data_bytes, self.data_address, self._num_packed_labels)

    def image_subjects(self) -> List[Optional[str]]:
        """Subject of each image, in order; None where nothing tells it.

        Raises:
            FileNotFoundError: If ``subject_file`` does not exist.
            ValueError: If it cannot be read, or lacks an image; or if ``subject_pattern`` fits no
                image.
        """
        if self._subject_rule.tells_nothing:  # the names of millions of images are not looked at
            return [None] * len(self)
        return self._subject_rule.subjects_of(list(self.image_names()))

    def subjects(self) -> Set[str]:
        """Subjects of all images, where something tells them."""
        return {subject for subject in self.image_subjects() if subject is not None}


def _check_classes_file(classes: Any, owner: str) -> None:
    """Refuse a single label that is not in a list: the base class takes text for a file."""
    if isinstance(classes, str) and not osp.isfile(classes):
        raise ValueError(f'{owner}: classes={classes!r} is no file with one label per line; a '
                         f'single label stands in a list, classes=[{classes!r}]')


def _check_indices(indices: Union[Sequence[int], int, None], owner: str) -> None:
    """Refuse what keeps no image, or is no number of one."""
    is_number = isinstance(indices, int) and not isinstance(indices, bool) and indices != 0
    is_list = isinstance(indices, (Sequence, np.ndarray)) and not isinstance(indices, str) and len(
        indices) and all(isinstance(index, (int, np.integer)) for index in indices)
    if indices is not None and not is_number and not is_list:
        raise ValueError(f'{owner}: indices must be a whole number (so many from the beginning or, '
                         'if it is negative, from the end), or numbers of images, at least one, '
                         f'got {indices!r}')

"""The embedded data set: faces that the package draws itself."""
from functools import partial
from typing import Tuple

import numpy as np

from mlcr_mm.labels import EMOTIONET_AUS, unknown_labels
from mlcr_mm.parallel import available_cores, parallel_map
from mlcr_mm.progress import track
from mlcr_mm.registry import DATASETS
from mlcr_mm.whole_numbers import is_whole_number

from .face_dataset import FaceDataset
from .face_drawing import (
    draw_face,
    labels_from_intensities,
    sample_intensities,
    sample_movement,
    sample_scene,
    sample_subject,
)
from .records.packed_samples import Packed, pack_samples

SPLITS = ('train', 'unlabeled', 'test')
#: What goes with every model that has learned from these faces.
NOTICE = ('this is a toy, trained on faces that the package draws itself: what it says about '
          'photographs means nothing')

ROWS_AT_ONCE = 200  # faces that a process draws at a time: about a second


def draw_rows(rows: range, key: Tuple[int, int], images_per_subject: int, difficulty: float,
              size: int) -> Tuple[range, np.ndarray, np.ndarray]:
    """Draw faces; each depends on the key, its subject and its row alone.

    Args:
        rows (range): N rows, one after the other.
        key (tuple[int, int]): Seed of the set, number of the split.
        images_per_subject (int): Row i shows subject ``i // images_per_subject``.
        difficulty (float): See :class:`DemoFaces`.
        size (int): S, pixels.

    Returns:
        tuple[range, np.ndarray, np.ndarray]: The rows, uint8 pictures ``(N, S, S, 3)`` and labels
        ``(N, 12)``, 0 or 1.
    """
    pictures, labels = [], []
    for row in rows:
        number = row // images_per_subject
        if not pictures or row % images_per_subject == 0:
            subject = sample_subject(np.random.default_rng([*key, number]))
        rng = np.random.default_rng([*key, number, row])
        intensities = sample_intensities(rng)
        movement, scene = sample_movement(rng, intensities), sample_scene(rng, difficulty)
        pictures.append(draw_face(subject, movement, scene, size))
        labels.append(labels_from_intensities(intensities))
    return rows, np.stack(pictures), np.stack(labels)


@DATASETS.register_module()
class DemoFaces(FaceDataset):
    """Drawn faces with the 12 AUs of EmotioNet; nothing to download, no file to read.

    Image i shows subject ``i // images_per_subject``: by default each image shows another person,
    as on the web. It depends on ``seed``, ``split``, its subject and i alone, so that a larger set
    begins with the smaller one. The splits share no subject. A sample holds the picture itself
    under ``img`` (uint8 ``(S, S, 3)``, blue, green, red), so pipelines leave
    ``LoadImageFromFile`` out; ``img_path`` is only a name for logs.

    All pictures are drawn when the dataset is initialised, by all cores: at 64 pixels 3 to 7 ms
    each on one core. 10,000 take 123 MB.

    Args:
        split (str): 'train', 'test', or 'unlabeled' (every label is unknown). Defaults to 'train'.
        num_images (int): N. Defaults to 400.
        images_per_subject (int): 1 is the web, where hardly a person is seen twice; with more, few
            persons make up the set, as in a database of videos. Defaults to 1.
        tell_labels (bool): Whether the split 'unlabeled' has its labels: the ceiling of what
            unlabelled images can give. Defaults to False.
        image_size (int): S, pixels, >= 16. Defaults to 64.
        seed (int): >= 0. Another seed, other subjects and images. Defaults to 0.
        difficulty (float): Scales pose, light, noise and occlusion; 0 is a studio. Defaults to 1.
        **kwargs: Those of :class:`mmpretrain.datasets.BaseDataset`, e.g. ``pipeline``.

    Raises:
        ValueError: If an argument is out of its range.
    """

    METAINFO = dict(classes=EMOTIONET_AUS, notice=NOTICE)
    HAS_FILES = False
    SUBJECT_PATTERN = r'([\w-]+/s\d+)/'  # with split and seed: no two of them share a subject

    def __init__(self,
                 split: str = 'train',
                 num_images: int = 400,
                 images_per_subject: int = 1,
                 tell_labels: bool = False,
                 image_size: int = 64,
                 seed: int = 0,
                 difficulty: float = 1.,
                 **kwargs) -> None:
        if split not in SPLITS:
            raise ValueError(f'DemoFaces: split is {split!r}; take one of {SPLITS}')
        if not is_whole_number(num_images) or not is_whole_number(images_per_subject):
            raise ValueError(f'DemoFaces: num_images ({num_images!r}) and images_per_subject '
                             f'({images_per_subject!r}) must be whole numbers >= 1')
        if not is_whole_number(image_size, least=16):
            raise ValueError(f'DemoFaces: image_size is {image_size!r}; faces need >= 16 pixels, '
                             'a whole number')
        if seed < 0 or difficulty < 0:
            raise ValueError(f'DemoFaces: seed ({seed}) and difficulty ({difficulty}) must be >= 0')
        self.split = split
        self.num_images = num_images
        self.images_per_subject = images_per_subject
        self.tell_labels = tell_labels
        self.image_size = image_size
        self.seed = seed
        self.difficulty = difficulty
        super().__init__(ann_file='', **kwargs)

    def load_packed(self) -> Packed:
        """Draw every picture.

        Returns:
            tuple[np.ndarray, np.ndarray]: Names, which end in the row of the picture, and labels as
            :func:`pack_samples` gives them.
        """
        # One array, and not a picture per dict: loader workers share it with the main process.
        size = self.image_size
        self._pictures = np.empty((self.num_images, size, size, 3), np.uint8)
        labels = np.empty((self.num_images, len(self.CLASSES)), np.float32)
        draw = partial(draw_rows, key=(self.seed, SPLITS.index(self.split)), size=size,
                       images_per_subject=self.images_per_subject, difficulty=self.difficulty)
        starts = range(0, self.num_images, ROWS_AT_ONCE)
        jobs = [range(start, min(start + ROWS_AT_ONCE, self.num_images)) for start in starts]
        workers = min(available_cores(), len(jobs))
        for rows, pictures, their_labels in track(
                parallel_map(draw, jobs, workers), f'drawing {self.num_images} faces', len(jobs)):
            self._pictures[rows.start:rows.stop] = pictures
            labels[rows.start:rows.stop] = their_labels
        if self.split == 'unlabeled' and not self.tell_labels:
            labels[:] = unknown_labels(len(self.CLASSES))
        part = self.split if self.seed == 0 else f'{self.split}-seed{self.seed}'
        names = [f'demo://{part}/s{row // self.images_per_subject:03d}/{row:05d}'
                 for row in range(self.num_images)]
        return pack_samples(names, labels)

    def get_data_info(self, idx: int) -> dict:
        """Sample with its picture.

        Args:
            idx (int): In 0..N-1.

        Returns:
            dict: ``img``, ``img_shape``, ``ori_shape``, ``img_path``, ``gt_score``.
        """
        info = super().get_data_info(idx)
        shape = (self.image_size, self.image_size)
        row = int(info['img_path'].rsplit('/', 1)[1])
        # A copy: a transform that writes into its input must not change the next epoch.
        info.update(img=self._pictures[row].copy(), img_shape=shape, ori_shape=shape)
        return info

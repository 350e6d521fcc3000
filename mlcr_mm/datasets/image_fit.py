"""Whether images have the size, and are aligned, as a pipeline takes them."""
import os.path as osp
from typing import Any, Iterable, Iterator, List, Mapping, Optional, Tuple

from mlcr_mm.alignment import read_alignment
from mlcr_mm.files import BrokenImageError, decode, read_file

from .transforms import NetworkInput, network_input

_LOOKED_AT = 4  # images of a part, when a training begins
Size = Tuple[int, int]  # height and width, pixels


def too_small(name: str, sizes: Mapping[str, Size], wanted: NetworkInput) -> Optional[str]:
    """What to say of images from which the crop cannot be cut.

    Args:
        name (str): Of the part.
        sizes (Mapping[str, tuple[int, int]]): Its images, to height and width.
        wanted (NetworkInput): Of its pipeline.

    Returns:
        str | None: One sentence, None where all are large enough.
    """
    small = {path: size for path, size in sizes.items() if min(size) < wanted.crop}
    if not small:
        return None
    smallest = min(small, key=lambda path: min(small[path]))
    return (f'{len(small)} of {len(sizes)} images of {name} are smaller than the {wanted.crop} px '
            f'that the pipeline crops, down to {_shown(small.values())} ({smallest}): align them '
            'with a larger --size (tools/align_faces.py), take a smaller crop, set resize in '
            'OneWarpAugment, or take them out')


def enlarged(name: str, sizes: Mapping[str, Size], wanted: NetworkInput) -> Optional[str]:
    """What to say of images that are resized to more pixels than they have; see above."""
    small = [size for size in sizes.values() if min(size) < wanted.side]
    if not small or wanted.crop:
        return None
    return (f'{len(small)} of {len(sizes)} images of {name} are smaller than the {wanted.side} px '
            f'that the networks get, down to {_shown(small)}, and are enlarged: a recipe of '
            'smaller images fits them better')


def not_aligned(name: str, sizes: Mapping[str, Size], wanted: NetworkInput) -> Optional[str]:
    """What to say of images that are taken for aligned faces, and nothing tells that they are.

    Args:
        name (str): Of the part.
        sizes (Mapping[str, tuple[int, int]]): Of its images; may be empty.
        wanted (NetworkInput): Of its pipeline.

    Returns:
        str | None: One sentence, None where the pipeline takes images of any kind.
    """
    if not wanted.takes_aligned:
        return None
    large = [size for size in sizes.values() if wanted.crop and min(size) > wanted.crop]
    cut = ''
    if large:
        height, width = max(large)
        cut = (f' (of {height}x{width} px it sees '
               f'{100 * wanted.crop**2 / (height * width):.0f} %)')
    return (f'{name}: no alignment.json beside the images, and the pipeline takes them for aligned '
            f'faces{cut}; if they are not, align them (tools/align_faces.py), or put AlignFace '
            'into the pipeline')


def check_first_images(name: str, dataset: Any) -> List[str]:
    """Look at some images of a part before it is trained on.

    Args:
        name (str): Of the part.
        dataset (FaceDataset): With files; others are passed over.

    Returns:
        list[str]: Warnings, a sentence each.

    Raises:
        ValueError: If the crop cannot be cut from them.
    """
    paths = list(_paths(dataset))
    if not paths or dataset.ALIGNED:
        return []
    wanted = network_input(dataset.pipeline.transforms)
    sizes = {path: size for path, size in zip(paths, map(_size, paths)) if size}
    error = too_small(f'{name} looked at', sizes, wanted)
    if error:
        raise ValueError(error)
    sentences = [enlarged(f'{name} looked at', sizes, wanted)]
    if read_alignment(osp.dirname(paths[0])) is None:
        sentences.append(not_aligned(name, sizes, wanted))
    return [sentence for sentence in sentences if sentence]


def _paths(dataset: Any) -> Iterator[str]:
    for index in range(min(len(dataset), _LOOKED_AT)):
        info = dataset.get_data_info(index)
        if 'img' not in info:  # drawn
            yield info['img_path']


def _size(path: str) -> Optional[Size]:
    try:
        return decode(read_file(path), path).image.shape[:2]
    except BrokenImageError:  # it is met again where it is loaded
        return None


def _shown(sizes: Iterable[Size]) -> str:
    height, width = min(sizes, key=min)
    return f'{height}x{width}'

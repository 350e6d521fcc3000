"""Random splits that everybody can draw again."""
from collections import defaultdict
from hashlib import blake2b
from typing import Dict, Iterator, List, Mapping, Optional, Sequence, Tuple


def _order_key(text: str, seed: int) -> Tuple[bytes, str]:
    """A pseudo-random number of a name.

    A hash and no random generator: the draw depends neither on the order in which names are listed
    nor on a library's version.
    """
    key = f'{seed}:{text}'.encode('utf-8', 'surrogateescape')  # file names need not be UTF-8
    return blake2b(key, digest_size=16).digest(), text


def random_split(names: Sequence[str],
                 sizes: Mapping[str, Optional[int]],
                 seed: int,
                 subjects: Optional[Mapping[str, Optional[str]]] = None) -> Dict[str, List[str]]:
    """Draw disjoint parts at random.

    Args:
        names (Sequence[str]): Image names, in any order.
        sizes (Mapping[str, int | None]): Part to number of images, filled in this order; None takes
            all that are left.
        seed (int): Another seed gives another draw.
        subjects (Mapping[str, str | None], optional): Image to subject. If given, none is in two
            parts: a part takes whole subjects, and of the last one as many images as it lacks;
            that subject's other images are left out. Defaults to None.

    Returns:
        dict[str, list[str]]: Part to its images, sorted.

    Raises:
        ValueError: If a name occurs twice, has no subject, or there are too few images.
    """
    if len(set(names)) != len(names):
        raise ValueError(f'{len(names) - len(set(names))} image names occur twice; name each once')
    groups = _groups(names, seed, subjects)
    parts = {}
    for part, size in sizes.items():
        images: List[str] = []
        while size is None or len(images) < size:
            group = next(groups, None)
            if group is None:
                break
            images += group if size is None else group[:size - len(images)]
        if not images or (size is not None and len(images) < size):
            needed = 'at least one' if size is None else size
            raise ValueError(f'{len(images)} images are left for {part!r}, which needs {needed}; '
                             f'there are {len(names)} in all: make a part smaller')
        parts[part] = sorted(images)
    return parts


def _groups(names: Sequence[str], seed: int,
            subjects: Optional[Mapping[str, Optional[str]]]) -> Iterator[List[str]]:
    """Images of one subject, or single images, in random order."""
    by_subject = defaultdict(list)
    for name in names:
        if subjects is not None and subjects.get(name) is None:
            raise ValueError(f'image {name} has no subject; add it to the list of subjects')
        by_subject[name if subjects is None else subjects[name]].append(name)
    for subject in sorted(by_subject, key=lambda subject: _order_key(subject, seed)):
        yield sorted(by_subject[subject], key=lambda name: _order_key(name, seed))

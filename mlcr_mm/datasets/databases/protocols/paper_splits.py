"""The random splits of the paper, https://arxiv.org/abs/1910.11012, section 4.

It draws them three times and reports the mean; its lists are not published. Here the repeat is the
seed.
"""
from typing import Dict, List, Mapping, Optional, Sequence

from .random_split import random_split

REPEATS = 3


def emotionet_split(annotated: Sequence[str], unannotated: Sequence[str], repeat: int,
                    num_labeled: int = 15000, num_unlabeled: int = 50000) -> Dict[str, List[str]]:
    """EmotioNet: 15,000 of the annotated images to train on, the others to test on.

    Args:
        annotated (Sequence[str]): Images with manual labels (20,722 in the paper).
        unannotated (Sequence[str]): Other images; as many as are wanted become unlabelled ones.
        repeat (int): 1, 2, 3.
        num_labeled (int): Defaults to 15000.
        num_unlabeled (int): Defaults to 50000.

    Returns:
        dict[str, list[str]]: 'train', 'test', 'unlabeled'.

    Raises:
        ValueError: If there are too few images, or one is in both lists.
    """
    both = set(annotated).intersection(unannotated)
    if both:
        raise ValueError(f'{len(both)} annotated images are among the unlabelled ones, first: '
                         f'{min(both)}; take them out')
    parts = random_split(annotated, dict(train=num_labeled, test=None), repeat)
    return {**parts, **random_split(unannotated, dict(unlabeled=num_unlabeled), repeat)}


def celeba_split(names: Sequence[str], repeat: int,
                 subjects: Optional[Mapping[str, str]] = None, num_labeled: int = 30000,
                 num_test: int = 10000, num_unlabeled: int = 100000) -> Dict[str, List[str]]:
    """CelebA: 30,000 labelled, 10,000 test and 100,000 unlabelled images of 202,599.

    Args:
        names (Sequence[str]): All images.
        repeat (int): 1, 2, 3.
        subjects (Mapping[str, str], optional): Image to identity, for parts without common
            identities; the paper draws images. Defaults to None.
        num_labeled (int): Defaults to 30000.
        num_test (int): Defaults to 10000.
        num_unlabeled (int): Defaults to 100000.

    Returns:
        dict[str, list[str]]: 'train', 'test', 'unlabeled'.

    Raises:
        ValueError: If there are too few images.
    """
    sizes = dict(train=num_labeled, test=num_test, unlabeled=num_unlabeled)
    return random_split(names, sizes, repeat, subjects)

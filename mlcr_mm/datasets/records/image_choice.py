"""Which images of a dataset are taken."""
from typing import Optional, Sequence, Union

import numpy as np


def choose_images(num_images: int, indices: Union[Sequence[int], int, None],
                  max_images: Optional[int],
                  subset_seed: Optional[int] = None) -> Sequence[int]:
    """Indices of the images that are taken.

    Args:
        num_images (int): N, that there are.
        indices (Sequence[int] | int, optional): These; the first so many, or, where the number is
            below 0, the last. None: all.
        max_images (int, optional): Of those, only so many. None: all.
        subset_seed (int, optional): Of the random order whose first ``max_images`` are taken, so
            that a smaller choice lies within a larger one. Defaults to None: evenly spread ones.

    Returns:
        Sequence[int]: In 0..N-1.

    Raises:
        ValueError: If more images are to be drawn at random than there are.
    """
    chosen: Sequence[int] = range(num_images)
    if isinstance(indices, int):
        chosen = chosen[:indices] if indices >= 0 else chosen[indices:]
    elif indices is not None:
        chosen = indices
    if subset_seed is not None and max_images is not None and max_images > len(chosen):
        raise ValueError(f'{max_images} images are to be drawn (max_images, labeled_images or '
                         f'unlabeled_images), but there are only {len(chosen)}')
    if max_images is not None and max_images < len(chosen):
        if subset_seed is None:
            places = np.linspace(0, len(chosen) - 1, max_images).round().astype(int)
        else:
            order = np.random.default_rng(subset_seed).permutation(len(chosen))
            places = np.sort(order[:max_images])
        chosen = [chosen[place] for place in places]
    return chosen

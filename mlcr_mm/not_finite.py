"""NaN and infinity: the error that they end in."""
import numpy as np


class NotFiniteError(ValueError):
    """A loss, a weight or a score is NaN or infinite. The tools print its sentence and stop."""


def check_scores(scores: np.ndarray, image: object) -> None:
    """Refuse scores that are no numbers: they would count as decisions for "absent".

    Args:
        scores (np.ndarray): What a model says of one image, of any shape.
        image (object): Its path, for the message.

    Raises:
        NotFiniteError: If one of them is NaN or infinite.
    """
    if not np.isfinite(scores).all():
        raise NotFiniteError(f'the model gives NaN or infinity for {image}: its weights are '
                             'spoilt; take an earlier checkpoint')

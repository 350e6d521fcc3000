"""The ensemble of networks that were trained apart, from their tests."""
from typing import Sequence

import numpy as np

from mlcr_mm.evaluation.scores import Scores

from .evaluation import Evaluation, check_same_images


class Ensemble:
    """The mean of the probabilities of several tests on the same images.

    What several networks give without any help of unlabelled images: the measure of what two views
    that learn from each other add.

    Args:
        members (Sequence[Evaluation]): The tests.
    """

    def __init__(self, members: Sequence[Evaluation]) -> None:
        self.members = tuple(members)

    @property
    def is_done(self) -> bool:
        """bool: Whether every member is finished."""
        return all(member.is_done for member in self.members)

    def read(self) -> Scores:
        """Scores of the ensemble, ``(1, N, C)``: a prediction without views.

        Raises:
            ValueError: If the members were tested on different images.
        """
        first, *others = parts = [member.read() for member in self.members]
        for part in others:
            check_same_images(f'{self.members[0].training.folder} and the rest of its ensemble',
                              part, first)
        return first._replace(
            scores=np.mean([part.scores[:1] for part in parts], axis=0),
            uncalibrated=np.mean([part.raw[:1] for part in parts], axis=0))

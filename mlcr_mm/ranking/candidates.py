"""The faces that might be labelled, and what a model says of them."""
from typing import Any, Iterable, Iterator, List, Optional, Sequence

import numpy as np

from mlcr_mm.apis import AUInferencer
from mlcr_mm.inference import FaceRow, FrameResult, crop_features, prefetch
from mlcr_mm.inference.frames import as_inputs


class Candidates:
    """N faces that a model has seen.

    Attributes:
        rows (list[FaceRow]): Without images.
        features (np.ndarray, optional): float32 ``(N, D)``, those of all views side by side; None
            unless they were asked for.
    """

    def __init__(self) -> None:
        self.rows: List[FaceRow] = []
        self._features: List[np.ndarray] = []

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def features(self) -> Optional[np.ndarray]:
        """np.ndarray | None: See the class."""
        return np.concatenate(self._features) if self._features else None

    @property
    def disagreement(self) -> Optional[np.ndarray]:
        """np.ndarray | None: Mean over the labels of the distance of the two networks'
        probabilities, ``(N,)`` in [0, 1]; None for a model of one network.
        """
        if any(row.disagreement is None for row in self.rows):
            return None
        return np.array([row.disagreement.mean() for row in self.rows])

    @property
    def entropy(self) -> np.ndarray:
        """np.ndarray: Mean over the labels of the entropy of the prediction, ``(N,)``, bits in
        [0, 1].
        """
        return np.array([mean_entropy(row.probabilities) for row in self.rows])

    def add(self, results: Sequence[FrameResult], features: Optional[np.ndarray]) -> None:
        """Add the faces of some frames.

        Args:
            results (Sequence[FrameResult]): Rows without values are passed over.
            features (np.ndarray, optional): Of the rows with values, in order.
        """
        self.rows += [row for result in results for row in result.rows if row.success]
        if features is not None and len(features):
            self._features.append(features)


def mean_entropy(probabilities: np.ndarray) -> float:
    """Mean entropy of independent yes-no answers, in bits.

    Args:
        probabilities (np.ndarray): ``(C,)`` in [0, 1].

    Returns:
        float: In [0, 1].
    """
    p = np.clip(probabilities.astype(np.float64), 1e-12, 1 - 1e-12)
    return float(-(p * np.log2(p) + (1 - p) * np.log2(1 - p)).mean())


def collect_candidates(inferencer: AUInferencer, inputs: Iterable[Any], into: Candidates,
                       with_features: bool, batch_size: int = 16,
                       every: int = 1) -> Iterator[FrameResult]:
    """Look at all inputs and keep what the choice needs.

    Args:
        inferencer (AUInferencer): The model.
        inputs (Iterable): See :meth:`AUInferencer.stream`.
        into (Candidates): Where the faces go.
        with_features (bool): Whether to keep features, too: a second pass through the networks.
        batch_size (int): Faces at a time. Defaults to 16.
        every (int): Every how-many-th frame of videos. Defaults to 1.

    Yields:
        FrameResult: Every frame, for those who follow the progress.
    """
    for batch in prefetch(inferencer.preprocess(as_inputs(inputs), batch_size, every)):
        results = inferencer.forward(batch)
        features = crop_features(inferencer.model, batch.crops) if with_features else None
        into.add(results, features)
        yield from results

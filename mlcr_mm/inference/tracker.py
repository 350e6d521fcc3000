"""The same number for the same person in every frame of a video."""
from typing import Callable, Dict, List, NamedTuple, Sequence, Tuple

import numpy as np

Box = Sequence[float]  # left, top, width, height
# Seconds for which a person who is not seen keeps the number, and is thought to go on moving.
_MEMORY, _MOTION = 3., 0.5
_LEAST_OVERLAP = 0.2
# Without overlap, how far a face may have moved, in its own sizes, per second that it was not seen;
# and by what factor its size may have changed.
_REACH, _GROWTH = 1.5, 1.8


class _Track(NamedTuple):
    box: np.ndarray
    velocity: np.ndarray  # of the centre, pixels per second
    time: float

    def at(self, time: float) -> np.ndarray:
        """Where the face is expected."""
        moved = self.box.copy()
        moved[:2] += self.velocity * min(time - self.time, _MOTION)
        return moved


class FaceTracker:
    """Numbers the persons of one video, from 0 on, in the order in which they appear.

    Faces are matched to the persons of the frames before by overlap, then, where there is none, by
    distance and size (Hungarian method), so that a person keeps the number while others come, grow
    or shrink, after a second in which no face was found, and from one frame to the next however
    rarely frames are looked at.
    """

    def __init__(self) -> None:
        self._tracks: Dict[int, _Track] = {}
        self._next = 0
        self._looked = 0.  # time of the frame before

    def update(self, boxes: Sequence[Box], time: float) -> List[int]:
        """Number the faces of the next frame.

        Args:
            boxes (Sequence[Box]): Left, top, width, height in pixels.
            time (float): Time stamp of the frame in seconds.

        Returns:
            list[int]: Number of each face; no number twice.
        """
        # Who was in the frame just before is known, however long ago that was.
        self._tracks = {number: track for number, track in self._tracks.items()
                        if track.time >= self._looked or time - track.time <= _MEMORY}
        self._looked = time
        found = [np.asarray(box, float) for box in boxes]
        numbers: Dict[int, int] = {}
        for cost in (_overlap_cost, _distance_cost):
            faces = [face for face in range(len(found)) if face not in numbers]
            tracks = [number for number in self._tracks if number not in numbers.values()]
            for face, track in _assign(cost, [found[face] for face in faces],
                                       [self._tracks[track] for track in tracks], time):
                numbers[faces[face]] = tracks[track]
        # New persons: the largest face first.
        for face in sorted(range(len(found)), key=lambda face: -found[face][2] * found[face][3]):
            if face not in numbers:
                numbers[face] = self._next
                self._next += 1
            self._remember(numbers[face], found[face], time)
        return [numbers[face] for face in range(len(found))]

    def restore(self, boxes: Sequence[Box], numbers: Sequence[int], time: float) -> None:
        """Take over a frame that was numbered before, of a run that goes on."""
        self._looked = time
        for box, number in zip(boxes, numbers):
            self._remember(number, np.asarray(box, float), time)
            self._next = max(self._next, number + 1)

    def _remember(self, number: int, box: np.ndarray, time: float) -> None:
        velocity, last = np.zeros(2), self._tracks.get(number)
        if last is not None and 0 < time - last.time <= _MOTION:
            moved = (box[:2] + box[2:] / 2) - (last.box[:2] + last.box[2:] / 2)
            velocity = (last.velocity + moved / (time - last.time)) / 2  # detectors jitter
        self._tracks[number] = _Track(box, velocity, time)


def _assign(cost: Callable[..., float], found: List[np.ndarray], tracks: List[_Track],
            time: float) -> List[Tuple[int, int]]:
    if not found or not tracks:
        return []
    from scipy.optimize import linear_sum_assignment  # slow to import, and a training needs none

    costs = np.array([[cost(face, track, time) for track in tracks] for face in found])
    possible = np.isfinite(costs)
    pairs = linear_sum_assignment(np.where(possible, costs, 1e6))
    return [(face, track) for face, track in zip(*pairs) if possible[face, track]]


def _overlap_cost(face: np.ndarray, track: _Track, time: float) -> float:
    expected = track.at(time)
    low = np.maximum(face[:2], expected[:2])
    high = np.minimum(face[:2] + face[2:], expected[:2] + expected[2:])
    common = np.prod(np.maximum(high - low, 0))
    overlap = common / (np.prod(face[2:]) + np.prod(expected[2:]) - common + 1e-9)
    return 1 - overlap if overlap >= _LEAST_OVERLAP else np.inf


def _distance_cost(face: np.ndarray, track: _Track, time: float) -> float:
    expected = track.at(time)
    size = np.sqrt(np.prod(expected[2:])) + 1e-9
    growth = (np.sqrt(np.prod(face[2:])) + 1e-9) / size
    distance = np.linalg.norm(face[:2] + face[2:] / 2 - expected[:2] - expected[2:] / 2) / size
    reach = _REACH * min(max(time - track.time, 0.2), _MEMORY)
    near = distance <= reach and 1 / _GROWTH <= growth <= _GROWTH
    return distance + abs(np.log(growth)) if near else np.inf

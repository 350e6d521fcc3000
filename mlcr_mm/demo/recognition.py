"""From what was handed to the page to what it shows."""
import io
import os.path as osp
from typing import Iterator, List, NamedTuple, Sequence, Union

import numpy as np

from mlcr_mm.apis import AUInferencer
from mlcr_mm.files import printable
from mlcr_mm.inference import (
    FaceBatch,
    FaceRow,
    FaceTable,
    Frame,
    FramedFaces,
    FrameResult,
    find_inputs,
)
from mlcr_mm.inference.annotation import draw_faces
from mlcr_mm.inference.inputs import Input
from mlcr_mm.inference.table_file import CsvTable

from .face_attention import FaceAttention, attend
from .limits import MAX_FRAMES, check_uploads

_PICTURES, _FACES = 12, 6  # that are shown


class Recognition(NamedTuple):
    """What the page shows.

    Attributes:
        messages (list[str]): What was found, and what went wrong.
        rows (list[FaceRow]): The first faces with values.
        pictures (list[np.ndarray]): The first frames with boxes and bars, RGB, uint8.
        faces (list[FaceAttention]): Of ``rows``; empty for a model without exact maps.
        table (str): All rows as CSV, as ``tools/infer.py`` writes them.
    """

    messages: List[str]
    rows: List[FaceRow]
    pictures: List[np.ndarray]
    faces: List[FaceAttention]
    table: str


class Recognizer:
    """Recognises uploads.

    Args:
        inferencer (AUInferencer): The model.
    """

    def __init__(self, inferencer: AUInferencer) -> None:
        self.inferencer = inferencer

    def files(self, paths: Sequence[str], every: int = 1) -> Recognition:
        """Recognise files.

        Args:
            paths (Sequence[str]): Pictures and videos.
            every (int): Every how-many-th frame of videos. Defaults to 1.

        Raises:
            UploadError: If the page does not take them.
        """
        check_uploads(paths)
        # By name, not by what the names may stand for: an upload is no pattern and no list.
        inputs = [next(find_inputs([osp.abspath(path)])) for path in paths]
        return self._recognize(inputs, every)

    def camera(self, image: np.ndarray) -> Recognition:
        """Recognise a picture of the camera, RGB, uint8 ``(H, W, 3)``."""
        return self._recognize([Frame('camera', image=np.ascontiguousarray(image[..., ::-1]))], 1)

    def _recognize(self, inputs: Sequence[Union[Input, Frame]], every: int) -> Recognition:
        table, output = CsvTable(FaceTable(self.inferencer.classes)), io.StringIO()
        table.begin(output)
        found = Recognition([], [], [], [], '')
        frames = faces = 0
        for batch, results in self._results(inputs, every):
            missing = _FACES - len(found.rows)
            with_values = [row for result in results for row in result.rows if row.success]
            found.rows.extend(with_values[:missing])
            self._attend(batch, missing, found)
            for result in results:
                table.add(output, result.rows)
                frames += not result.frame.error
                faces += sum(row.success for row in result.rows)
                found.messages.extend(f'{row.frame.input}: {row.problem}'
                                      for row in result.rows if row.problem)
                if result.frame.image is not None and len(found.pictures) < _PICTURES:
                    picture = draw_faces(result, self.inferencer.classes)
                    found.pictures.append(np.ascontiguousarray(picture[..., ::-1]))
        summary = (f'{faces} face{"s" * (faces != 1)} in {frames} picture'
                   f'{"s" * (frames != 1)} or frame{"s" * (frames != 1)}')
        if frames >= MAX_FRAMES:
            summary += f'; only the first {MAX_FRAMES} are looked at'
        if frames and not faces:
            summary += ': no face was found'
        return found._replace(messages=[summary, *map(printable, found.messages)],
                              table=output.getvalue())

    def _results(self, inputs: Sequence[Union[Input, Frame]],
                 every: int) -> 'Iterator[tuple[FaceBatch, List[FrameResult]]]':
        """Batches with what the model says of them, under the names that users know."""
        remaining = MAX_FRAMES
        for batch in self.inferencer.preprocess(list(inputs), 16, every, keep_images=True):
            named = batch._replace(frames=[_named(framed) for framed in batch.frames])
            yield batch, self.inferencer.forward(named)[:remaining]
            remaining -= len(batch.frames)
            if remaining <= 0:
                return

    def _attend(self, batch: FaceBatch, count: int, found: Recognition) -> None:
        try:
            found.faces.extend(attend(self.inferencer.model, batch.crops[:count]))
        except ValueError as error:  # the maps of this model would not be exact
            note = f'Where the networks look cannot be shown: {error}'
            found.messages.extend([note] * (note not in found.messages))


def _named(framed: FramedFaces) -> FramedFaces:
    """The same under the name that the user gave it: where uploads lie is nobody's business."""
    path = framed.frame.input
    name = osp.basename(path)
    frame = framed.frame._replace(input=name, error=framed.frame.error.replace(path, name))
    return framed._replace(frame=frame, error=framed.error.replace(path, name))

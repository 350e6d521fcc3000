"""Every reader of files from elsewhere, as a function of bytes that fails where it should not."""
import io
import json
import tempfile
from pathlib import Path
from typing import Callable, Dict, List, NamedTuple

import numpy as np
import torch
from annotation_files import CASES
from face_images import HEADER, landmark_line, moved_points
from image_files import ALPHA, GREY, PICTURE, opencv, pillow, rgb
from mmengine.logging import HistoryBuffer
from safetensors.torch import save as safetensors_bytes

from mlcr_mm.alignment import read_alignment, read_landmarks
from mlcr_mm.datasets.records.image_list import read_image_list
from mlcr_mm.datasets.records.index_file import read_index_file, write_index_file
from mlcr_mm.datasets.records.packed_samples import pack_samples, unpack_names
from mlcr_mm.datasets.records.subject_list import read_subjects
from mlcr_mm.evaluation.scores import Scores, read_scores, write_scores
from mlcr_mm.figures.results_file import read_results
from mlcr_mm.files import BrokenImageError, decode_image, load_checkpoint_safely
from mlcr_mm.files.literal_config import read_literal_config
from mlcr_mm.models.graph.adjacency import load_adjacency

FOLDER = Path(tempfile.mkdtemp(prefix='parsers'))
INDEX_KEY = json.dumps(dict(version=1, folder='/nowhere'))
POINTS = moved_points()


class Parser(NamedTuple):
    """A reader.

    Attributes:
        check (Callable): Raises AssertionError, or what the reader should not raise, on bytes.
        seeds (Callable): Gives files that it can read.
    """

    check: Callable[[bytes], None]
    seeds: Callable[[], List[bytes]]


def of_file(name: str, read: Callable[[str], object]) -> Callable[[bytes], None]:
    """A check of a reader of paths: it reads, or raises a ValueError that names the file."""
    path = FOLDER / name
    path.parent.mkdir(exist_ok=True, parents=True)

    def check(data: bytes) -> None:
        path.write_bytes(data)
        try:
            read(str(path))
        except ValueError as error:
            named = path.parent if name == 'record/alignment.json' else path
            assert str(named) in str(error), f'the file is not named: {error!r}'

    return check


def of_database(case: str) -> Parser:
    """The reader of a database's annotations, whose images are there."""
    cls, file, lines, kwargs, folder, names = CASES[case]
    root = FOLDER / case
    path = root / file
    for parent in (path.parent, root / folder):
        parent.mkdir(parents=True, exist_ok=True)
    for name in names:
        (root / folder / name).touch()

    def check(data: bytes) -> None:
        path.write_bytes(data)
        try:
            labels = cls(data_root=str(root), max_missing_share=0.5, **kwargs).get_gt_scores()
        except (ValueError, FileNotFoundError) as error:
            assert str(root) in str(error), f'the file is not named: {error!r}'
        else:
            assert labels.ndim == 2 and np.isin(labels, [-1, 0, 1]).all()

    return Parser(check, lambda: ['\n'.join(lines).encode()])


def image(data: bytes) -> None:
    """Check the decoder of images."""
    try:
        found = decode_image(data, 'a')
    except BrokenImageError:
        return
    assert found.dtype == np.uint8 and found.ndim == 3 and found.shape[2] == 3


def landmarks(path: str) -> None:
    """Check a table of landmarks."""
    table = read_landmarks(path)
    assert len(table) > 0 and np.isfinite(table.points).all()


def index(path: str) -> None:
    """Check an index file; what is not the one that was written is none."""
    found = read_index_file(path, INDEX_KEY)
    if found is not None:
        list(unpack_names(*found))


def scores(path: str) -> None:
    """Check a file of scores."""
    found = read_scores(path)
    assert np.isfinite(found.scores).all()
    assert found.labels.shape == (len(found.images), len(found.classes))


def literal_config(data: bytes) -> None:
    """Check the config text of a published model."""
    try:
        read_literal_config(data.decode(errors='replace'), 'the file')
    except ValueError as error:
        assert 'the file' in str(error)


def image_seeds() -> List[bytes]:
    """Small files of all kinds."""
    deep = GREY.astype(np.uint16)
    return [opencv(PICTURE, '.png'), opencv(PICTURE, '.webp'), opencv(PICTURE, '.bmp'),
            opencv(PICTURE.astype(np.uint16) * 257, '.png'), pillow(rgb(), 'JPEG'),
            pillow(np.dstack([PICTURE, ALPHA]), 'PNG'), pillow(rgb(), 'TIFF'),
            pillow(rgb(), 'GIF'), pillow(rgb().convert('CMYK'), 'JPEG'),
            pillow(rgb(), 'JPEG2000'), pillow(rgb(), 'AVIF'), pillow(GREY, 'PPM'),
            pillow(deep, 'TIFF')]


def _landmark_seeds() -> List[bytes]:
    rows = [landmark_line(f'{name}.jpg', POINTS) for name in 'ab']
    celeba = ['2', ' '.join(HEADER.split(',')[1:]), *(row.replace(',', ' ') for row in rows)]
    return ['\n'.join(lines).encode() for lines in ([HEADER, *rows], celeba)]


def _written(name: str, write: Callable[[Path], object]) -> List[bytes]:
    write(FOLDER / name)
    return [(FOLDER / name).read_bytes()]


def _checkpoint_seeds() -> List[bytes]:
    content = dict(state_dict=dict(weight=torch.ones(2)), meta=dict(epoch=3, lr=np.float64(1)),
                   message_hub=dict(loss=HistoryBuffer([1.], [1])))
    files = [io.BytesIO(), io.BytesIO()]
    for is_zip, file in enumerate(files):
        torch.save(content, file, _use_new_zipfile_serialization=bool(is_zip))
    return [file.getvalue() for file in files]


def _adjacency_seeds() -> List[bytes]:
    file = io.BytesIO()
    np.save(file, np.eye(3))
    return [file.getvalue()]


PARSERS: Dict[str, Parser] = dict(
    images=Parser(image, image_seeds),
    checkpoints=Parser(of_file('a.pth', load_checkpoint_safely), _checkpoint_seeds),
    landmarks=Parser(of_file('landmarks.txt', landmarks), _landmark_seeds),
    adjacency_npy=Parser(of_file('a.npy', lambda path: load_adjacency(path, 3)), _adjacency_seeds),
    results=Parser(of_file('results.csv', read_results), lambda: [
        b'row,label,mean,std\nMLCR,AU1,51.0,1.0\nMLCR,average,51.0,\n',
        b'section,method,source,AU1,AU1_sd,average,average_sd\n1,MLCR,ours,51,1,51,1\n']),
    scores=Parser(of_file('scores.npz', scores), lambda: _written('seed.npz', lambda path: (
        write_scores(path, Scores(np.array(['a.jpg', 'b.jpg']), np.array(['AU1']), np.array(
            [[1], [-1]], np.int8), np.full((3, 2, 1), .5)))))),
    safetensors=Parser(of_file('a.safetensors', load_checkpoint_safely), lambda: [
        safetensors_bytes(dict(weight=torch.ones(2)), metadata=dict(classes='["AU1"]'))]),
    adjacency_text=Parser(of_file('a.csv', lambda path: load_adjacency(path, 2)),
                          lambda: [b'1,0.5\n0.5,1\n']),
    image_lists=Parser(of_file('images.txt', read_image_list),
                       lambda: ['a/b.jpg\nc d.jpg\nü.jpg\n'.encode()]),
    subjects=Parser(of_file('subjects.txt', read_subjects), lambda: [b'a.jpg 1\nb.jpg 2\n']),
    alignment=Parser(of_file('record/alignment.json', lambda path: read_alignment(
        str(Path(path).parent))), lambda: [json.dumps(dict(size=240, template='t')).encode()]),
    literal_config=Parser(literal_config, lambda: [
        b"model = dict(type='A', head=dict(num_classes=3, x=[1, -2.5, (None, True)]))\n"]),
    index=Parser(of_file('a.index', index), lambda: _written('seed.index', lambda path: (
        write_index_file(str(path), INDEX_KEY, {}, pack_samples(['a.jpg', 'b/c.jpg']))))),
    **{f'labels_{case}': of_database(case) for case in CASES},
)

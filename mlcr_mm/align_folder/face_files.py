"""Which files there are to align, and where their crops go."""
import os
import os.path as osp
import re
from collections import Counter
from typing import List, NamedTuple, Tuple

from mlcr_mm.files import (
    can_write,
    describe_skipped,
    readable_suffixes,
    refuse_overwriting,
    walk_folder,
)
from mlcr_mm.video_io import VIDEO_SUFFIXES

#: The crop of a frame.
FRAME = re.compile(r'\d{5,}\.\w+')
FORMATS = ('same', 'jpg', 'png')


class FaceFile(NamedTuple):
    """An image or a video.

    Attributes:
        path (str): The file.
        name (str): Its name in landmark files and in the list of problems: relative to the root,
            with forward slashes.
        output (str): File of the crop; of a video, folder of the crops.
        is_video (bool): Whether it is a video.
    """

    path: str
    name: str
    output: str
    is_video: bool


class FoundFiles(NamedTuple):
    """What a folder holds.

    Attributes:
        files (list[FaceFile]): Images and videos, sorted by path.
        skipped (Counter): Suffix to number of the files that are neither.
    """

    files: List[FaceFile]
    skipped: Counter


def find_face_files(source: str, target: str, root: str, output_format: str) -> FoundFiles:
    """List the images and videos below a folder; the tree of folders is kept, links are followed.

    Args:
        source (str): Folder of the images, or one file.
        target (str): Folder of the crops.
        root (str): Folder that the names in landmark files are relative to.
        output_format (str): 'same', 'jpg' or 'png'. With 'same', frames of videos become JPEG, and
            images in formats that are not written (GIF, AVIF, HEIC, ...) become PNG.

    Returns:
        FoundFiles: The files, and what was skipped.

    Raises:
        FileNotFoundError: If ``source`` does not exist.
        ValueError: If it holds no image or video, two crops would have one name, or the crops
            would overwrite the images.
    """
    if not osp.exists(source):
        raise FileNotFoundError(f'{source} does not exist')
    if osp.realpath(source) == osp.realpath(target):
        raise ValueError(f'the crops would overwrite the images in {source}; name another folder')
    top = source if osp.isdir(source) else osp.dirname(source)
    paths, skipped = _find(source, target)
    files = [_face_file(path, osp.relpath(path, top), target, root, output_format)
             for path in paths]
    if not files:
        held = f' (it has {describe_skipped(skipped)})' if skipped else ''
        raise ValueError(f'{source} has no image or video{held}; its files must end in one of '
                         f'{readable_suffixes() + VIDEO_SUFFIXES}')
    _check_outputs(files)
    return FoundFiles(files, skipped)


def _check_outputs(files: List[FaceFile]) -> None:
    by_output = {}
    videos = {file.output: file.path for file in files if file.is_video}
    for file in files:
        if file.output in by_output:
            raise ValueError(f'the crops of {by_output[file.output]} and {file.path} would have '
                             f'the same name; rename one, or choose another --format')
        by_output[file.output] = file.path
        folder, name = osp.split(file.output)
        if folder in videos and FRAME.fullmatch(name):
            raise ValueError(f'the crop of {file.path} would have the name of a frame of '
                             f'{videos[folder]}; rename one')
    # A link in the target may lead into the source.
    refuse_overwriting([('the crop', file.output) for file in files if not file.is_video],
                       [file.path for file in files])


def _find(source: str, target: str) -> Tuple[List[str], Counter]:
    if osp.isfile(source):
        return [source], Counter()
    suffixes = readable_suffixes() + VIDEO_SUFFIXES
    paths, skipped = [], Counter()
    for path in (osp.join(parent, name)
                 for parent, names in walk_folder(source, osp.realpath(target)) for name in names):
        name = osp.basename(path)
        suffix = osp.splitext(name)[1].lower()
        if name.startswith('.'):
            skipped['hidden'] += not name.endswith('.part')
        elif suffix in suffixes and (osp.isfile(path) or osp.islink(path)):
            paths.append(path)  # a link that leads nowhere is unreadable, and told so
        else:
            skipped[suffix or 'without suffix'] += 1
    return sorted(paths), +skipped


def _face_file(path: str, relative: str, target: str, root: str, output_format: str) -> FaceFile:
    stem, suffix = osp.splitext(relative)
    is_video = suffix.lower() in VIDEO_SUFFIXES
    output = stem
    if not is_video:
        output = f'{stem}.{output_format}'
        if output_format == 'same':
            output = relative if can_write(relative) else f'{stem}.png'
    name = osp.relpath(path, root).replace(os.sep, '/')
    return FaceFile(path, name, osp.join(target, output), is_video)

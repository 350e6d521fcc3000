"""Which files there are to align, and where their crops go."""
import os
import os.path as osp
from typing import List, NamedTuple

from mlcr_mm.files import IMAGE_SUFFIXES
from mlcr_mm.video_io import VIDEO_SUFFIXES

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


def find_face_files(source: str, target: str, root: str, output_format: str) -> List[FaceFile]:
    """List the images and videos below a folder; the tree of folders is kept.

    Args:
        source (str): Folder of the images, or one file.
        target (str): Folder of the crops.
        root (str): Folder that the names in landmark files are relative to.
        output_format (str): 'same', 'jpg' or 'png'. Frames of videos become JPEG with 'same'.

    Returns:
        list[FaceFile]: Sorted by path.

    Raises:
        FileNotFoundError: If ``source`` does not exist.
        ValueError: If it holds no image or video, two crops would have one name, or the crops
            would overwrite the images.
    """
    if not osp.exists(source):
        raise FileNotFoundError(f'{source} does not exist')
    if osp.abspath(source) == osp.abspath(target):
        raise ValueError(f'the crops would overwrite the images in {source}; name another folder')
    top = source if osp.isdir(source) else osp.dirname(source)
    files = [
        _face_file(path, osp.relpath(path, top), target, root, output_format)
        for path in _walk(source, osp.abspath(target))
    ]
    if not files:
        raise ValueError(f'{source} has no image or video; its files must end in one of '
                         f'{IMAGE_SUFFIXES + VIDEO_SUFFIXES}')
    by_output = {}
    for file in files:
        if file.output in by_output:
            raise ValueError(f'the crops of {by_output[file.output]} and {file.path} would have '
                             f'the same name; rename one, or use --format same')
        by_output[file.output] = file.path
    return files


def _walk(source: str, target: str) -> List[str]:
    if osp.isfile(source):
        return [source]
    paths = []
    for parent, folders, names in os.walk(source):
        # A target inside the source is no source.
        folders[:] = [name for name in folders if osp.abspath(osp.join(parent, name)) != target]
        paths += [
            osp.join(parent, name) for name in names if not name.startswith('.')
            and name.lower().endswith(IMAGE_SUFFIXES + VIDEO_SUFFIXES)
        ]
    return sorted(paths)


def _face_file(path: str, relative: str, target: str, root: str, output_format: str) -> FaceFile:
    stem, suffix = osp.splitext(relative)
    is_video = suffix.lower() in VIDEO_SUFFIXES
    output = stem
    if not is_video:
        output = relative if output_format == 'same' else f'{stem}.{output_format}'
    name = osp.relpath(path, root).replace(os.sep, '/')
    return FaceFile(path, name, osp.join(target, output), is_video)

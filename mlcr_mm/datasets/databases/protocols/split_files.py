"""The files that say which image is in which part."""
from pathlib import Path
from typing import Dict, List, Mapping, Sequence

from mlcr_mm.files import write_text


def write_splits(folder: str, repeats: Sequence[Mapping[str, Sequence[str]]],
                 overwrite: bool = False) -> List[str]:
    """Write one image list per part.

    The first repeat goes to ``<folder>/<part>.txt``, where the configs look; if there are several,
    repeat k goes to ``<folder>/repeat<k>/<part>.txt`` too, the first included.

    Args:
        folder (str): Usually ``<data_root>/splits``.
        repeats (Sequence[Mapping[str, Sequence[str]]]): Part to images, for each repeat.
        overwrite (bool): Whether files may be replaced. Defaults to False.

    Returns:
        list[str]: The files.

    Raises:
        ValueError: If the name of an image begins or ends with a blank, or has a line feed.
        FileExistsError: If a file is there and ``overwrite`` is false; nothing is written then.
    """
    files: Dict[Path, Sequence[str]] = {}
    for number, parts in enumerate(repeats, 1):
        folders = [Path(folder)] if number == 1 else []
        if len(repeats) > 1:
            folders.append(Path(folder, f'repeat{number}'))
        files.update({place / f'{part}.txt': images for place in folders
                      for part, images in parts.items()})
    for path, images in files.items():
        lost = next((image for image in images if image.strip() != image or
                     not set('\n\r\0').isdisjoint(image)), None)
        if lost is not None:
            raise ValueError(f'image {lost!r} cannot stand in {path}, which has a name per line; '
                             'rename it')
    existing = [str(path) for path in files if path.exists()]
    if existing and not overwrite:
        raise FileExistsError(f'{existing[0]} exists ({len(existing)} files in all), and models '
                              'may have been trained with it; use --overwrite to replace it')
    for path, images in files.items():
        write_text(path, '\n'.join(images) + '\n')
    return [str(path) for path in files]

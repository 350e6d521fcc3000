"""Files that say who is on an image."""
import csv
import io
from pathlib import Path
from typing import Dict, Iterable, Mapping, Optional

from mlcr_mm.files import write_text
from mlcr_mm.files.text_table import read_lines


def read_subjects(path: str) -> Dict[str, Optional[str]]:
    """Read an identity list: image and subject per line, separated by blanks or a comma.

    CelebA's ``identity_CelebA.txt`` has this form. The name of an image may have blanks of its own,
    and in quotes (``"a, b.jpg",7``) commas; that of a subject has neither. Nothing after the comma
    (``a.jpg,``): the subject is not known.

    Returns:
        dict[str, str, optional]: Image to subject; None where it is not known.

    Raises:
        FileNotFoundError: If the file does not exist.
        ValueError: If a line has not two fields, or an image occurs twice.
    """
    if not Path(path).is_file():
        raise FileNotFoundError(f'list of subjects {path} does not exist')
    subjects = {}
    for line, text in enumerate(read_lines(path), 1):
        if not text.strip():
            continue
        try:
            row = next(csv.reader([text])) if ',' in text else text.rsplit(maxsplit=1)
        except csv.Error as error:
            raise ValueError(f'{path}, line {line}: {error}; correct it') from error
        fields = [field.strip() for field in row]
        if len(fields) != 2 or not fields[0] or ' ' in fields[1] or fields[0] in subjects:
            raise ValueError(f'{path}, line {line}: {text!r} is not "image subject", or the image '
                             'has a line already; correct it (an image with commas in its name '
                             'stands in quotes: "a, b.jpg",7)')
        subjects[fields[0]] = fields[1] or None
    return subjects


def write_subjects(path: str, subjects: Mapping[str, Optional[str]]) -> None:
    """Write a list that :func:`read_subjects` reads, whole or not at all.

    Args:
        path (str): The file, a line ``image,subject`` for each image.
        subjects (Mapping[str, str, optional]): Image to subject; None where it is not known.

    Raises:
        OSError: If the file cannot be written.
        ValueError: See :func:`refuse_unlistable`.
    """
    refuse_unlistable(subjects)
    text = io.StringIO()
    csv.writer(text, lineterminator='\n').writerows(
        (image, subject or '') for image, subject in subjects.items())
    write_text(path, text.getvalue())


def refuse_unlistable(images: Iterable[str]) -> None:
    """Refuse names of images that a list of subjects would not give back.

    Args:
        images (Iterable[str]): Names.

    Raises:
        ValueError: If one has blanks at an end, a line break, or is not UTF-8.
    """
    for image in images:
        try:
            image.encode()
            is_listable = image == image.strip() and not set(image) & set('\r\n\0')
        except UnicodeError:
            is_listable = False
        if not is_listable:
            raise ValueError(f'the image {image!r} cannot stand in a list of subjects, since its '
                             'name has blanks at an end, a line break, or is not UTF-8; rename it')

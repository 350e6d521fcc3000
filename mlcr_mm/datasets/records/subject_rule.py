"""Who is on an image, by its name."""
import re
from typing import List, Optional, Sequence

from .subject_list import read_subjects


class SubjectRule:
    """How a dataset knows the subjects of its images.

    Args:
        pattern (str, optional): Regular expression whose first group, searched in the name of an
            image, is its subject.
        file (str, optional): See :func:`~mlcr_mm.datasets.records.subject_list.read_subjects`.
        default (str, optional): The pattern where neither is given.

    Raises:
        ValueError: If both are given, or the pattern is no regular expression with a group.
    """

    def __init__(self, pattern: Optional[str], file: Optional[str], default: Optional[str]) -> None:
        if pattern and file:
            raise ValueError('give either subject_pattern or subject_file')
        self.file = file or None
        self.pattern = _compile(pattern or default) if not file and (pattern or default) else None

    @property
    def tells_nothing(self) -> bool:
        """bool: Whether there is neither a pattern nor a file."""
        return self.file is None and self.pattern is None

    def subjects_of(self, names: Sequence[str]) -> List[Optional[str]]:
        """Subject of each image; None where nothing tells it.

        Args:
            names (Sequence[str]): Of the images, N.

        Returns:
            list[str, optional]: N.

        Raises:
            FileNotFoundError: If the file does not exist.
            ValueError: If it cannot be read, or lacks an image; or if the pattern fits none.
        """
        if self.tells_nothing:
            return [None] * len(names)
        if self.file:
            return _listed(self.file, names)
        found = [self.pattern.search(name) for name in names]
        subjects = [match.group(1) if match else None for match in found]
        if names and not any(subjects):
            raise ValueError(f'subject_pattern={self.pattern.pattern!r} finds no subject in the '
                             f'name of any image, e.g. {names[0]!r}; correct it, or leave it out')
        return subjects


def _listed(file: str, names: Sequence[str]) -> List[Optional[str]]:
    subjects = read_subjects(file)
    for name in names:
        if name not in subjects:
            raise ValueError(f'{file} has no line for the image {name}; add one, or take the image '
                             'out of the list of images')
    return [subjects[name] for name in names]


def _compile(pattern: str) -> 're.Pattern[str]':
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise ValueError(f'subject_pattern={pattern!r} is no regular expression: {error}') from None
    if not compiled.groups:
        raise ValueError(f'subject_pattern={pattern!r} has no group; put the part that is the '
                         "subject in brackets, as in '^([^/]+)/'")
    return compiled

"""Who is on an image, by its name."""
import os.path as osp
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
        data_root (str): Folder that the file is relative to. Defaults to ''.

    Raises:
        ValueError: If both are given, or the pattern is no regular expression with a group.
    """

    def __init__(self, pattern: Optional[str], file: Optional[str], default: Optional[str] = None,
                 data_root: str = '') -> None:
        for name, value in (('subject_pattern', pattern), ('subject_file', file)):
            if value is not None and not isinstance(value, str):
                raise ValueError(f'{name} must be a text, got {value!r}; on the command line it '
                                 f"""stands in quotes of its own: '...{name}="(...)"'""")
        if pattern and file:
            raise ValueError('give either subject_pattern or subject_file')
        self.file = osp.join(data_root, file) if file else None
        chosen = None if file else pattern or default
        self.pattern = _compile(chosen) if chosen else None

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
        subjects = [match.group(1) or None if match else None for match in found]
        if names and not any(subjects):
            raise ValueError(f'subject_pattern={self.pattern.pattern!r} finds no subject in the '
                             f'name of any image, e.g. {names[0]!r}; correct it, or leave it out')
        return subjects


def _listed(file: str, names: Sequence[str]) -> List[Optional[str]]:
    subjects = read_subjects(file)
    for name in names:
        if name not in subjects:
            raise ValueError(f'{file} has no line for the image {name}; add one (names are '
                             'relative to data_prefix), or leave the image out')
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

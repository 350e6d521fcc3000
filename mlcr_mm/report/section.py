"""What a section of the page is made of."""
import base64
import io
from dataclasses import dataclass, field
from typing import List, NamedTuple, Sequence

from matplotlib import rc_context
from matplotlib.figure import Figure

_DPI = 110


class Picture(NamedTuple):
    """A picture inside the page.

    Attributes:
        uri (str): The picture itself, as a data URI.
        alt (str): What it shows, for those who cannot see it.
    """

    uri: str
    alt: str


class Table(NamedTuple):
    """Rows of text; the first column names them, the others are numbers.

    Attributes:
        header (Sequence[str]): Titles of the columns.
        rows (Sequence[Sequence[str]]): Cells.
        title (str): Above a table that is folded away at first; '': it is shown.
    """

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    title: str = ''


@dataclass
class Section:
    """A part of the page.

    Attributes:
        title (str): Its head line.
        text (list[str]): Paragraphs: what is seen, and how to read it.
        pictures (list[Picture]): Below them.
        tables (list[Table]): Below those.
    """

    title: str
    text: List[str] = field(default_factory=list)
    pictures: List[Picture] = field(default_factory=list)
    tables: List[Table] = field(default_factory=list)


def picture(figure: Figure, alt: str, is_photo: bool = False) -> Picture:
    """Put a figure into a data URI.

    Args:
        figure (Figure): Of ``mlcr_mm.visualization``.
        alt (str): What it shows.
        is_photo (bool): Whether it holds photographs, for which PNG is smaller than SVG. Defaults
            to False.
    """
    content, kind = io.BytesIO(), 'png' if is_photo else 'svg'
    with rc_context({'svg.hashsalt': 'mlcr_mm'}):  # the same figure, the same bytes
        figure.savefig(content, format=kind, dpi=_DPI,
                       metadata={} if is_photo else {'Date': None, 'Creator': None})
    mime = 'image/png' if is_photo else 'image/svg+xml'
    return Picture(f'data:{mime};base64,{base64.b64encode(content.getvalue()).decode()}', alt)


def percent(value: float) -> str:
    """A number of a table; a dash where there is none."""
    return '–' if value != value else f'{value:.1f}'

"""The page: sections into HTML."""
from pathlib import Path
from typing import Sequence

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .section import Section


def render_page(title: str, sections: Sequence[Section]) -> str:
    """Write one self-contained HTML page; whatever stands in a name is shown as text.

    Args:
        title (str): Of the page.
        sections (Sequence[Section]): In order.

    Returns:
        str: HTML that loads nothing: a policy in it forbids browsers to.
    """
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True,
                              undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template('page.html.jinja').render(title=title, sections=sections)

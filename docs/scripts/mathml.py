"""MkDocs hook: equations become MathML, which browsers draw without a script from elsewhere."""
import html
import re
from typing import Any

from latex2mathml.converter import convert

_EQUATION = re.compile(r'<(span|div) class="arithmatex">\\([(\[])(.*?)\\[)\]]</\1>', re.DOTALL)


def on_page_content(content: str, **_: Any) -> str:
    """Replace what the extension ``arithmatex`` has marked."""
    return _EQUATION.sub(
        lambda match: convert(
            html.unescape(match[3]), display='block' if match[2] == '[' else 'inline'), content)

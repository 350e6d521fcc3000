"""Griffe extension: the reStructuredText in docstrings becomes Markdown."""
import re
import textwrap
from typing import Any

import griffe

_REPLACEMENTS = (
    (re.compile(r':math:`([^`]+)`'), r'$\1$'),
    (re.compile(r':[a-z]+:`~?(?:[\w.]+\.)?(\w+)`'), r'`\1`'),
    (re.compile(r'`([^`<]+?)\s+<(https?://[^>]+)>`_'), r'[\1](\2)'),
    (re.compile(r'(?<!`)``(?!`)(.+?)(?<!`)``(?!`)', re.DOTALL), r'`\1`'),
)
_MATH = re.compile(r'^( *)\.\. math::\n((?:\1 +.*\n?|\s*\n)+)', re.MULTILINE)
_CODE = re.compile(r'^( *)(.*)::\n\n((?:\1 +.*\n?|[ \t]*\n)+)', re.MULTILINE)


def to_markdown(text: str) -> str:
    """Markdown of a docstring."""
    text = _MATH.sub(_equation, text + '\n')
    text = _CODE.sub(_block, text)
    for pattern, replacement in _REPLACEMENTS:
        text = pattern.sub(replacement, text)
    return text.rstrip()


def _equation(match: re.Match) -> str:
    lines = textwrap.dedent(match[2]).strip()
    if '\\\\' in lines or '&' in lines:
        lines = f'\\begin{{aligned}}{lines}\\end{{aligned}}'
    return f'\n{match[1]}$$ {" ".join(lines.split())} $$\n\n'


def _block(match: re.Match) -> str:
    before = f'{match[1]}{match[2]}:\n\n' if match[2].strip() else ''
    body = textwrap.indent(textwrap.dedent(match[3]).strip('\n'), match[1])
    return f'{before}{match[1]}```text\n{body}\n{match[1]}```\n\n'


class RstDocstrings(griffe.Extension):
    """Applies :func:`to_markdown` to every docstring."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Called for each module, class, function and attribute."""
        if obj.docstring:
            obj.docstring.value = to_markdown(obj.docstring.value)

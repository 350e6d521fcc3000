"""The pages of the documentation and the blocks in them."""
import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / name for name in ('README.md', 'CONTRIBUTING.md', 'CHANGELOG.md')]
PAGES += sorted((ROOT / 'docs').rglob('*.md'))
_BLOCK = re.compile(r'^(<!-- test -->\n)?( *)```(\w*)\n(.*?)^ *```$', re.MULTILINE | re.DOTALL)
_FILE = re.compile(r'# ([\w/]+\.py)\n')


class Block(NamedTuple):
    """A fenced block: its page, language, text, file name in its first line, whether it is run."""

    page: Path
    language: str
    text: str
    file: str
    is_run: bool

    @property
    def is_config(self):
        return '_base_ =' in self.text


def name_of(page):
    return str(page.relative_to(ROOT))


def blocks_of(page, language=None):
    found = []
    for mark, _, word, text in _BLOCK.findall(page.read_text()):
        named = _FILE.match(text)
        if language in (None, word):
            found.append(Block(page, word, text, named[1] if named else '', bool(mark)))
    return found


def all_blocks(language):
    return [block for page in PAGES for block in blocks_of(page, language)]


def prose_of(page):
    """A page without its blocks."""
    return _BLOCK.sub('', page.read_text())


def write_files(folder):
    """Write the files that the pages name, beside the configs and tools of the clone."""
    for name in ('configs', 'tools'):
        (folder / name).symlink_to(ROOT / name)
    for block in all_blocks('python'):
        if block.file:
            (folder / block.file).write_text(block.text)

"""MkDocs hook: the full tables of ``configs/results`` become pages, and links out of docs/ text.

On the site, as in the repository, a link to ``../configs/results/demo.md`` leads to the table.
"""
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

FOLDER = 'full_tables'
_TABLE = re.compile(r'\]\(\.\./configs/results/(\w[\w.-]*\.md)\)')
_OUTSIDE = re.compile(r'\[([^\]]+)\]\(\.\./[^)]*\)')


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Add the tables."""
    root = Path(config.config_file_path).parent
    for path in sorted((root / 'configs' / 'results').glob('*.md')):
        files.append(File.generated(config, f'{FOLDER}/{path.name}', content=path.read_text(),
                                    inclusion=InclusionLevel.NOT_IN_NAV))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Lead links to tables to their pages; of other links out of docs/ the text is left."""
    return _OUTSIDE.sub(r'\1', _TABLE.sub(rf']({FOLDER}/\1)', markdown))

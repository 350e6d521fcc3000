"""What the pages say: links, paths, flags, blocks, numbers."""
import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from doc_blocks import PAGES, ROOT, all_blocks, blocks_of, name_of, prose_of, write_files

from mlcr_mm.apis import load_config
from mlcr_mm.engine.phases import PhaseList
from mlcr_mm.registry import MODELS

PATH = re.compile(r'\b((?:configs|docs|mlcr_mm|tests|tools)/[\w./*-]*\w)')
FLAG = re.compile(r'tools/(\w+)\.py([^\n#]*)')
RUN = ('your_images', 'architecture', 'configs', 'paper', 'tools')
by_page = pytest.mark.parametrize('page', PAGES, ids=name_of)


@pytest.fixture(scope='module')
def folder(tmp_path_factory):
    """A new folder with the files of all pages, and images."""
    path = tmp_path_factory.mktemp('docs')
    write_files(path)
    subprocess.run([sys.executable, 'draw_shapes.py'], cwd=path, check=True)
    return path


def anchors_of(page):
    titles = re.findall(r'^#+ (.*)$', page.read_text(), re.MULTILINE)
    return {re.sub(r'[^\w -]', '', title).strip().lower().replace(' ', '-') for title in titles}


@by_page
def test_links_lead_somewhere(page):
    for target in re.findall(r'\]\(([^)\s]+)\)', prose_of(page)):
        if not re.match(r'https?://', target):
            path, _, anchor = target.partition('#')
            linked = page.parent / path if path else page
            assert linked.exists(), target
            assert not anchor or anchor in anchors_of(linked), target


@by_page
def test_paths_exist(page):
    for path in PATH.findall(page.read_text()):
        if 'NAME' not in path:
            assert any(ROOT.glob(path)), path


def test_the_site_shows_every_page():
    nav = str(yaml.safe_load((ROOT / 'mkdocs.yml').read_text())['nav'])
    shown = set(re.findall(r"'([\w/]+\.md)'", nav))
    assert shown == {str(page.relative_to(ROOT / 'docs')) for page in (ROOT / 'docs').rglob('*.md')}


def test_readme_is_a_page_and_its_commands_are_those_that_are_run():
    readme = ROOT / 'README.md'
    assert len(readme.read_text().splitlines()) <= 160
    infer, demo, tests, *_ = blocks_of(readme, 'bash')
    assert readme.read_text().partition(infer.text)[0].count('\n') < 25  # the first screen
    assert '.venv/bin/mlcr_mm infer film.mp4 --out faces.csv' in infer.text
    assert 'configs/mlcr_demo.py work_dirs/mlcr_demo' in demo.text
    assert tests.text.splitlines()[1] in (ROOT / '.ci' / 'run').read_text()
    # What the README says of own images is run on the page that says more.
    page = ROOT / 'docs' / 'your_images.md'
    own, = (block for block in blocks_of(readme, 'python') if block.file == 'my_images.py')
    assert own.text in [block.text for block in blocks_of(page, 'python')]
    commands = re.findall(r'^mlcr_mm \w+ my_images\.py.*?(?= +#|$)', readme.read_text(), re.M)
    assert len(commands) == 4 and set(commands) <= set(page.read_text().splitlines())


def test_shell_blocks_can_be_read_and_have_flags_that_exist():
    for block in all_blocks('bash'):
        subprocess.run(['bash', '-n'], input=block.text, text=True, check=True)
        text = block.text.replace('\\\n', ' ')
        for tool, arguments in FLAG.findall(text):
            source = (ROOT / 'tools' / f'{tool}.py').read_text()
            source += (ROOT / 'mlcr_mm' / 'apis' / 'launch.py').read_text()
            for flag in re.findall(r' (--[\w-]+)', arguments):
                assert f"'{flag}'" in source, f'{name_of(block.page)}: tools/{tool}.py {flag}'


def test_python_blocks_can_be_read():
    for block in all_blocks('python'):
        ast.parse(block.text)


CONFIGS = [block for block in all_blocks('python')
           if block.is_config and 'custom_imports' not in block.text]  # those are run


@pytest.mark.parametrize('block', CONFIGS, ids=lambda block: f'{block.page.stem}-{block.file}')
def test_configs_load(block, folder, monkeypatch):
    monkeypatch.chdir(folder)
    monkeypatch.setenv('CUSTOM_ROOT', 'my')
    Path('block.py').write_text(block.text)
    config = load_config('block.py')
    PhaseList(config.train_cfg.phases, config.train_cfg)
    if 'model =' in block.text:
        MODELS.build(config.model)


@pytest.mark.parametrize('name', RUN)
def test_shell_blocks_run(name, folder):
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ['PATH']])
    environment = dict(os.environ, PATH=path, PYTHONPATH=str(ROOT), OMP_NUM_THREADS='1')
    blocks = [block for block in blocks_of(ROOT / 'docs' / f'{name}.md', 'bash') if block.is_run]
    assert blocks
    for block in blocks:
        result = subprocess.run(['bash', '-e'], input=block.text, cwd=folder, env=environment,
                                capture_output=True, text=True, timeout=300)
        assert result.returncode == 0, (result.stdout + result.stderr)[-3000:]


def test_no_marked_block_is_forgotten():
    marked = {block.page.stem for block in all_blocks('bash') if block.is_run}
    assert marked == set(RUN)

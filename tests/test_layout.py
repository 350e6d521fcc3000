import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = 'mlcr_mm'
FILES = sorted(path.relative_to(ROOT) for folder in (PACKAGE, 'tools')
               for path in (ROOT / folder).rglob('*.py'))
SOURCES = [path.relative_to(PACKAGE) for path in FILES
           if path.parts[0] == PACKAGE and path.name != '__init__.py']

#: The rooms from the top floor to the ground; imports go down, never along a floor or up.
FLOORS = (
    ('tools', '__main__'),
    ('command', 'benchmark'),
    # What the tools are for; the upper row takes from the lower one.
    ('demo', 'ranking', 'report'),
    ('align_folder', 'dataset_report', 'figures', 'publishing', 'reproduce'),
    ('apis', ),
    ('inference', 'engine'),
    ('models', 'datasets'),
    ('evaluation', 'visualization', 'mlct'),
    ('alignment', 'augmentation', 'pseudo_labels'),
    ('face_detection', 'subjects', 'video_io'),
    ('files', 'labels', 'not_finite', 'parallel', 'progress', 'registered_kind', 'registry',
     'seeding', 'shipped', 'toolbox', 'version', 'whole_numbers'),
)
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def module_of(path):
    return '.'.join(path.with_suffix('').parts).replace('.__init__', '')


MODULES = {module_of(path): path for path in FILES}


def room_of(module):
    """'mlcr_mm.models.heads' -> 'models', 'tools.train' -> 'tools'."""
    parts = module.split('.')
    return parts[0] if parts[0] != PACKAGE else parts[1] if len(parts) > 1 else PACKAGE


def imports_of(path):
    """The modules of this repository that a file imports."""
    package = [*path.parts[:-1]]
    found = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[:len(package) + 1 - node.level] if node.level else []
            module = '.'.join([*base, *filter(None, [node.module])])
            names = {f'{module}.{alias.name}' for alias in node.names}
            found |= {name if name in MODULES else module for name in names}
    return found & MODULES.keys()


@pytest.mark.parametrize('source', SOURCES, ids=str)
def test_tests_mirror_the_source_tree(source):
    folders = [f'test_{part}' for part in source.parts[:-1]]
    assert ROOT.joinpath('tests', *folders, f'test_{source.name}').is_file()


def test_every_room_is_on_a_floor():
    rooms = {room_of(module) for module in MODULES} - {PACKAGE}
    assert rooms == set(FLOOR_OF), 'name the room in FLOORS, above all that it imports'


def test_imports_go_down_from_floor_to_floor():
    floor_of = {**FLOOR_OF, PACKAGE: FLOOR_OF['apis']}  # mlcr_mm/__init__.py: above what it imports
    wrong = [
        f'{path} imports {module}' for path in FILES for module in imports_of(path)
        if room_of(module) != (room := room_of(module_of(path))) and room != PACKAGE
        and floor_of[room_of(module)] <= floor_of[room]
    ]
    assert not wrong


def test_no_file_imports_itself_by_a_detour():
    """Raises CycleError with the files of the circle."""
    order = list(TopologicalSorter(
        {module: imports_of(path) for module, path in MODULES.items()}).static_order())
    assert set(order) == set(MODULES)


def test_imports_are_found_in_every_form():
    assert imports_of(Path('mlcr_mm/__init__.py')) >= {
        f'{PACKAGE}.{room}' for room in ('datasets', 'engine', 'evaluation', 'models')}
    found = imports_of(Path('mlcr_mm/evaluation/au_f1_metric.py'))
    assert {f'{PACKAGE}.evaluation.score_metric', f'{PACKAGE}.registry'} <= found
    assert f'{PACKAGE}.apis' in imports_of(Path('tools/train.py'))

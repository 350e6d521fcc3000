"""Try the package in fresh environments and write docs/versions.md.

``python docs/scripts/versions_table.py [NAME ...]`` makes an environment per Python (6 GB each, one
at a time, removed afterwards), installs each stack in it, and runs the commands of SMOKE. Results
are kept in docs/versions.json, so that a later call adds to them.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Dict, List, NamedTuple

ROOT = Path(__file__).parents[2]
RESULTS, PAGE = ROOT / 'docs' / 'versions.json', ROOT / 'docs' / 'versions.md'
ONEDL = ['onedl-mmengine==0.10.12', 'onedl-mmcv==2.3.6', 'onedl-mmpretrain==1.3.6']
OPENMMLAB = ['mmengine==0.10.7', 'mmcv-lite==2.1.0', 'mmpretrain==1.2.0']
NEWEST, LAST_UNSAFE = ['torch==2.14.1', 'torchvision==0.29.1'], [
    'torch==2.5.1', 'torchvision==0.20.1']
#: One of each group is installed at a time; pip would leave the others beside it.
RIVALS = ['onedl-mmengine', 'onedl-mmcv', 'onedl-mmpretrain', 'mmengine', 'mmcv-lite',
          'mmpretrain', 'opencv-python', 'opencv-python-headless']


class Stack(NamedTuple):
    """One line of the table."""

    name: str
    python: str
    requirements: List[str]


STACKS = [
    Stack('3.13', '3.13', [*NEWEST, *ONEDL]),
    Stack('3.13-opencv4', '3.13', [*NEWEST, *ONEDL, 'opencv-python<5']),
    Stack('3.13-openmmlab', '3.13', [*NEWEST, *OPENMMLAB]),
    Stack('3.10', '3.10', [*NEWEST, *ONEDL]),
    Stack('3.10-torch2.5', '3.10', [*LAST_UNSAFE, *ONEDL]),
    Stack('3.10-torch2.5-openmmlab', '3.10', [*LAST_UNSAFE, *OPENMMLAB]),
    Stack('3.12', '3.12', [*NEWEST, *ONEDL]),
    Stack('3.11', '3.11', [*NEWEST, *ONEDL]),
    Stack('3.11-opencv4', '3.11', [*NEWEST, *ONEDL, 'opencv-python<5']),
]
SMOKE = {
    'fast-dev-run': 'tools/train.py {root}/configs/mlcr_demo.py --fast-dev-run --work-dir demo',
    'train': 'tools/train.py toy.py --work-dir work --cfg-options train_cfg.graph.epochs=1',
    'resume': 'tools/train.py toy.py --work-dir work --resume',
    'test': 'tools/test.py toy.py work/epoch_4.pth --work-dir test',
    'infer': 'tools/infer.py data/images --checkpoint work/epoch_4.pth --detector none '
             '--out scores.csv',
}
SHOWN = {'torch': 'torch', 'numpy': 'numpy', 'opencv-python': 'OpenCV', 'mmengine': 'mmengine',
         'mmcv': 'mmcv', 'mmpretrain': 'mmpretrain'}
WRITE_TOY = ('import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); '
             'from toy import write_toy_config; write_toy_config(Path("."))')


def call(command: List[str], folder: Path, **environment: str) -> str:
    """What went wrong, in one line; '' if nothing did."""
    done = subprocess.run(command, cwd=folder, env=dict(os.environ, **environment),
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    errors = [line for line in lines if 'rror' in line.split(':')[0]] or lines
    return '' if done.returncode == 0 else f'rc {done.returncode}: {"".join(errors[-1:])[:200]}'


def install(python: Path, stack: Stack, folder: Path) -> str:
    """Put a stack into the environment, and this copy of the package on top."""
    pip = [str(python), '-m', 'pip']
    call([*pip, 'uninstall', '-q', '-y', *RIVALS], folder)
    # mmpretrain 1.2.0 and mmcv 2.1.0 import pkg_resources, which setuptools 81 dropped.
    return call([*pip, 'install', '-q', 'setuptools<81', 'wheel', *stack.requirements, 'av>=14.1'],
                folder) or call([*pip, 'install', '-q', str(ROOT)], folder)


def versions(python: Path, folder: Path) -> Dict[str, str]:
    """Of what is installed, by distribution."""
    text = subprocess.run([str(python), '-m', 'pip', 'list', '--format=json'], cwd=folder,
                          capture_output=True, text=True, check=True).stdout
    found = {item['name'].lower().removeprefix('onedl-').removesuffix('-lite').removesuffix(
        '-headless'): item['version'] for item in json.loads(text)}
    return {title: found.get(name, '-') for name, title in SHOWN.items()}


def try_stack(python: Path, stack: Stack) -> Dict[str, str]:
    """Versions, and what each command ended in."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        problem = install(python, stack, folder)
        result = dict(Python=subprocess.run(
            [str(python), '-c', 'import platform; print(platform.python_version())'],
            capture_output=True, text=True).stdout.strip(), **versions(python, folder))
        result['mm packages'] = 'OneDL' if ONEDL[0] in stack.requirements else 'OpenMMLab'
        if problem:
            return dict(result, install=problem)
        path = dict(PYTHONPATH=str(ROOT), OMP_NUM_THREADS='1')
        result['install'] = 'ok'
        problem = call([str(python), '-c', WRITE_TOY, str(ROOT / 'tests')], folder, **path)
        for title, command in SMOKE.items():
            words = command.format(root=ROOT).split()
            problem = call([str(python), str(ROOT / words[0]), *words[1:]], folder, **path)
            result[title] = problem or 'ok'
        return result


def write_page(results: Dict[str, Dict[str, str]]) -> None:
    """The table, in the order of STACKS."""
    columns = ['Python', 'mm packages', *SHOWN.values(), 'install', *SMOKE]
    rows = [columns, ['---'] * len(columns)]
    notes = []
    for stack in STACKS:
        cells = []
        for column in columns:
            text = results.get(stack.name, {}).get(column, 'not run')
            if text.startswith('rc '):
                notes.append(text)
                text = f'fails ({len(notes)})'
            cells.append(text)
        cells[0] = stack.name if stack.name not in results else cells[0]
        rows.append(cells)
    table = '\n'.join(f'| {" | ".join(row)} |' for row in rows)
    listed = '\n'.join(f'{number}. `{note}`' for number, note in enumerate(notes, 1))
    commands = '\n'.join(f'- {title}: `{command.format(root="…")}`'
                         for title, command in SMOKE.items())
    PAGE.write_text(f'''# Versions that were tried

Made by `docs/scripts/versions_table.py`: each line is an environment of its own on Linux without a
GPU, in which these commands were run (toy.py: the toy data of the tests).

{commands}

{table}

With torch 2.5 training ends well, and what it has written cannot be read: its safe loader does not
take what checkpoints of mmengine hold. So the package asks for 2.6. The results were measured with
Python 3.11.

{listed}
''')


def main() -> None:
    """Try the stacks that are asked for, and write the page."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument('names', nargs='*', help=', '.join(stack.name for stack in STACKS))
    names = parser.parse_args().names
    results = json.loads(RESULTS.read_text()) if RESULTS.is_file() else {}
    current, home = None, Path(tempfile.mkdtemp())
    try:
        for stack in STACKS:
            interpreter = shutil.which(f'python{stack.python}')
            if stack.name not in names or not interpreter:
                continue
            if current != stack.python:
                shutil.rmtree(home / 'env', ignore_errors=True)
                subprocess.run([interpreter, '-m', 'venv', str(home / 'env')], check=True)
                current = stack.python
            results[stack.name] = try_stack(home / 'env' / 'bin' / 'python', stack)
            print(stack.name, results[stack.name], flush=True)
            RESULTS.write_text(json.dumps(results, indent=1) + '\n')
            write_page(results)
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == '__main__':
    sys.exit(main())

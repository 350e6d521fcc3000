"""The command ``mlcr_mm``: runs the tools from any folder."""
import ast
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Dict, List, Optional

from .shipped import TOOLS

#: Sub-command to file in the folder of the tools.
COMMANDS: Dict[str, str] = {
    'train': 'train.py',
    'test': 'test.py',
    'calibrate': 'calibrate.py',
    'infer': 'infer.py',
    'demo': 'demo.py',
    'report': 'report.py',
    'rank': 'rank_unlabeled.py',
    'publish': 'publish_model.py',
    'export': 'export_onnx.py',
    'align': 'align_faces.py',
    'check': 'check_dataset.py',
    'splits': 'make_splits.py',
    'subjects': 'find_subjects.py',
    'reproduce': 'reproduce.py',
    'figures': 'plot_figures.py',
    'benchmark': 'benchmark.py',
}


def main(arguments: Optional[List[str]] = None) -> None:
    """Run a tool as ``python tools/TOOL.py`` would.

    Args:
        arguments (list[str], optional): Sub-command, or the name of a tool, and what follows it.
            Defaults to None: those of the process.

    Raises:
        SystemExit: With the tool's exit code; 2 if there is no such command.
    """
    command, *rest = (sys.argv[1:] if arguments is None else arguments) or ['--help']
    command = {Path(file).stem: name for name, file in COMMANDS.items()}.get(command, command)
    if command in ('-h', '--help'):
        print(usage())
        sys.exit(0)
    if command not in COMMANDS:
        print(f'error: mlcr_mm has no command {command}\n{usage()}', file=sys.stderr)
        sys.exit(2)
    # argparse names the program after the first argument.
    sys.argv = [f'mlcr_mm {command}', *rest]
    spec = spec_from_file_location(f'mlcr_mm_{command}', TOOLS / COMMANDS[command])
    tool = module_from_spec(spec)
    spec.loader.exec_module(tool)
    sys.exit(tool.main())


def usage() -> str:
    """What the commands do, one line each, from the first lines of the tools."""
    lines = ['usage: mlcr_mm COMMAND ...', '']
    for name, file in COMMANDS.items():
        text = ast.get_docstring(ast.parse((TOOLS / file).read_text(encoding='utf-8')))
        lines.append(f'  {name:<10} {text.splitlines()[0].partition(": ``")[0]}')
    return '\n'.join([*lines, '', 'mlcr_mm COMMAND --help tells more.'])

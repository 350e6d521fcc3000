"""The measurements as tables."""
from typing import Any, Dict, List, Sequence

from mlcr_mm.reproduce import format_rows


def format_report(result: Dict[str, Any]) -> str:
    """Markdown: machine, then times, ratios and rates with a column or two per config.

    Args:
        result (dict): Of :func:`mlcr_mm.benchmark.run_benchmark`.
    """
    machine, configs = result['machine'], result['configs']
    versions = ', '.join(f'{name} {version}' for name, version in machine['versions'].items())
    device = machine['processor'] + (f"; {machine['gpu']}" if machine['gpu'] else '')
    memory = ', '.join(f'{name} {mib:.0f} MiB' for name, mib in result['memory_mib'].items())
    lines = [f"{device}; {machine['threads']} threads; Python {machine['python']}, {versions}.",
             f'Peak memory: {memory}.', '', _times(configs), _ratios(configs), _rates(configs)]
    return '\n'.join(lines)


def _names(configs: Dict[str, Any], key: str) -> List[str]:
    """Rows of all configs, in the order in which they were measured."""
    return list(dict.fromkeys(name for config in configs.values() for name in config[key]))


def _table(head: Sequence[str], configs: Dict[str, Any], key: str, cells: Any) -> str:
    rows = [[name, *(cell for config in configs.values() for cell in cells(config[key].get(name)))]
            for name in _names(configs, key)]
    return format_rows([head, *rows])


def _times(configs: Dict[str, Any]) -> str:
    head = ['ms per step, image or call', *(f'{name}{column}' for name in configs
                                            for column in (' [quartiles]', ', CPU'))]
    return _table(head, configs, 'times', lambda time: (
        f"{time['ms']:.3g} [{time['low']:.3g}, {time['high']:.3g}]", f"{time['cpu_ms']:.3g}"
    ) if time else ('', ''))


def _ratios(configs: Dict[str, Any]) -> str:
    return _table(['ratio [quartiles]', *configs], configs, 'ratios', lambda value: (
        f"{value['median']:.3f} [{value['low']:.3f}, {value['high']:.3f}]" if value else '', ))


def _rates(configs: Dict[str, Any]) -> str:
    return _table(['rate', *configs], configs, 'rates', lambda value: (
        f'{value:.3g}' if value is not None else '', ))

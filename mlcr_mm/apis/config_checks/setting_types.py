"""Values of settings that are of another type than what reads them expects."""
from typing import Any, List, Mapping, Sequence

from mmengine.config import Config
from mmengine.runner import Runner

from ..config_nodes import read_nodes
from .argument_types import ArgumentType, argument_types, describe, fits
from .plain_settings import readers_of

_PACKAGE = 'mlcr_mm.'


def check_setting_types(config: Config, path: str) -> None:
    """Refuse text in the place of a number, a number in the place of a dict, and so on.

    The annotations of what reads a setting say what it can be. Those of this package and of the
    runner count as they stand. Those of other classes are often narrower than what these take: they
    count where the setting is text, and no switch is expected.

    Args:
        config (Config): With all options.
        path (str): Where it is from, for the message.

    Raises:
        ValueError: Naming the setting, its value and what it should be.
    """
    _check(config._cfg_dict, [], [Runner], path)
    for place, node in read_nodes(config):
        if isinstance(node, Mapping):
            _check(node, place, readers_of(place, node), path)


def _check(node: Mapping, place: List[str], readers: Sequence[Any], path: str) -> None:
    for word, value in node.items():
        kinds = [argument_types(reader)[word] for reader in readers
                 if word in argument_types(reader)]
        if not kinds or any(_takes(value, kind) for kind in kinds):
            continue
        expected = ' or '.join(dict.fromkeys(describe(kind.kind) for kind in kinds))
        key, remedy = '.'.join([*place, word]), ''
        if isinstance(value, (int, float)) and any(fits('', kind.kind) for kind in kinds):
            remedy = f'; as an option, it is text in quotes of its own: \'"{value}"\''
        raise ValueError(f'{key} of {path} must be {expected}, got {value!r}{remedy}')


def _takes(value: Any, argument: ArgumentType) -> bool:
    is_exact = argument.module == Runner.__module__ or argument.module.startswith(_PACKAGE)
    is_switch = fits(True, argument.kind) and not fits(2, argument.kind)
    is_clear = is_exact or (isinstance(value, str) and not is_switch)
    return fits(value, argument.kind) or not is_clear

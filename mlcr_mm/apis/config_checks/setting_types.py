"""Values of settings that are of another type than what reads them expects."""
from typing import Any, List, Mapping, Sequence

from mmengine.config import Config
from mmengine.runner import Runner

from ..config_nodes import read_nodes
from .argument_types import ArgumentType, argument_types, describe, fits
from .plain_settings import readers_of

_PACKAGE = 'mlcr_mm.'
_FRACTION = 0.5
#: Of these the runner takes more than it says.
_LOOSER = ('log_level', )
_SWITCH_WORDS = ('yes', 'no', 'on', 'off', 'true', 'false', 'none')


def check_setting_types(config: Config, path: str) -> None:
    """Refuse text in the place of a number, a number in the place of a dict, and so on.

    The annotations of what reads a setting say what it can be. Those of this package and of the
    runner count as they stand, but that None, which often stands for nothing, is refused in the
    place of a dict alone. Those of other classes are often narrower than what these take: they
    count where the setting is text, and, if a switch is expected, a word for one, such as 'no',
    which would be on.

    Args:
        config (Config): With all options. A whole number that was written as 1e3 becomes one.
        path (str): Where it is from, for the message.

    Raises:
        ValueError: Naming the setting, its value and what it should be.
    """
    _check(config._cfg_dict, [], [Runner], path)
    for place, node in read_nodes(config):
        if isinstance(node, Mapping):
            _check(node, place, readers_of(place, node), path)


def _check(node: Mapping, place: List[str], readers: Sequence[Any], path: str) -> None:
    for word, value in list(node.items()):
        kinds = [argument_types(reader)[word] for reader in readers
                 if word in argument_types(reader)]
        if not kinds or (not place and word in _LOOSER):
            continue
        if _is_whole(value, kinds):
            node[word] = int(value)
        elif not any(_takes(value, kind) for kind in kinds):
            expected = ' or '.join(dict.fromkeys(describe(kind.kind) for kind in kinds))
            is_text = isinstance(value, (int, float)) and any(fits('', kind.kind) for kind in kinds)
            remedy = f'; as an option, it is text in quotes of its own: \'"{value}"\''
            raise ValueError(f'{".".join([*place, word])} of {path} must be {expected}, got '
                             f'{value!r}{remedy if is_text else ""}')


def _is_whole(value: Any, kinds: Sequence[ArgumentType]) -> bool:
    """Whether a number such as 1e3 stands where whole numbers alone are taken."""
    return (isinstance(value, float) and value.is_integer()
            and any(fits(value, kind.kind) for kind in kinds)
            and not any(fits(_FRACTION, kind.kind) for kind in kinds))


def _takes(value: Any, argument: ArgumentType) -> bool:
    is_exact = argument.module == Runner.__module__ or argument.module.startswith(_PACKAGE)
    if fits(value, argument.kind):
        return True
    if value is None:
        return not (is_exact and fits({}, argument.kind))
    if is_exact or not isinstance(value, str):
        return not is_exact
    is_switch = fits(True, argument.kind) and not fits(2, argument.kind)
    return is_switch and value.lower() not in _SWITCH_WORDS

"""The options that reach every dataset of a config."""
import re
from typing import Any, Callable, Dict, List, Optional

from mmengine.config import Config

from mlcr_mm.whole_numbers import is_whole_number

from ..config_nodes import dicts_below

#: Options that go to every dataset with an argument of this name.
OF_EVERY_DATASET = frozenset(('fold', 'images_per_subject'))
#: The option for the draw of ``tools/make_splits.py``.
REPEAT = 'repeat'
_SPLIT_FOLDER = re.compile(r'^splits/(repeat\d+/)?')


def set_of_every_dataset(config: Config, options: Dict[str, Any], path: str) -> None:
    """Take out what every dataset gets that has it, and set it there.

    Args:
        config (Config): Is changed.
        options (dict): Dotted key to value; these are removed.
        path (str): Where the config is from, for messages.

    Raises:
        KeyError: If no dataset has one of them.
    """
    for name in sorted(OF_EVERY_DATASET & set(options)):
        value = options.pop(name)
        if not _replace_values(config._cfg_dict, name, lambda old, value=value: value):
            raise KeyError(f'{path} has no dataset with {name}; leave the option {name} out')


def set_repeat(config: Config, options: Dict[str, Any], path: str) -> None:
    """Take the option ``repeat`` out: the lists of the splits become those of another draw.

    Args:
        config (Config): Is changed.
        options (dict): Dotted key to value; this one is removed.
        path (str): Where the config is from, for messages.

    Raises:
        KeyError: If no list is one of the splits.
        ValueError: If the number is none.
    """
    if REPEAT not in options:
        return
    number = options.pop(REPEAT)
    if not is_whole_number(number):
        raise ValueError(f'{REPEAT} must be a whole number >= 1, got {number!r}')
    folder = f'splits/repeat{number}/'
    lists: List[str] = []

    def of_repeat(old: Optional[str]) -> Optional[str]:
        lists.extend([old] if old and _SPLIT_FOLDER.match(old) else [])
        return old and _SPLIT_FOLDER.sub(folder, old)

    _replace_values(config._cfg_dict, 'image_list', of_repeat)
    if not lists:
        raise KeyError(f'{path} has no dataset whose image_list begins with splits/; leave the '
                       'option repeat out')


def _replace_values(config: Dict[str, Any], name: str, function: Callable[[Any], Any]) -> bool:
    """Apply a function to every value that is called ``name``; say if any is."""
    found = False
    for node in dicts_below(config):
        if name in node:
            node[name] = function(node[name])
            found = True
    return found

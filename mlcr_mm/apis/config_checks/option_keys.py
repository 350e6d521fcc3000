"""Options that nothing reads."""
from difflib import get_close_matches
from typing import Any, Dict, Iterator, List, Mapping, Optional

from mmengine.config import Config

from ..config_nodes import READ, read_nodes
from ..options.cache_option import CACHE_DIR
from ..options.data_roots import ROOT
from ..options.every_dataset import OF_EVERY_DATASET, REPEAT
from ..options.image_size import IMAGE_SIZE
from ..options.left_out_hooks import RUNNER_HOOKS
from ..options.part_sizes import PARTS
from .plain_settings import settings_at

#: What :func:`mlcr_mm.apis.load_config` reads itself.
OWN = OF_EVERY_DATASET | {REPEAT, CACHE_DIR, IMAGE_SIZE, *PARTS}
# What users call settings, and what the toolbox does.
_ALSO_CALLED = dict(max_epochs='epochs', learning_rate='lr', workers='num_workers')
# Variables of config files that are nearly what is read.
_OF_FILES = ('_pipeline', ROOT)
_ALIKE = 0.85
_SHOWN = 3


def check_option_keys(config: Config, options: Dict[str, Any], path: str) -> None:
    """Refuse options whose first word neither the config has nor anything reads.

    Args:
        config (Config): The config before the options are merged into it.
        options (dict): Dotted key to value.
        path (str): Where the config is from, for the message.

    Raises:
        KeyError: If there is such an option; it names the nearest word that is read, or the places
            that read it.
    """
    known = sorted(READ | OWN | set(config))
    for key in options:
        word = key.split('.')[0]
        if word in READ | OWN:
            continue
        if word in config:
            _refuse_variable(config, key, path)
            continue
        places = sorted(_places_of(config._cfg_dict, _ALSO_CALLED.get(word, word)),
                        key=lambda place: place.count('.'))[:_SHOWN]
        near = get_close_matches(word, known, n=1)
        if places:
            advice = f'write where it belongs, e.g. {", ".join(places)}'
        elif near:
            advice = f'did you mean {near[0]}?'
        elif get_close_matches(word, [ROOT], n=1):
            advice = 'did you mean data_root? No dataset of this config reads that either'
        else:
            advice = 'write the whole key, e.g. train_dataloader.batch_size, or set it in the file'
        raise KeyError(f'nothing reads the option {key}, and {path} has no {word}: {advice}')


def check_nested_keys(before: Mapping, after: Mapping, options: Dict[str, Any]) -> None:
    """Refuse options that set what the dict that they set it in does not read.

    Args:
        before (Mapping): The config without the options: what it has may be set.
        after (Mapping): The config with the options: its types say what else is read.
        options (dict): Dotted key to value.

    Raises:
        KeyError: If there is such an option; it names the nearest word that is read. Where it
            cannot be known what is read, nothing is refused.
    """
    for key in options:
        words, old, new = key.split('.'), before, after
        for number, word in enumerate(words):
            if isinstance(new, Mapping):
                if number and not (isinstance(old, Mapping) and word in old):
                    _check_word(words[:number], word, new, old, f'the option {key}')
                old = old.get(word) if isinstance(old, Mapping) else None
                new = new.get(word)
            elif isinstance(new, (list, tuple)) and word.isdigit() and int(word) < len(new):
                old = old[int(word)] if isinstance(old, (list, tuple)) and (
                    int(word) < len(old)) else None
                new = new[int(word)]
            else:
                break


def check_file_keys(config: Config, path: str) -> None:
    """Refuse what a config file sets and nothing reads.

    Args:
        config (Config): The config of the file.
        path (str): Its file, for the message.

    Raises:
        KeyError: If a name at the top is nearly one that is read (others are variables of the
            file), or a dict has a key that its class does not take; it names the nearest one.
    """
    known = sorted(READ | {ROOT})
    for name in config:
        near = [] if name in READ or name.endswith(_OF_FILES) else get_close_matches(
            name, known, n=1, cutoff=_ALIKE)
        if near:
            raise KeyError(f'nothing reads {name} of {path}; did you mean {near[0]}? A variable of '
                           'the file needs another name')
    for place, node in read_nodes(config):
        for word in node if isinstance(node, Mapping) else ():
            _check_word(place, word, node, None, f'{".".join([*place, word])} of {path}')


def _check_word(path: List[str], word: str, node: Mapping, old: Optional[Mapping],
                key: str) -> None:
    place = '.'.join(path)
    if path == ['default_hooks']:
        hook = node.get(word)
        if hook is None or (isinstance(hook, Mapping) and 'type' in hook):
            return
        known = sorted({*RUNNER_HOOKS, *(old or ())})
        near = [name for name in get_close_matches(word, known, n=1) if name != word]
        advice = f'; did you mean {place}.{near[0]}?' if near else ''
        raise KeyError(f'nothing reads {key}: no hook {word} is inherited{advice}, and a hook that '
                       f'is new needs default_hooks.{word}.type')
    names = settings_at(path, node)
    if names is None or word in names or word in ('type', '_scope_', '_delete_'):
        return
    known = sorted(names | set(old or ()))
    near = get_close_matches(word, known, n=1)
    owner = f'{place} ({node["type"]})' if 'type' in node else place
    advice = f'did you mean {place}.{near[0]}?' if near else f'it takes {", ".join(known)}'
    raise KeyError(f'nothing reads {key}: {owner} has no {word}; {advice}')


def _refuse_variable(config: Config, key: str, path: str) -> None:
    """Refuse to set a variable that the file has used already, where it can be found again."""
    word = key.split('.')[0]
    places = list(_places_with(config._cfg_dict, word, config._cfg_dict[word]))[:_SHOWN]
    if places:
        raise KeyError(f'the option {key} has no effect: {word} is a variable that {path} has used '
                       f'when it was read; write where it is used, e.g. {", ".join(places)}')


def _places_of(config: Mapping, word: str) -> Iterator[str]:
    """Where a word is set, or could be: the arguments of classes that take it."""
    for path, node in read_nodes(config):
        if isinstance(node, Mapping) and (
                word in node or word in (settings_at(path, node) or ())):
            yield '.'.join([*path, word])


def _places_with(config: Mapping, name: str, value: Any) -> Iterator[str]:
    """Where a variable of the file went: its value, under its name where it is a single one."""
    is_single = not isinstance(value, (Mapping, list, tuple)) or not value
    for path, node in read_nodes(config):
        if node == value and type(node) is type(value) and (not is_single or path[-1] == name):
            yield '.'.join(path)

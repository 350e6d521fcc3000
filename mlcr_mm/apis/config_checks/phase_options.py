"""Settings of a loop that has phases, and would not read them."""
from difflib import get_close_matches
from typing import Any, Dict

from mmengine.config import Config


def check_phase_settings(config: Config, path: str) -> None:
    """Refuse what other loops are told by, since mmengine ends in an assertion.

    Args:
        config (Config): The config with the options.
        path (str): Where the config is from, for the message.

    Raises:
        ValueError: If ``train_cfg`` has phases, and ``by_epoch`` beside them.
    """
    train_cfg = config.get('train_cfg') or {}
    if train_cfg.get('type') and train_cfg.get('phases') and 'by_epoch' in train_cfg:
        raise ValueError(
            f'{path}: train_cfg.by_epoch and max_epochs have no meaning beside train_cfg.phases: '
            'write train_cfg.<phase>.epochs; or, to train without phases, train_cfg=dict('
            '_delete_=True, by_epoch=True, max_epochs=...)')


def check_phase_options(config: Config, options: Dict[str, Any], path: str) -> None:
    """Refuse options for a phase that is not in ``train_cfg.phases``, since no loop reads them.

    In a file such settings are allowed: a config that inherits another leaves a phase out by its
    list of names alone.

    Args:
        config (Config): The config with the options.
        options (dict): Dotted key to value.
        path (str): Where the config is from, for the message.

    Raises:
        KeyError: If there is such an option; it names the nearest phase, or all of them.
    """
    train_cfg = config.get('train_cfg') or {}
    phases = train_cfg.get('phases')
    if train_cfg.get('type') != 'PhaseTrainLoop' or not isinstance(phases, (list, tuple)):
        return
    for key in options:
        place, _, rest = key.partition('.')
        name = rest.partition('.')[0]
        if place != 'train_cfg' or not isinstance(train_cfg.get(name), dict) or name in phases:
            continue
        near = get_close_matches(name, phases, n=1)
        advice = (f'did you mean train_cfg.{near[0]}?' if near else
                  f'the phases of {path} are {", ".join(phases)}; train_cfg.phases adds one')
        raise KeyError(f'nothing reads the option {key}: no phase {name} is in the list; {advice}')

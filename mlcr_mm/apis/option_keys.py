"""Options whose first word nothing reads."""
import inspect
from difflib import get_close_matches
from typing import Any, Dict

from mmengine.config import Config
from mmengine.runner import Runner

from .part_sizes import PARTS

# What mmengine, mmpretrain and our tools read beside the arguments of the Runner.
READ_BESIDE_RUNNER = frozenset((
    'activation_checkpointing', 'auto_scale_lr', 'compile', 'custom_imports', 'data_preprocessor',
    'efficient_conv_bn_eval', 'find_unused_parameters', 'model_wrapper_cfg', 'runner_type',
    'strategy', 'sync_bn', 'tta_model', 'tta_pipeline'))

#: Options that ``load_config`` gives to every dataset with an argument of this name.
OF_EVERY_DATASET = frozenset(('fold', 'images_per_subject'))


def check_option_keys(config: Config, options: Dict[str, Any], path: str) -> None:
    """Refuse options that begin with a word that neither the config has nor anything reads.

    Args:
        config (Config): The config before the options are merged into it.
        options (dict): Dotted key to value.
        path (str): Where the config is from, for the message.

    Raises:
        KeyError: If there is such an option; it names the nearest word that is read.
    """
    read = READ_BESIDE_RUNNER | set(inspect.signature(Runner).parameters) - {'cfg'}
    known = sorted(read | set(config) | OF_EVERY_DATASET | {'repeat', *PARTS})
    for key in options:
        word = key.split('.')[0]
        if word in known:
            continue
        near = get_close_matches(word, known, n=1)
        advice = (f'did you mean {near[0]}?' if near else 'write where it belongs, e.g. '
                  f'train_dataloader.dataset.{word}=..., or set it in the config file')
        raise KeyError(f'nothing reads the option {key}, and {path} has no {word}: {advice}')

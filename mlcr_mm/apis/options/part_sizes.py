"""How many images the parts of a training set have, by one option each."""
from typing import Any, Dict

from mmengine.config import Config

from mlcr_mm.whole_numbers import is_whole_number

#: Option to part of a ``SemiSupervisedDataset``.
PARTS = dict(labeled_images='labeled', unlabeled_images='unlabeled')
_SEED = 0


def set_part_sizes(config: Config, options: Dict[str, Any], path: str) -> None:
    """Take the options ``labeled_images`` and ``unlabeled_images`` out and follow them.

    Where the images are drawn, so many are; of files, so many are chosen at random. In both cases
    fewer images are some of those that more would be, in every run.

    Args:
        config (Config): Is changed.
        options (dict): Dotted key to value; those that were followed are removed.
        path (str): Where the config is from, for the message.

    Raises:
        KeyError: If the training set has no such part.
        ValueError: If a number is none.
    """
    for option in sorted(PARTS.keys() & options.keys()):
        number = options.pop(option)
        loader = config.get('train_dataloader') or {}
        part = (loader.get('dataset') or {}).get(PARTS[option])
        if not part:
            raise KeyError(f'{path} has no train_dataloader.dataset.{PARTS[option]}; leave the '
                           f'option {option} out')
        if not is_whole_number(number):
            raise ValueError(f'{option} must be a whole number >= 1, got {number!r}')
        if 'num_images' in part:
            part.num_images = number
        else:
            part.update(max_images=number, subset_seed=_SEED)

"""What a figure is made from: a config and perhaps a checkpoint, under a name."""
import os.path as osp
import re
from typing import Any, Dict, NamedTuple, Optional

from mmengine.config import Config

from mlcr_mm.apis import choose_checkpoint, load_config
from mlcr_mm.files import check_is_checkpoint

# A name has no slash, so that folders such as work_dirs/lr=0.1 are not taken for one.
_PATTERN = re.compile(r'(?:(?P<name>[^=/]+)=)?(?P<config>.+?\.(?:py|json|ya?ml))'
                      r'(?::(?P<checkpoint>.+))?')


class Source(NamedTuple):
    """One model or dataset of a figure.

    Attributes:
        name (str): In the figure. Sources of one name are runs of one method.
        config (Config): Its config.
        checkpoint (str, optional): Its checkpoint file.
    """

    name: str
    config: Config
    checkpoint: Optional[str] = None


def parse_source(text: str, options: Optional[Dict[str, Any]] = None,
                 needs_checkpoint: bool = True) -> Source:
    """Read ``[NAME=]CONFIG[:CHECKPOINT]`` and load the config.

    Args:
        text (str): As the user writes it. Without a name, that of the config file is taken.
        options (dict, optional): Settings that override the config's. Defaults to None.
        needs_checkpoint (bool): Whether the checkpoint must be given. Defaults to True.

    Returns:
        Source: With the loaded config.

    Raises:
        ValueError: If it cannot be read so, or the checkpoint is missing or none.
        FileNotFoundError: If there is no such config or checkpoint.
    """
    match = _PATTERN.fullmatch(text)
    if not match or (needs_checkpoint and not match['checkpoint']):
        form = 'NAME=CONFIG:CHECKPOINT' if needs_checkpoint else 'NAME=CONFIG[:CHECKPOINT]'
        raise ValueError(f'{text!r} is not of the form {form}')
    checkpoint = match['checkpoint'] and choose_checkpoint(match['checkpoint'])
    if checkpoint:
        check_is_checkpoint(checkpoint)
    name = match['name'] or osp.splitext(osp.basename(match['config']))[0]
    return Source(name, load_config(match['config'], options), checkpoint)

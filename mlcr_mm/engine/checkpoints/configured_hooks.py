"""The hooks that a config names."""
from typing import Any, Dict, List

from mmengine.config import Config


def configured_hooks(config: Config) -> List[Any]:
    """The hooks of ``default_hooks`` and ``custom_hooks``, as dictionaries or built, or None."""
    return [*(config.get('default_hooks') or {}).values(), *(config.get('custom_hooks') or ())]


def hooks_named(config: Config, name: str) -> List[Dict[str, Any]]:
    """Those that are still dictionaries and whose class has a name.

    Args:
        config (Config): Nothing in it is built.
        name (str): Of the class, without its module.
    """
    return [hook for hook in configured_hooks(config)
            if isinstance(hook, dict) and _name_of(hook.get('type')) == name]


def _name_of(kind: Any) -> str:
    return kind.__name__ if isinstance(kind, type) else str(kind).rsplit('.', 1)[-1]

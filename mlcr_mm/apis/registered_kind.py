"""What class a ``type`` of a config means."""
from typing import Any

from mmengine.registry import Registry


def is_kind(kind: Any, registry: Registry, bases: Any) -> bool:
    """Whether a ``type`` names a class that is, or inherits, one of some classes.

    Args:
        kind (str | type | None): ``type`` of a dict of a config.
        registry (Registry): Where a name is looked up.
        bases (type | tuple[type]): The classes.
    """
    kind = registry.get(kind) if isinstance(kind, str) else kind
    return isinstance(kind, type) and issubclass(kind, bases)

"""What class a ``type`` of a config means."""
from typing import Any, Optional

from mmengine.registry import Registry


def class_of(kind: Any, registry: Registry) -> Optional[type]:
    """The class that a ``type`` means; None where it means none.

    Args:
        kind (str | type | None): ``type`` of a dict of a config.
        registry (Registry): Where a name is looked up.
    """
    kind = registry.get(kind) if isinstance(kind, str) else kind
    return kind if isinstance(kind, type) else None


def is_kind(kind: Any, registry: Registry, bases: Any) -> bool:
    """Whether a ``type`` names a class that is, or inherits, one of some classes.

    Args:
        kind (str | type | None): ``type`` of a dict of a config.
        registry (Registry): Where a name is looked up.
        bases (type | tuple[type]): The classes.
    """
    found = class_of(kind, registry)
    return found is not None and issubclass(found, bases)

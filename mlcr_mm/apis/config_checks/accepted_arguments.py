"""Which arguments a class takes, with those that it hands on to its bases."""
import ast
import inspect
import textwrap
from functools import cache
from typing import Any, Dict, FrozenSet, Optional, Set, Tuple

from mmengine.hooks import CheckpointHook
from mmengine.registry import Registry
from mmengine.runner import Runner
from mmpretrain import registry as registries

Names = Optional[FrozenSet[str]]

#: What the toolbox takes out of a dict before it builds the class, per registry.
TAKEN_BEFORE = {
    'HOOKS': ('priority', ),
    'OPTIM_WRAPPERS': ('constructor', 'optimizer', 'paramwise_cfg'),
    'PARAM_SCHEDULERS': ('convert_to_iter_based', 'epoch_length'),
    'WEIGHT_INITIALIZERS': ('layer', 'override'),
}
# What these keep of their ``**kwargs`` goes to a function.
_REST_GOES_TO = {CheckpointHook.__init__: Runner.save_checkpoint}
# Built by functions that take out more: requires_grad, layer names, and so on.
_LAYERS = ('torch.nn.', 'mmcv.cnn.')


@cache
def arguments_of_type(name: Any, registry: Optional[str] = None) -> Names:
    """The arguments of what a config calls ``type``.

    Args:
        name (str | type): Name in a registry of mmpretrain, or the class itself.
        registry (str, optional): Name of the registry, e.g. 'DATASETS'. Defaults to None: any.

    Returns:
        frozenset[str] | None: Of all classes of this name; None where it cannot be known.
    """
    if not isinstance(name, str):
        return accepted_arguments(name)
    found: Set[str] = set()
    classes = classes_of_type(name, registry)
    for label, target in classes.items():
        names = None if target.__module__.startswith(_LAYERS) else accepted_arguments(target)
        if names is None:
            return None
        found |= names | set(TAKEN_BEFORE.get(label, ()))
    return frozenset(found) if classes else None


def classes_of_type(name: str, registry: Optional[str] = None) -> Dict[str, Any]:
    """What a name may stand for.

    Args:
        name (str): Name in a registry of mmpretrain.
        registry (str, optional): Name of the registry. Defaults to None: any.

    Returns:
        dict[str, Any]: Name of a registry to the class, or function, of this name in it.
    """
    places = {label: place for label, place in vars(registries).items()
              if isinstance(place, Registry) and registry in (None, label)}
    targets = {label: place.get(name) for label, place in places.items()}
    return {label: target for label, target in targets.items() if target is not None}


def accepted_arguments(target: Any) -> Names:
    """The names that a class, or a function, can be called with.

    Args:
        target (Callable): A class hands ``**kwargs`` on where its ``__init__`` calls that of its
            base with them, and does nothing else with them but taking out some by their names.

    Returns:
        frozenset[str] | None: None where it cannot be known.
    """
    if not inspect.isclass(target):
        return _of_functions([target]) if callable(target) else None
    return _of_functions([owner.__dict__['__init__'] for owner in target.__mro__
                          if '__init__' in owner.__dict__ and owner is not object])


def _of_functions(functions: list) -> Names:
    names: Set[str] = set()
    for function in functions:
        try:
            parameters = inspect.signature(function).parameters.values()
        except (TypeError, ValueError):  # a function of C
            return None
        names |= {item.name for item in parameters if item.kind in (
            item.POSITIONAL_OR_KEYWORD, item.KEYWORD_ONLY)} - {'self'}
        if function in _REST_GOES_TO:
            return frozenset(names | set(
                inspect.signature(_REST_GOES_TO[function]).parameters) - {'self'})
        rest = [item.name for item in parameters if item.kind == item.VAR_KEYWORD]
        if not rest:
            return frozenset(names)
        is_handed_on, taken = _use_of_rest(function, rest[0])
        if not is_handed_on:
            return None
        names |= taken
    return frozenset(names)


def _use_of_rest(function: Any, rest: str) -> Tuple[bool, Set[str]]:
    """Whether ``**rest`` goes to the base and nowhere else, and the names taken out of it."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(function))))
    except (OSError, TypeError, SyntaxError):
        return False, set()
    uses = sum(isinstance(node, ast.Name) and node.id == rest for node in ast.walk(tree))
    handed, taken, seen = False, set(), 0
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        for keyword in node.keywords:
            if keyword.arg is None and _is_name(keyword.value, rest) and (
                    isinstance(node.func, ast.Attribute) and node.func.attr == '__init__'):
                handed, seen = True, seen + 1
        if (isinstance(node.func, ast.Attribute) and _is_name(node.func.value, rest)
                and node.func.attr in ('get', 'pop', 'setdefault') and node.args
                and isinstance(node.args[0], ast.Constant)):
            taken.add(node.args[0].value)
            seen += 1
    return handed and seen == uses, taken


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name

"""Whether a value of a config is of the type that an argument says."""
import inspect
import types
import typing
from collections import abc
from functools import cache
from typing import Any, Dict, Mapping, NamedTuple, Optional, Union

_SCALARS = (str, bool, int, float)
_SEQUENCES = (list, tuple, abc.Sequence, abc.Iterable, abc.Collection)
_UNIONS = (Union, types.UnionType)
_WORDS = {int: 'a whole number', float: 'a number', bool: 'True or False', str: 'text',
          type(None): 'None'}

_ITEMS = {int: ' of whole numbers', float: ' of numbers', str: ' of texts'}


class ArgumentType(NamedTuple):
    """The annotation of an argument.

    Attributes:
        kind (Any): E.g. ``Optional[int]``.
        module (str): Of the class, or function, that has the argument.
    """

    kind: Any
    module: str


@cache
def argument_types(target: Any) -> Mapping[str, ArgumentType]:
    """The annotations of what a class, or a function, can be called with.

    Args:
        target (Callable): Of a class those of its bases count, too, where it does not change them.

    Returns:
        Mapping[str, ArgumentType]: By name; without those that have none, or one that cannot be
        resolved. What is True or False by default is a switch.
    """
    functions = [target]
    if inspect.isclass(target):
        functions = [owner.__dict__['__init__'] for owner in reversed(target.__mro__)
                     if '__init__' in owner.__dict__ and owner is not object]
    found: Dict[str, ArgumentType] = {}
    for function in functions:
        try:
            hints = typing.get_type_hints(function)
            parameters = inspect.signature(function).parameters
        except (NameError, TypeError, ValueError, AttributeError):
            continue
        for name, parameter in parameters.items():
            is_switch = isinstance(parameter.default, bool)  # and need not say so
            kind = hints.get(name, bool if is_switch else None)
            if kind is None or parameter.kind in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
                found.pop(name, None)
            else:
                found[name] = ArgumentType(
                    Optional[kind] if parameter.default is None else kind, function.__module__)
    return found


def fits(value: Any, kind: Any) -> bool:
    """Whether a value can be meant by an annotation; True where it cannot be told.

    Args:
        value (Any): Of a config: text, a number, a switch, None, a list, a dict.
        kind (Any): The annotation. Numbers may be whole numbers, and a whole number may be written
            as 1e3.
    """
    origin = typing.get_origin(kind)
    if origin in _UNIONS:
        return any(fits(value, part) for part in typing.get_args(kind))
    if origin is typing.Literal:
        return value in typing.get_args(kind)
    base = origin or kind
    if base is type(None):
        return value is None
    if not isinstance(base, type) or base in (Any, object):
        return True
    if base in (int, float, bool, str):
        return _fits_scalar(value, base)
    if value is None:
        return False
    if issubclass(base, abc.Mapping):
        return not isinstance(value, (*_SCALARS, list, tuple))
    if base in _SEQUENCES:
        return not isinstance(value, (*_SCALARS, abc.Mapping)) and _fit_items(
            value, typing.get_args(kind))
    return True


def describe(kind: Any) -> str:
    """An annotation in words, e.g. 'a whole number or None'."""
    origin = typing.get_origin(kind)
    if origin in _UNIONS:
        return ' or '.join(dict.fromkeys(describe(part) for part in typing.get_args(kind)))
    if origin is typing.Literal:
        return f'one of {list(typing.get_args(kind))}'
    base = origin or kind
    if isinstance(base, type) and issubclass(base, abc.Mapping):
        return 'a dict'
    if base in _SEQUENCES:
        items = set(typing.get_args(kind)) - {Ellipsis}
        return f'a list{_ITEMS.get(items.pop(), "") if len(items) == 1 else ""}'
    return _WORDS.get(base, getattr(base, '__name__', str(base)))


def _fits_scalar(value: Any, base: type) -> bool:
    if not isinstance(value, (*_SCALARS, abc.Mapping, list, tuple, type(None))):
        return True  # an object of a lazy config
    if base is int:
        return isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    if base is float:
        return isinstance(value, (int, float))
    if base is bool:
        return isinstance(value, bool) or (isinstance(value, int) and value in (0, 1))
    return isinstance(value, str)


def _fit_items(value: Any, kinds: tuple) -> bool:
    if not isinstance(value, (list, tuple)) or not kinds:
        return True
    is_pattern = len(kinds) > 1 and kinds[1] is not Ellipsis  # one type for each place
    places = zip(value, kinds) if is_pattern else ((item, kinds[0]) for item in value)
    return all(fits(item, kind) for item, kind in places if isinstance(item, _SCALARS))

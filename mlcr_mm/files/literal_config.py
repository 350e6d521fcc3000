"""Reading the config that a checkpoint carries, as data."""
import ast
import re
from typing import Any, Iterator, Sequence

from mmengine.config import Config

_REMEDY = ('the config of a checkpoint is read as data and never run; give the config file itself '
           'if you trust it')
# A type with another dot than these would make the registry import whatever it names and call it.
_COMPONENT = re.compile(r'(mmpretrain\.|mmengine\.|mmcv\.|torchvision/|timm/)?\w+')


def read_literal_config(text: str, where: str) -> Config:
    """Parse the text that mmengine saves of a config; nothing in it is run.

    mmengine's own parser executes the text, and a checkpoint may come from anywhere. What mmengine
    dumps needs no execution: assignments of literals and of ``dict(key=literal)``.

    Args:
        text (str): As ``Config.pretty_text`` writes it.
        where (str): What to name in errors, e.g. the checkpoint.

    Returns:
        Config: The same settings.

    Raises:
        ValueError: If the text holds anything else; it names the line.
    """
    try:
        module = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ValueError(f'{where}: its config cannot be parsed ({error}); {_REMEDY}') from error
    settings = {}
    for statement in module.body:
        is_setting = (isinstance(statement, ast.Assign) and len(statement.targets) == 1
                      and isinstance(statement.targets[0], ast.Name))
        if not is_setting:
            raise ValueError(f'{where}: line {statement.lineno} of its config is no setting; '
                             f'{_REMEDY}')
        settings[statement.targets[0].id] = _value(statement.value, where)
    return Config(settings)


def is_component_name(name: Any) -> bool:
    """Whether a ``type`` in such a config names a component of the toolbox, and nothing to import.

    Args:
        name (Any): The ``type``, or a ``_scope_``.
    """
    return isinstance(name, str) and _COMPONENT.fullmatch(name) is not None


def _value(node: ast.expr, where: str) -> Any:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == 'dict':
        # Of keys that are no names it writes dict({'a.b': literal}).
        if len(node.args) == 1 and not node.keywords and isinstance(node.args[0], ast.Dict):
            return _value(node.args[0], where)
        if not node.args and all(keyword.arg for keyword in node.keywords):
            return {keyword.arg: _value(keyword.value, where) for keyword in node.keywords}
    elif isinstance(node, ast.Dict) and all(node.keys):
        return {_value(key, where): _value(value, where)
                for key, value in zip(node.keys, node.values)}
    elif isinstance(node, ast.List):
        return [_value(item, where) for item in node.elts]
    elif isinstance(node, ast.Tuple):
        return tuple(_value(item, where) for item in node.elts)
    try:
        return ast.literal_eval(node)
    except ValueError:
        raise ValueError(f'{where}: line {node.lineno} of its config, '
                         f'{ast.unparse(node)[:60]!r}, is no plain value; {_REMEDY}') from None


def values_of(node: Any, keys: Sequence[str]) -> Iterator[Any]:
    """The values that some keys have in a config and all that is in it.

    Args:
        node (Any): Of a config.
        keys (Sequence[str]): Names. Within their values nothing is looked for.

    Yields:
        Any: Values, in order.
    """
    if isinstance(node, dict):
        for key, value in node.items():
            if key in keys:
                yield value
            else:
                yield from values_of(value, keys)
    elif isinstance(node, (list, tuple)):
        for item in node:
            yield from values_of(item, keys)

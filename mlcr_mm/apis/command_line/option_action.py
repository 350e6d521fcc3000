"""How every tool reads ``--cfg-options``."""
import re
from argparse import ArgumentError, ArgumentParser, Namespace
from typing import Any, Optional, Sequence

from mmengine.config import DictAction

_BLANK_WITHIN = re.compile(r'(?<=[^\s,()\[\]])\s+(?=[^\s,()\[\]])')  # not beside a comma or bracket
_KEPT = '\ue000'  # of the private use area: no name has it


class OptionAction(DictAction):
    """mmengine's ``DictAction``, which keeps blanks within values and names its errors.

    mmengine takes all blanks out, ``data_root=my faces`` would be another folder. A value in quotes
    of its own is one text, also where it has commas, or is a number: ``data_root='"2024"'``.

    Raises:
        ArgumentError: If a text has no key or no ``=``, or brackets that are not closed. The
            parser ends with it, and with 2.
    """

    def __call__(self, parser: ArgumentParser, namespace: Namespace, values: Sequence[Any],
                 option_string: Optional[str] = None) -> None:
        """Add the options to those that there are."""
        for text in values:
            if not text.partition('=')[0].strip() or '=' not in text:
                raise ArgumentError(self, f'{text!r} is no KEY=VALUE, such as data_root=DIR')
            try:
                super().__call__(parser, namespace, [text], option_string)
            except AssertionError as error:
                raise ArgumentError(self, f'{text!r}: {error}') from None
        if not values:
            super().__call__(parser, namespace, values, option_string)

    @staticmethod
    def _parse_iterable(val: str) -> Any:
        inner = val.strip().strip('\'"').strip()
        is_quoted = val.strip()[:1] in ('"', "'") and val.strip()[-1:] == val.strip()[:1]
        if not inner.startswith(('[', '(')):
            if is_quoted:
                return inner
            if ',' not in inner:
                return DictAction._parse_int_float_bool(inner)
        kept = _BLANK_WITHIN.sub(lambda blanks: _KEPT * len(blanks[0]), inner)
        return _with_blanks(DictAction._parse_iterable(kept))


def _with_blanks(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return type(value)(map(_with_blanks, value))
    return value.replace(_KEPT, ' ') if isinstance(value, str) else value

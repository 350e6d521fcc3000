"""How every tool reads ``--cfg-options``."""
from argparse import ArgumentError, ArgumentParser, Namespace
from typing import Any, Optional, Sequence

from mmengine.config import DictAction


class OptionAction(DictAction):
    """mmengine's ``DictAction``, which says what is wrong with a text that is no ``KEY=VALUE``.

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

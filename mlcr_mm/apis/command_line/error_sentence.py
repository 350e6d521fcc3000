"""Which errors are for the user to mend, and the sentence that says so."""
import errno
import re
import traceback
from pathlib import Path
from types import TracebackType
from typing import Iterator, NamedTuple, Optional

import torch

from mlcr_mm.shipped import TOOLS

_PACKAGE = Path(__file__).resolve().parents[2]
_REFUSALS = (ValueError, LookupError, TypeError, RuntimeError, ImportError, OSError)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_REGISTRY = 'build_functions.py'  # of mmengine: what builds the classes that a config names
_RUNNER = ('mmengine', 'runner', 'runner.py')  # which says what it wants, and prints all of it
_LONGEST = 300
_PLACE = re.compile(r'^  File "(.+)", line \d+, in (.+)(?:\n    (.*))?$', re.MULTILINE)
_ONE_VALUE = 'Expected more than 1 value per channel when training'  # of torch
_UNREGISTERED = ' is not in the '
_OWN_CLASS = ("; custom_imports of the config have to name 'mlcr_mm' and the file of a class of "
              'your own, which a checkpoint never imports: give --config CONFIG as well')
_ARGUMENTS = re.compile(r'unexpected keyword argument|missing \d+ required')


class _Place(NamedTuple):
    """A line of a traceback."""

    file: str
    function: str
    source: str

    @property
    def is_ours(self) -> bool:
        parents = Path(self.file).resolve().parents
        return _PACKAGE in parents or TOOLS in parents

    @property
    def is_refusal(self) -> bool:
        """Whether our own code raises here, as it does where it says what to write instead."""
        return self.is_ours and self.source.startswith('raise ')


def error_sentence(error: Exception) -> Optional[str]:
    """The sentence for the user, if there is something that the user can mend.

    That is: what this package refuses by a ``raise`` of its own, in whichever process; what the
    system refuses (a file, a full disk, memory); what the runner, or a class named in the config,
    does not take; a package that another one wants installed.
    Any other error is a bug, here or in a library, and its traceback is needed.

    Args:
        error (Exception): As it was caught.

    Returns:
        str | None: One sentence, or None for a bug.
    """
    if isinstance(error, torch.OutOfMemoryError):
        return ('the memory of the GPU is full; lower train_dataloader.batch_size, or --batch-size '
                f'({_first_line(error)})')
    if isinstance(error, MemoryError):
        return 'the memory is full; lower the batch size or the number of workers'
    text = _text_of_another_process(error)
    places = list(_places(error.__traceback__) if text is None else _places_in(text))
    if isinstance(error, _REFUSALS) and places and places[-1].is_refusal:
        return _message(error) if text is None else _last_message(text, error)
    if isinstance(error, OSError):
        return _describe_os_error(error)
    if isinstance(error, ImportError) and 'install' in _message(error):
        return ' '.join(_message(error).split())  # a library that says what it needs
    if _ONE_VALUE in _message(error):
        return ('batch normalisation needs more than one value per channel, and a batch has a '
                'single small image: set train_dataloader.batch_size to 2 or more')
    return _describe_config_error(error, places)


def _places(trace: Optional[TracebackType]) -> Iterator[_Place]:
    for frame in traceback.extract_tb(trace):
        yield _Place(frame.filename, frame.name, frame.line or '')


def _places_in(text: str) -> Iterator[_Place]:
    for match in _PLACE.finditer(text):
        yield _Place(match[1], match[2], (match[3] or '').strip())


def _text_of_another_process(error: Exception) -> Optional[str]:
    """The traceback of a loader's worker, or of a process of a pool, which comes as text."""
    message = _message(error)
    if 'Original Traceback (most recent call last):' in message:
        return message
    remote = getattr(error.__cause__, 'tb', None)
    return remote if isinstance(remote, str) else None


def _last_message(text: str, error: Exception) -> str:
    """The message at the end of a traceback."""
    parts = re.split(rf'^(?:[\w.]+\.)?{type(error).__name__}: ', text, flags=re.MULTILINE)
    message = parts[-1].strip('\n"')
    return message[1:-1] if isinstance(error, KeyError) and message[:1] == "'" else message


def _message(error: Exception) -> str:
    # str() of a KeyError is its message in quotes.
    return str(error.args[0] if isinstance(error, KeyError) and error.args else error)


def _first_line(error: Exception) -> str:
    """Without the advice of mmengine's registry, which is for developers."""
    return _message(error).partition('\n')[0].partition('. Please check')[0].rstrip('. ')


def _describe_os_error(error: OSError) -> str:
    if error.errno in _FULL:
        return (f'{error.filename or "a file"} could not be written ({error.strerror}); make room, '
                'then run the same command again (a training: with --resume)')
    if error.filename is not None and error.strerror:
        return f'{error.filename}: {error.strerror}'
    return str(error) or type(error).__name__


def _describe_config_error(error: Exception, places: list) -> Optional[str]:
    """What is wrong with the arguments that the config has for a class, or with its name."""
    last = places[-1] if places else None
    if last and Path(last.file).parts[-3:] == _RUNNER and last.source.startswith('raise '):
        return f'the config does not fit together: {_first_line(error)[:_LONGEST]}'
    builders = [number for number, place in enumerate(places)
                if Path(place.file).name == _REGISTRY]
    if not builders:
        return None
    after = places[builders[-1] + 1:]
    constructors_only = all(place.function == '__init__' for place in after)
    is_call = isinstance(error, TypeError) and _ARGUMENTS.search(_message(error)) and (
        constructors_only)
    is_base = constructors_only and after and not after[-1].is_ours  # a library's, within ours
    if any(place.is_ours for place in after) and not (is_call or is_base):
        return None
    sentence = f'the config names what cannot be built: {_first_line(error)}'
    return sentence + _OWN_CLASS * (_UNREGISTERED in sentence)

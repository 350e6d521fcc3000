from typing import Any, Dict, List, Literal, Optional, Sequence, Tuple, Union

import pytest
from torch import nn

from mlcr_mm.apis.config_checks.argument_types import argument_types, describe, fits


@pytest.mark.parametrize('kind, right, wrong', [
    (int, [3, True, 1e3], ['a', 1.5, None, [1], {}]), (float, [1, .5], ['a', None, [.5]]),
    (bool, [True, 0], ['no', 2, None]), (str, ['', 'a'], [7, True, None, ['a']]),
    (Optional[int], [None, 1], ['a']), (Union[str, Sequence[str]], ['a', ['a'], ()], [7, [7]]),
    (Sequence[int], [[1], (1, 2), []], [1, 'ab', None, ['a'], {}]),
    (Tuple[float, float], [(1, .5)], [(1, 'a'), 1]), (List[dict], [[{}]], [{}]),
    (dict, [{}], [5, 'a', [], None]), (Dict[str, int], [dict(a='any')], [5]),
    (Literal['a', 'b'], ['a'], ['c', 1]), (Union[nn.Module, dict], [{}, 'a'], [None]),
    (Any, [None, 1, 'a', {}], []), ('Later', [None, 1], []), (Sequence, [['a', 1]], ['a'])])
def test_values_that_can_be_meant(kind, right, wrong):
    assert all(fits(value, kind) for value in right)
    assert not any(fits(value, kind) for value in wrong)


@pytest.mark.parametrize('kind, text', [
    (Optional[int], 'a whole number or None'), (Union[str, Dict[str, int]], 'text or a dict'),
    (Sequence[float], 'a list of numbers'), (Tuple[int, ...], 'a list of whole numbers'),
    (list, 'a list'), (Literal['a', 'b'], "one of ['a', 'b']"), (nn.Module, 'Module'),
    (Union[bool, float], 'True or False or a number')])
def test_annotations_in_words(kind, text):
    assert describe(kind) == text


class Base:

    def __init__(self, one: int, two: str = None, three=1, *, four: float = 1., six=False
                 ) -> None:
        pass


class Derived(Base):

    def __init__(self, one: str, five: 'NotThere' = 1, **kwargs: int) -> None:  # noqa: F821
        pass


class Other(Base):

    def __init__(self, one: str, **kwargs: int) -> None:
        super().__init__(1)


def test_annotations_of_a_class_and_its_bases():
    kinds = argument_types(Base)
    assert {name: kind.kind for name, kind in kinds.items()} == dict(
        one=int, two=Optional[str], four=float, six=bool)
    assert kinds['one'].module == __name__
    assert {name: kind.kind for name, kind in argument_types(Other).items()} == dict(
        one=str, two=Optional[str], four=float, six=bool)
    assert argument_types(Derived)['four'].kind is float  # those that can be resolved


def test_annotations_of_a_function():

    def function(a: int, b: Optional[bool] = None, *rest: str) -> None:
        pass

    assert {name: kind.kind for name, kind in argument_types(function).items()} == dict(
        a=int, b=Optional[bool])
    assert argument_types(len) == {}

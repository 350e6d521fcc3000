import pytest

from mlcr_mm.models import DualViewHead, GCNHead
from mlcr_mm.registered_kind import is_kind
from mlcr_mm.registry import MODELS


@pytest.mark.parametrize('kind, expected', [
    ('GCNHead', True), (GCNHead, True), ('DualViewHead', True), ('RecognitionHead', False),
    ('NoSuchHead', False), (None, False)])
def test_names_and_classes(kind, expected):
    assert is_kind(kind, MODELS, DualViewHead) is expected
    assert is_kind(kind, MODELS, (int, DualViewHead)) is expected

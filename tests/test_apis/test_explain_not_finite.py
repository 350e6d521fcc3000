import pytest

from mlcr_mm.apis import explain_not_finite
from mlcr_mm.not_finite import NotFiniteError


def test_one_sentence_instead_of_a_traceback():
    with pytest.raises(SystemExit) as error, explain_not_finite():
        raise NotFiniteError('loss is nan')
    assert error.value.code == 'error: loss is nan'  # Python prints it and exits with 1


def test_other_errors_keep_their_traceback():
    with pytest.raises(ValueError, match='another'), explain_not_finite():
        raise ValueError('another')

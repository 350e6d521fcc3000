from mlcr_mm.not_finite import NotFiniteError


def test_whoever_catches_wrong_values_catches_it():
    assert issubclass(NotFiniteError, ValueError)

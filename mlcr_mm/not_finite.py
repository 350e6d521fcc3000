"""NaN and infinity: the error that they end in."""


class NotFiniteError(ValueError):
    """A loss, a weight or a score is NaN or infinite. The tools print its sentence and stop."""

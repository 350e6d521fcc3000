"""Seeds for parts of a run, derived from the run's seed."""
import numpy as np


def derive_seed(*parts: int) -> int:
    """One seed from several numbers, e.g. run seed and epoch.

    Sums such as seed + epoch give neighbouring runs the same numbers one epoch apart; a hash of
    the parts does not.

    Args:
        *parts (int): Whole numbers >= 0.

    Returns:
        int: In [0, 2**32).
    """
    return int(np.random.SeedSequence(parts).generate_state(1)[0])

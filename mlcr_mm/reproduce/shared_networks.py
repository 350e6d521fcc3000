"""How much more ensembles would vary that shared no network."""
from typing import Hashable, Sequence, Tuple

import numpy as np


class SharedNetworks:
    """Ensembles of pairs of networks of which some are in two pairs, as 0 + 1, 1 + 2 and 2 + 0.

    Such ensembles resemble one another: each network is in two of them. Were they taken for
    independent, the standard deviation of one ensemble would come out too small by a factor of 1.4
    for three pairs of three networks, the standard error of their mean by a factor of 2.

    Derived for measures to which each network adds half of its own deviation: networks are
    independent with variance 1, the pairs then have a covariance of a quarter per common network.

    Args:
        pairs (Sequence[tuple]): Names of the two networks of each ensemble.

    Attributes:
        of_one (float): What the standard deviation (n - 1) over the ensembles is to be multiplied
            by; 1 if none has a network in common, or all are one pair.
        of_mean (float): What the standard error of their mean is to be multiplied by, likewise.

    Examples:
        >>> SharedNetworks([(0, 1), (1, 2), (2, 0)]).of_mean
        2.0
        >>> SharedNetworks([(0, 1), (2, 3)]).of_mean
        1.0
    """

    def __init__(self, pairs: Sequence[Tuple[Hashable, Hashable]]) -> None:
        covariance = np.array([[len(set(one) & set(other)) / 4 for other in pairs]
                               for one in pairs])
        number = len(pairs)
        self.of_one = self.of_mean = 1.
        if number < 2:
            return
        seen = (np.trace(covariance) - covariance.sum() / number) / (number - 1)
        if seen > 0:  # what the variance (n - 1) over the ensembles is on average
            self.of_one = float(np.sqrt(.5 / seen))
            self.of_mean = float(np.sqrt(covariance.sum() / number / seen))

    def spread(self, values: np.ndarray) -> np.ndarray:
        """Move the values apart until their mean varies as that of networks drawn anew.

        Args:
            values (np.ndarray): ``(n, ...)``, a line per ensemble.

        Returns:
            np.ndarray: ``(n, ...)`` with the same mean.
        """
        mean = values.mean(axis=0)
        return mean + self.of_mean * (values - mean)

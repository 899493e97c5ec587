"""A share with its interval gives away how many people it is of."""

from __future__ import annotations

import math

# The normal quantile of an interval of 95%.
Z = 1.959963984540054


def base_of_wilson(share: float, lower: float) -> float | None:
    """The number of people behind a share and the lower end of its interval.

    The ends L of the interval of Wilson are where (p - L)^2 = z^2 L (1 - L) / n (Wilson 1927,
    doi:10.1080/01621459.1927.10502953), so that p and one end give n.

    Parameters
    ----------
    share, lower
        In percent; None comes back where they tell nothing, as of 0%.
    """
    p, low = share / 100, lower / 100
    if not 0 < low < p or math.isclose(p, low):
        return None
    return Z**2 * low * (1 - low) / (p - low) ** 2

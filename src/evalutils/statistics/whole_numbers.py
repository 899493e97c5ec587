"""Whether a whole number of people can be behind a printed percentage of a known base.

Of 63 people 5 are 7.9% and 6 are 9.5%: no number of them is 9%. The test says nothing where the
base is so large that every percentage of that precision is reached.
"""

from __future__ import annotations

import math

# Room for floating-point noise in decimals; far below any printed digit.
_NOISE = 1e-9


def counts_behind(percentage: float, base: int, half_unit: float) -> range:
    """The whole numbers of a base that are a percentage, once rounded.

    Parameters
    ----------
    percentage
        As it is printed; above 100 for a mean, which is then 100 times the mean.
    base
        Number of people, above 0.
    half_unit
        Half of what the percentage is rounded to, in percentage points: 0.5 for 9%, 0.05 for
        20.5%. A number that lies exactly between two may have been rounded either way.

    Returns
    -------
    range
        Empty when none is.

    References
    ----------
    Brown, N. J. L. and Heathers, J. A. J. (2017). The GRIM test: a simple technique detects
    numerous anomalies in the reporting of results in psychology. Social Psychological and
    Personality Science 8(4), 363-369.
    """
    lowest = math.ceil((percentage - half_unit) * base / 100 - _NOISE)
    highest = math.floor((percentage + half_unit) * base / 100 + _NOISE)
    return range(max(lowest, 0), max(highest, -1) + 1)


def may_fail(base: int, half_unit: float) -> bool:
    """Whether some percentage of this precision is reached by no whole number of the base."""
    return 100 / base > 2 * half_unit + _NOISE

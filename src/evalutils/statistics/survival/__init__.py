"""Time until people leave, and where they go: arrays in, arrays out."""

from evalutils.statistics.survival.curves import (
    CumulativeIncidence,
    KaplanMeier,
    cumulative_incidence,
    kaplan_meier,
)
from evalutils.statistics.survival.group_tests import GroupTest, gray_test, logrank_test
from evalutils.statistics.survival.median import Median, median_time
from evalutils.statistics.survival.recurrent import MeanCount, mean_cumulative_count

__all__ = [
    "CumulativeIncidence",
    "GroupTest",
    "KaplanMeier",
    "MeanCount",
    "Median",
    "cumulative_incidence",
    "gray_test",
    "kaplan_meier",
    "logrank_test",
    "mean_cumulative_count",
    "median_time",
]

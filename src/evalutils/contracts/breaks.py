"""What evaluation.yaml says of how its figures compare with those of another period."""

from __future__ import annotations

from evalutils.contracts.vocabulary import WORK

BORDER = "border"
# What may have changed between two periods, as a reader of the series is told.
CHANGES = {
    "definition": "de definitie veranderde",
    "base": "de basis van de aandelen veranderde",
    "ladder": "er is een andere ladder gebruikt",
    "codes": "bestemmingen zijn anders ingedeeld",
    BORDER: "de gemeente kreeg andere grenzen",
}
# Why there is no change between two periods: what was declared, or what the figures show.
UNDECLARED, METHOD, FOLLOW_UP, LENGTH = "undeclared", "method", "follow_up", "length"
OVERLAP = "overlap"
BREAKS = CHANGES | {
    UNDECLARED: "niemand heeft verklaard dat deze perioden te vergelijken zijn",
    OVERLAP: "de perioden overlappen, dus dezelfde mensen kunnen in beide zitten",
    METHOD: "het cijfer is anders berekend",
    LENGTH: "de perioden zijn niet even lang, en bij het cijfer staan geen eigen dagen",
    FOLLOW_UP: "wie eerder vertrok, is langer gevolgd",
}
BETTER, WORSE, UNCLEAR = "better", "worse", "unclear"
VERDICTS = {BETTER: "beter", WORSE: "slechter", UNCLEAR: "niet te zeggen"}
CLIENTS = {"other": "andere cliënten", "same": "helemaal of deels dezelfde cliënten"}
# Tables that tell whether two periods have the same clients; the first that both have is enough.
FOLLOWING = ("spells", "measurements")
# In the place of a period: the cohorts of table durability.
COHORTS = "cohorts"

_BASED = ("_share", "_ratio", ".share", ".ratio")
# What is counted over a whole period: the longer it is, the more.
FINANCES = "cost_benefit.finances_"
_WITHIN_PERIOD = (
    FINANCES,
    *(
        f"outflow.{name}"
        for name in (
            *("count", "share", "ratio", "kind_", "inflow_", "other_outcome_", "net_change"),
            *("instrument_", "funnel_"),
        )
    ),
)
# How `outflow.like_for_like` says that count and base are of the same days, whatever the base was.
_OWN_BASE = "until the same date"


def touches(change: str, indicator: str, method: str) -> bool:
    """Whether a change makes figures of this indicator, so calculated, another thing."""
    if change == "ladder":
        return indicator.startswith("ladder.")
    if change == "base":
        return indicator.endswith(_BASED) and _OWN_BASE not in method
    if change == LENGTH:
        return indicator.startswith(_WITHIN_PERIOD) and _OWN_BASE not in method
    if change == "codes":
        return indicator.startswith("outflow.")
    return True


# Of which indicators more is better (1) or worse (-1), whatever their group.
_DIRECTIONS = {
    "ladder.mean_rung": 1,
    "ladder.net_change": 1,
    "ladder.share_up": 1,
    "ladder.share_down": -1,
    "ladder.paired_change": 1,
    "ladder.work_share": 1,
    "ladder.expected_reached": 1,
    "outflow.durable_share": 1,
    "outflow.durable_ratio": 1,
    "outflow.durable_incidence": 1,
    "outflow.reentry": -1,
    "outflow.mean_reentries": -1,
    "cost_benefit.cost_per_exit": -1,
    "cost_benefit.expenditure_per_exit_to_work": -1,
}
# Those of a destination, which is better when it is work.
_TO_DESTINATIONS = {
    "outflow.share",
    "outflow.ratio",
    "outflow.kind_share",
    "outflow.cumulative_incidence",
}


def direction(indicator: str, kind: str) -> int:
    """1 where more is better, -1 where it is worse, 0 where neither can be said.

    `kind` is that of the destination in its group, empty for none.
    """
    if indicator in _TO_DESTINATIONS:
        return int(kind in WORK)
    return _DIRECTIONS.get(indicator, 0)


# What describes one period only, compares nothing, or is a bound: no series is made of it.
_NO_SERIES = {
    "ladder.arrival",
    "ladder.crosswalk_share_max",
    "ladder.crosswalk_share_min",
    "ladder.expectation_error",
    "ladder.months_between",
    "ladder.projected_share",
    "ladder.step_share_max",
    "ladder.step_share_min",
    "ladder.test_p",
    "ladder.total_share",
    "ladder.transition",
    "outflow.cohort_share",
    "outflow.flow_residual",
    "outflow.implied_stock_start",
    "outflow.repeat_starters",
    "outflow.target_pro_rata",
}
_WITH_COSTS = {
    "cost_benefit.cost_per_exit",
    "cost_benefit.cost_per_participant",
    "cost_benefit.expenditure_per_exit_to_work",
    "cost_benefit.expenditure_per_participant",
    f"{FINANCES}actual",
    f"{FINANCES}budget",
    f"{FINANCES}difference",
}


def in_series(indicator: str) -> bool:
    """Whether a figure of several periods is laid side by side."""
    if indicator.startswith("cost_benefit."):
        return indicator in _WITH_COSTS
    bound = indicator.endswith(("_min", "_max"))
    return indicator.startswith(("ladder.", "outflow.")) and not (bound or indicator in _NO_SERIES)

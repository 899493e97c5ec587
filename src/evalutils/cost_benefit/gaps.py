"""What a programme lacks for a balance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evalutils.cost_benefit.item import MONTHLY, Item
from evalutils.cost_benefit.model_inputs import COUNTERFACTUAL, DISPLACEMENT, NEEDED, has_source
from evalutils.cost_benefit.persons import PERSONS, value_of
from evalutils.cost_benefit.structure import PART_TIME


def gaps_of(
    items: tuple[Item, ...],
    assumptions: Mapping[str, Any],
    rate_per_year: float | None,
    *,
    indexed: bool,
) -> tuple[str, ...]:
    """What is missing for a balance; nothing of it ever counts as zero."""
    missing = [name for name in NEEDED if value_of(assumptions, name) is None]
    missing += ["discount_rate"] if rate_per_year is None else []
    missing += [name for name in PERSONS if value_of(assumptions, name) is None]
    missing += [
        name for name in (COUNTERFACTUAL, DISPLACEMENT) if not has_source(assumptions, name)
    ]
    endless = [item for item in items if item.months is None and item.per in MONTHLY]
    if any(item.sign < 0 or item.per == "participant_month" for item in endless):
        missing.append("months")
    missing += [] if indexed else ["price_index"]
    if any(item.monthly_gain for item in items):
        missing += _told(items, assumptions)
    for party, gap in (("municipality", "saving"), ("client", "income"), ("society", "production")):
        missing += [] if any(_gains(item, party) for item in items) else [gap]
    if not any(item.sign < 0 and not item.transfer for item in items):
        missing.append("costs")
    return tuple(missing)


def _told(items: tuple[Item, ...], assumptions: Mapping[str, Any]) -> list[str]:
    """What a saving lacks without which it is still worked out: nothing waits for it."""
    missing = [] if PART_TIME in assumptions else [PART_TIME]
    after = any(item.per == "exit_month" and item.sign < 0 for item in items)
    return missing if after else [*missing, "wage_subsidy"]


def _gains(item: Item, party: str) -> bool:
    """Whether an exit brings a party something; society gains by what is no transfer."""
    if item.sign < 0 or item.per not in ("exit", "exit_month"):
        return False
    return not item.transfer if party == "society" else item.bearer == party

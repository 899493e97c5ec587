"""Share of all clients who left to work and then stayed off benefit for a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Literal

import numpy as np
import pandas as pd

from evalutils.contracts.vocabulary import WORK
from evalutils.outflow.clients.curve_steps import (
    COUNTS,
    climbed_shares,
    effective_size,
    finished,
    steps,
    with_interval,
)
from evalutils.outflow.clients.departures import (
    lasting_exits,
    may_return,
    places_off_benefit,
    with_benefit,
)
from evalutils.outflow.clients.durable_exits import WHOLE_YEAR
from evalutils.outflow.clients.followed import (
    DURABLE_MONTHS,
    LISTED_MONTHS,
    Codelist,
    Floats,
    Window,
    clients_of,
    entry_of,
    followed,
    passed,
    places_of,
)
from evalutils.outflow.clients.late_entry import (
    Stretch,
    month_keys,
    of_whom,
    since,
    stretch_of,
)
from evalutils.result import Balance, Cell, Result, cells, named, ranged, remainders
from evalutils.statistics.calendar_months import places_at
from evalutils.statistics.survival import CumulativeIncidence, cumulative_incidence, kaplan_meier

MONTHS = tuple(month for month in LISTED_MONTHS if month >= DURABLE_MONTHS)
TOTAL, POOLED = "total", "small_kinds"
PRODUCT_COUNTS = (*COUNTS, "departed", "returned", "return_base")
METHOD = "incidence x Kaplan-Meier of no benefit within 12 months, delta method, errors by client"


def durable_incidence(
    spells: pd.DataFrame, benefits: pd.DataFrame, codelist: Codelist, window: Window
) -> Result:
    """Share of clients on benefit who left to work by a month and then stayed off it for a year.

    Who never received benefit does not count: they cannot return to it.

    The cumulative incidence of leaving to a kind of work and off benefit, times the share not
    back within a year (Kaplan-Meier) of those who left to that kind. Both use everybody as long as
    they were followed. The variance is that of the delta method: leaving and coming back are
    successive events, so that the two estimates are uncorrelated in large samples; the covariance
    between kinds of work comes from the incidence of two kinds together.

    Returns
    -------
    Result
        Columns kind (a kind of work, ``small_kinds`` taken together, or ``total``), start (month
        from which the shares hold: of those still there then; see `late_entry`), month, clients,
        at_risk, exits (since the row before), base, departed, returned (within a year),
        return_base, effective, left and kept (percent: the two factors), percent (their product),
        lower, upper.
    """
    stretch = stretch_of(with_benefit(followed(spells, window), benefits, window), window)
    seen, start = stretch.seen, stretch.start
    found = may_return(lasting_exits(spells, benefits, codelist, window))
    found = found[found.index.isin(seen.index)]
    lasting = found[found["kind"].isin(WORK)]
    lasting = lasting.assign(kind=_strata(lasting, window))
    columns = ["kind", "start", "month", *PRODUCT_COUNTS]
    parts = _parts(stretch, lasting, window)
    whole = (part.assign(clients=float(len(seen)), start=start) for part in parts)
    frame = finished(whole, columns)
    frame = frame[[*columns, "status", "source"]]
    frame["group_key"] = frame["kind"].astype("str") + ":" + month_keys(frame)
    method = of_whom(METHOD, start)
    return Result(
        frame,
        counts=PRODUCT_COUNTS,
        balances=_departed(frame, start),
        names=_names(frame, start),
        derive=_products,
        key_figures=(ranged("outflow.durable_incidence", "percent", "percent", method, "clients"),),
    )


def _strata(lasting: pd.DataFrame, window: Window) -> pd.Series[str]:
    """Kinds of work; those after which too few came back to be shown are taken together."""
    kinds = lasting["kind"]
    returned = (lasting["back"] <= WHOLE_YEAR).groupby(kinds).sum().sort_values(kind="stable")
    pooled = set(returned[returned < window.fewest].index) if window.fewest > 1 else set()
    for kind in returned.index:
        if not pooled or returned[sorted(pooled)].sum() >= window.fewest:
            break
        pooled.add(kind)
    return kinds.where(~kinds.isin(pooled), POOLED)


def _departed(frame: pd.DataFrame, start: int) -> tuple[Balance, ...]:
    """Who came back is one of those who left; they are followed for a whole year, or not yet."""
    first = frame[frame["kind"] != TOTAL].drop_duplicates("kind").index
    kind: Literal["remainder", "flow"] = "remainder" if start else "flow"
    return (
        *_of_everyone(frame, start),
        *remainders(first, "departed", "returned"),
        Balance(("lasting.recent", "lasting.exits"), cells(first, "departed"), kind),
    )


def _of_everyone(frame: pd.DataFrame, start: int) -> Iterator[Balance]:
    """Who ever received benefit is among all clients of a curve that begins in the same month."""
    everyone, ours = (since(f"{name}.clients", start) for name in ("programme", "lasting"))
    if len(frame):
        yield Balance((everyone,), (ours,), "remainder")


def _names(frame: pd.DataFrame, start: int) -> dict[Cell, str]:
    """What comes after the departure is the same number on every row of a kind."""
    found = named(frame, "clients", since("lasting.clients", start))
    for column in ("departed", "returned", "return_base"):
        names = (f"lasting.{column}." + frame["kind"]).map(lambda name: since(name, start))
        found |= named(frame, column, names)
    return found


def _codes(seen: pd.DataFrame, lasting: pd.DataFrame, kinds: list[str]) -> pd.Series[int]:
    """0 still there, 1..K left to a kind of work and off benefit, K + 1 left otherwise."""
    places = {kind: place for place, kind in enumerate(kinds, start=1)}
    durable = lasting["kind"].map(places).reindex(seen.index)
    return durable.fillna(len(kinds) + 1).where(seen["left"], 0).astype("int64")


def _incidence(
    seen: pd.DataFrame, event: pd.Series[int], months: Sequence[int]
) -> CumulativeIncidence:
    """Incidence of every code at the months."""
    return cumulative_incidence(
        places_of(seen),
        event.to_numpy(),
        entry=entry_of(seen),
        times=places_at(months),
        cluster=clients_of(seen),
    )


def _parts(stretch: Stretch, lasting: pd.DataFrame, window: Window) -> list[pd.DataFrame]:
    """Rows of every kind of work, and of all kinds together when there are more."""
    seen, months = stretch.seen, [month for month in MONTHS if month in stretch.months]
    kinds = [kind for kind in (*WORK, POOLED) if lasting["kind"].eq(kind).any()]
    if not kinds or not months:
        return []
    event = _codes(seen, lasting, kinds)
    curve = _incidence(seen, event, months)
    strata = []
    for place, kind in enumerate(kinds):
        gone = passed(places_of(seen[event == place + 1]), places_at(months))
        left, error = curve.incidence[place], curve.standard_error[place]
        rows = steps(months, left, error, curve.at_risk, gone, window).assign(kind=kind)
        kept = np.isin(months, rows["month"])
        strata.append(
            _with_returns(rows, left[kept], error[kept], lasting[lasting["kind"] == kind])
        )
    return strata if len(kinds) == 1 else [*strata, _total(strata, seen, event, curve, months)]


def _with_returns(
    rows: pd.DataFrame, left: Floats, error: Floats, part: pd.DataFrame
) -> pd.DataFrame:
    """Add what became of all who left for one kind of work, and the product."""
    whose = part["client"].to_numpy()
    stayed = kaplan_meier(*places_off_benefit(part), times=[WHOLE_YEAR], cluster=whose)
    kept, kept_error = float(stayed.survival[0]), float(stayed.standard_error[0])
    returned = float((part["back"] <= WHOLE_YEAR).sum())
    share, variance = left * kept, (kept * error) ** 2 + (left * kept_error) ** 2
    return rows.assign(
        departed=float(len(part)),
        returned=returned,
        # Of nobody who came back it is all of them: a figure is there all the same.
        return_base=returned / (1 - kept) if returned else float(len(part)),
        effective=effective_size(share, np.sqrt(variance)),
        # The parts that the sum over kinds is made of.
        durable=share,
        variance=variance,
        kept=kept,
    )


def _total(
    strata: list[pd.DataFrame],
    seen: pd.DataFrame,
    event: pd.Series[int],
    curve: CumulativeIncidence,
    months: Sequence[int],
) -> pd.DataFrame:
    """All kinds of work together: the sum, with the covariances of the incidences."""
    together = pd.concat(strata).groupby("month")
    sums = together[["durable", "variance"]].sum()[together.size() == len(strata)]
    single = curve.standard_error**2
    covariance = np.zeros(len(months))
    for one, other in combinations(range(len(strata)), 2):
        joined = _incidence(seen, event.where(event != other + 1, one + 1), months)
        covered = joined.standard_error[one] ** 2 - single[one] - single[other]
        kept = [float(part["kept"].iloc[0]) if len(part) else 0.0 for part in strata]
        # Twice the covariance, from the variance of two kinds taken together.
        covariance += kept[one] * kept[other] * covered
    variance = sums["variance"].to_numpy() + covariance[np.isin(months, sums.index)]
    effective = effective_size(sums["durable"].to_numpy(), np.sqrt(variance))
    return pd.DataFrame({"month": sums.index, "kind": TOTAL, "effective": effective})


def _products(frame: pd.DataFrame) -> pd.DataFrame:
    climbed = climbed_shares(frame, ["kind"])
    left, exits = climbed["share"], climbed["events"]
    returned = frame["returned"].astype("float64")
    kept = 1 - (returned / frame["return_base"].astype("float64")).mask(returned == 0, 0.0)
    product = left * kept
    is_total = frame["kind"] == TOTAL
    complete = product[~is_total].groupby(frame["month"])
    sums = complete.sum().where(complete.count() == complete.size())
    share = product.where(~is_total, frame["month"].map(sums)).clip(0, 1)
    # Where nobody came back, or one, the chance of it is not known well enough for an interval.
    fewest = pd.concat([exits, returned], axis=1).min(axis=1, skipna=False)
    together = fewest[~is_total].groupby(frame["month"]).sum()
    events = fewest.where(~is_total, frame["month"].map(together))
    done = with_interval(frame.assign(share=share.astype("float64"), events=events))
    done[["lower", "upper"]] *= 100
    percents = {"left": left.where(~is_total), "kept": kept, "percent": done["share"]}
    return done.assign(**{name: 100 * values for name, values in percents.items()})

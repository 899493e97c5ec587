"""One row per client: what was measured in the period, and to which groups the client belongs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
import pandas as pd

from evalutils.contracts.client_groups import NOT_KNOWN
from evalutils.contracts.tables import grouping_columns
from evalutils.dataset.client_arms import programme_only
from evalutils.dataset.client_days import joined_benefits, numbered
from evalutils.dataset.evaluation import Evaluation
from evalutils.statistics.calendar_months import elapsed, months_of
from evalutils.statistics.paired_measurements import expectation_pairs
from evalutils.statistics.transition_tables import first_and_last, valid_measurements

AGE, BENEFIT_DURATION = "age", "benefit_duration"
# The Participatiewet treats people under 27 apart; the other limits only divide the rest.
AGES = ((27, "under_27"), (45, "27_44"), (55, "45_54"), (np.inf, "55_and_over"))
YEARS_ON_BENEFIT = ((1, "under_1"), (2, "1"), (5, "2_4"), (np.inf, "5_and_over"))
# Two divisions by one property differ by a few people: laid side by side they would give them away.
_AGE_WORDS, _BENEFIT_WORDS = {"age", "ages", "leeftijd"}, {"benefit", "duration", "duur"}


def histories(
    measurements: pd.DataFrame,
    period_start: date,
    period_end: date,
    *,
    spells: pd.DataFrame | None = None,
    benefits: pd.DataFrame | None = None,
    groups: Sequence[str] = (),
) -> pd.DataFrame:
    """What is known of every client in the period.

    Measurements outside the period do not count. The clients are those with a spell in the period,
    together with those in the table of measurements.

    Parameters
    ----------
    measurements
        Table ``measurements`` of the contract.
    period_start, period_end
        First and last day that count.
    spells
        Table ``spells``: whom the programme reached, measured or not.
    benefits
        Table ``benefits``: gives the group ``benefit_duration``, in whole years on the first day.
    groups
        Grouping columns of measurements and spells. The first value of a client counts. With a
        column for age or for the time on benefit, none is computed beside it.

    Returns
    -------
    pandas.DataFrame
        Indexed by client_id: ``measurements`` (with a known rung, in the period), first_date,
        last_date, first_rung and last_rung (of those measured twice or more), expected_rung and
        reached_rung (see `expectation_pairs`), and the groups. Unknown rungs are missing.

    Raises
    ------
    ValueError
        As `valid_measurements`.
    """
    start, end = pd.Timestamp(period_start), pd.Timestamp(period_end)
    inside = measurements[measurements["date"].between(start, end)]
    followed = first_and_last(inside).set_index("client_id").drop(columns="measurements")
    known = valid_measurements(inside)["client_id"].value_counts().rename("measurements")
    expected = expectation_pairs(inside).set_index("client_id")
    sources = [measurements] if spells is None else [_present(spells, start, end), measurements]
    everyone = pd.Index(pd.unique(pd.concat([frame["client_id"] for frame in sources])))
    found = pd.DataFrame(index=everyone.rename("client_id"))
    found["measurements"] = known.reindex(everyone, fill_value=0).to_numpy()
    found = found.join(followed).join(expected)
    for name in groups:
        found[name] = _first_known(sources, name, everyone).fillna(NOT_KNOWN)
    if any("birth_year" in frame for frame in sources) and not _divides(groups, _AGE_WORDS):
        years = start.year - _first_known(sources, "birth_year", everyone).astype("float64")
        found[AGE] = _classes(years, AGES)
    if benefits is not None and not _divides(groups, _BENEFIT_WORDS):
        found[BENEFIT_DURATION] = _classes(
            _years_on_benefit(benefits, start, everyone), YEARS_ON_BENEFIT
        )
    return found


def follow(evaluation: Evaluation) -> pd.DataFrame:
    """`histories` of an evaluation with client tables; without rows when it has none.

    Clients have numbers in place of their text: as in spells and benefits that are numbered.

    Parameters
    ----------
    evaluation
        The evaluation, of which ``measurements``, ``spells`` and ``benefits`` are used.

    Raises
    ------
    ValueError
        As `histories`.
    """
    if "measurements" not in evaluation.tables:
        return pd.DataFrame(columns=["measurements", *_OWN], index=pd.Index([], name="client_id"))
    names = ("spells", "benefits", "measurements")
    given = {name: evaluation.tables[name] for name in names if name in evaluation.tables}
    tables = numbered(programme_only(given))
    groups = [*grouping_columns("measurements", tables["measurements"])]
    spells = tables.get("spells")
    if spells is not None:
        groups += [name for name in grouping_columns("spells", spells) if name not in groups]
    return histories(
        tables["measurements"],
        evaluation.period_start,
        evaluation.period_end,
        spells=spells,
        benefits=tables.get("benefits"),
        groups=groups,
    )


_OWN = ("first_date", "last_date", "first_rung", "last_rung", "expected_rung", "reached_rung")


def group_names(clients: pd.DataFrame) -> list[str]:
    """The columns of `histories` that hold a group."""
    return [name for name in clients.columns if name not in ("measurements", *_OWN)]


def classes_of(name: str) -> tuple[str, ...]:
    """The values of a group that is computed here; none of one that the files give."""
    classes = {AGE: AGES, BENEFIT_DURATION: YEARS_ON_BENEFIT}.get(name, ())
    return (*(value for _, value in classes), NOT_KNOWN) if classes else ()


def class_order(name: str) -> Callable[[str], tuple[int, str]]:
    """Where a value of a group comes: ages from young to old, the others by name, unknown last."""
    classes = classes_of(name)
    places = {value: place for place, value in enumerate(classes)}
    places[NOT_KNOWN] = len(places) + 1
    return lambda value: (places.get(value, len(classes)), value)


def followed(clients: pd.DataFrame) -> pd.DataFrame:
    """The clients measured on two dates or more, with whole rung numbers."""
    pairs = clients[clients["first_rung"].notna()]
    return pairs.astype({"first_rung": "int64", "last_rung": "int64"})


def _divides(groups: Sequence[str], words: set[str]) -> bool:
    """Whether a grouping column of the files already divides clients by this property."""
    return any(words & set(name.split("_")) for name in groups)


def _present(spells: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """The spells with at least one day in the period."""
    return spells[(spells["start"] <= end) & ~(spells["end"] < start)]


def _first_known(
    sources: Sequence[pd.DataFrame], name: str, everyone: pd.Index[str]
) -> pd.Series[str]:
    parts = [frame[["client_id", name]].dropna() for frame in sources if name in frame]
    if not parts:
        return pd.Series(index=everyone, dtype="str")
    return pd.concat(parts).groupby("client_id")[name].first().reindex(everyone)


def _classes(values: pd.Series[float], limits: Sequence[tuple[float, str]]) -> pd.Series[str]:
    names = np.array([*(name for _, name in limits), NOT_KNOWN])
    place = np.searchsorted([limit for limit, _ in limits], values.to_numpy(), side="right")
    place = np.where(values.notna(), np.minimum(place, len(limits) - 1), len(limits))
    return pd.Series(names[place], index=values.index, dtype="str")


def _years_on_benefit(
    benefits: pd.DataFrame, day: pd.Timestamp, everyone: pd.Index[str]
) -> pd.Series[float]:
    """Years on benefit on that day; missing for who was not on benefit then."""
    begun = joined_benefits(benefits[benefits["start"] <= day])
    since = begun[begun["end"] >= day].set_index("client_id")["start"].reindex(everyone)
    return pd.Series(months_of(elapsed(since, day - pd.Timedelta(days=1))) / 12, since.index)

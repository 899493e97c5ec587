"""What comparable people elsewhere did: the shares of programmes beside those expected of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalutils.contracts.client_groups import TOGETHER
from evalutils.contracts.client_groups import within_together as within
from evalutils.contracts.indicators import INDICATORS
from evalutils.contracts.shown_origin import Origin
from evalutils.contracts.vocabulary import SYNTHETIC
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.kept.contents import digest_of
from evalutils.dataset.kept.folder_reading import MODELLED
from evalutils.dataset.library import Library
from evalutils.dataset.told import kept
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Prose
from evalutils.frames import rows as each_row
from evalutils.report.across_figures import called, compared_figures
from evalutils.report.compared_parts import groups_of
from evalutils.report.joint_shares import by_level, joint_rows, key_of, levels_of
from evalutils.report.key_figure_rows import with_groups
from evalutils.report.pooling import last_periods, programme_of
from evalutils.statistics.standardisation import (
    Standardised,
    composition_part,
    standardise,
    standardise_by_model,
)

_METHOD = "indirect standardisation on groups of the other programmes"
_BY_MODEL = "logistic regression on groups of the other programmes"
EXPECTED, UNEXPLAINED = "comparison.expected_share", "comparison.unexplained_difference"


@dataclass(frozen=True)
class CaseMix:
    """Programmes that follow clients, by the groups that they share.

    Attributes
    ----------
    programmes
        A row per programme and grouping column, the columns together, and a model of these:
        evaluation, municipality_name, title, period, column, month, modelled, clients, others
        (share of everyone in the other programmes), share, lower, upper, expected, expected_lower,
        expected_upper, difference, difference_lower, difference_upper (percent and percentage
        points).
    groups
        A row per grouping column and group: column, group, month, clients, share, expected
        (percent), over all programmes: how well the others foretell a group. Of the model a row
        per level of each column.
    pairs
        A row per grouping column: first, second (titles of the programmes with the highest and the
        lowest share), month, difference, composition, rest (percentage points).
    invented
        Whether clients of them are invented.
    """

    programmes: Publishable
    groups: Publishable
    pairs: Publishable
    invented: bool = False

    def introduction(self) -> Prose | Nothing:
        """That the clients are invented, where they are."""
        return Prose(f"**{SYNTHETIC}**") if self.invented else Nothing()


def case_mix(evaluations: Sequence[Evaluation], library: Library) -> CaseMix:
    """Lay the shares that left to work beside those expected, per grouping column.

    Only columns that two programmes or more share take part, at one month, of groups of which every
    number is shown, and clients of whom the group is known; of each programme its last period.
    """
    tables: dict[str, list[pd.DataFrame]] = {"programmes": [], "groups": [], "pairs": []}
    named = {str(item.key): item for item in evaluations}
    every, together, protected = group_rows(named, library)
    for rows, modelled in ((every, False), (together, False), (together, True)):
        for column, part in rows.groupby("column", sort=False) if len(rows) else ():
            for name, table in _of_column(str(column), part, named, modelled=modelled):
                tables[name].append(table)
    programmes, groups, pairs = (_together(tables[name]) for name in tables)
    figures, nothing = _key_figures(programmes, named, library), pd.DataFrame()
    origin = Origin(INDICATORS[EXPECTED].anchor)
    return CaseMix(
        Publishable(programmes, figures, protected, origin),
        Publishable(groups, nothing, protected, origin),
        Publishable(pairs, nothing, protected, origin),
        any(named[key].synthetic for key in programmes.get("evaluation", ())),
    )


def group_rows(
    named: Mapping[str, Evaluation], library: Library
) -> tuple[pd.DataFrame, pd.DataFrame, bool]:
    """Rows of the groups of single columns, and of columns together; whether some are protected.

    Both empty where no evaluation follows clients.
    """
    found = {key: one for key, item in named.items() if (one := groups_of(item, library))}
    frames = [one.frame.assign(evaluation=key) for key, one in found.items()]
    every = _together(frames).assign(complete=True)
    protected = any(one.protected for one in found.values())
    if not frames:
        return every, every, protected
    every["programme"] = every["evaluation"].map(programme_of)
    last = last_periods(every.drop_duplicates("evaluation"))["evaluation"]
    every = every[every["evaluation"].isin(last)]
    return every, joint_rows(every, named, library), protected


def _together(parts: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _of_column(
    column: str, part: pd.DataFrame, named: Mapping[str, Evaluation], *, modelled: bool
) -> Iterator[tuple[str, pd.DataFrame]]:
    """What one grouping column, or several together, say of the programmes that have them."""
    # Shares of one month of one stretch: those that most programmes give.
    moments = part["start"].astype(str) + " " + part["month"].astype(str)
    part = part[moments.eq(str(part.groupby(moments)["evaluation"].nunique().idxmax()))]
    month = int(part["month"].iloc[0])
    people, sure, shares = (_by_group(part, name) for name in ("clients", "effective", "share"))
    some = people.sum(axis=1) > 0
    people, n = people[some], people[some].to_numpy(np.float64)
    share = shares[some].to_numpy(np.float64) / 100
    if len(people) < 2:
        return
    if modelled:
        found = _modelled(named[str(people.index[0])], people, share, sure[some])
    else:
        found = standardise(people, share, sure[some])
    reached, everyone = (n * share).sum(axis=1), n.sum(axis=1)
    programmes = pd.DataFrame([called(named[str(key)]) for key in people.index]).assign(
        column=column,
        month=month,
        modelled=modelled,
        clients=everyone,
        others=100 * (reached.sum() - reached) / (everyone.sum() - everyone),
    )
    for name, interval in (
        ("share", found.observed),
        ("expected", found.expected),
        ("difference", found.difference),
    ):
        ends = ("lower", "upper") if name == "share" else (f"{name}_lower", f"{name}_upper")
        for end, values in zip((name, *ends), interval, strict=True):
            programmes[end] = 100 * values
    complete = part.groupby("evaluation")["complete"].all()
    known = programmes["expected"].notna() & programmes["evaluation"].map(complete)
    programmes = programmes[known]
    yield "programmes", programmes
    groups = _calibration(column, month, people, share, found.elsewhere)
    if modelled or TOGETHER not in column:  # combinations are more than anybody reads
        yield "groups", by_level(groups) if modelled else groups
    if len(programmes) > 1 and not modelled:
        yield "pairs", _farthest(column, programmes, people, share)


def _modelled(
    first: Evaluation, people: pd.DataFrame, share: np.ndarray, sure: pd.DataFrame
) -> Standardised:
    """What a model foretells, kept with the first programme: to import it takes a second."""
    about = digest_of(people.to_csv(), sure.to_csv(), str(share.tolist()))
    levels = levels_of(people.columns)
    return kept(first, MODELLED, lambda: standardise_by_model(levels, people, share, sure), about)


def _by_group(part: pd.DataFrame, values: str) -> pd.DataFrame:
    """A row per programme and a column per group; 0 where it has nobody in that group."""
    wide = part.pivot(index="evaluation", columns="group", values=values)
    return wide.fillna(0.0).astype("float64")


def _calibration(
    column: str, month: int, people: pd.DataFrame, share: np.ndarray, elsewhere: np.ndarray
) -> pd.DataFrame:
    """Of each group what happened, and what the other programmes foretold of it."""
    n = np.where(np.isfinite(elsewhere), people.to_numpy(), 0.0)
    whole = n.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        happened = 100 * (n * share).sum(axis=0) / whole
        foretold = 100 * (n * np.nan_to_num(elsewhere)).sum(axis=0) / whole
    frame = pd.DataFrame({"group": people.columns, "clients": whole, "share": happened})
    frame = frame.assign(expected=foretold, column=column, month=month, modelled=False)
    told: pd.DataFrame = frame[whole > 0]
    return told


def _farthest(
    column: str, programmes: pd.DataFrame, people: pd.DataFrame, share: np.ndarray
) -> pd.DataFrame:
    """The difference between the highest and the lowest share, and what composition makes of it."""
    ordered = programmes.sort_values("share", ascending=False, kind="stable")
    first, second = ordered.iloc[0], ordered.iloc[-1]
    rows = people.index.get_indexer(pd.Index([first["evaluation"], second["evaluation"]]))
    try:
        composition, rest = composition_part(people.to_numpy()[rows], share[rows])
    except ValueError:  # a group is only in one of them
        return pd.DataFrame()
    row = {
        "column": column,
        "month": first["month"],
        "first": f"{first['title']}, {first['municipality_name']},",
        "second": f"{second['title']}, {second['municipality_name']},",
        "difference": first["share"] - second["share"],
        "composition": 100 * composition,
        "rest": 100 * rest,
    }
    return pd.DataFrame([row])


def _key_figures(
    frame: pd.DataFrame, named: Mapping[str, Evaluation], library: Library
) -> pd.DataFrame:
    """The expected share and what is left of the difference, of each programme and column."""
    found = []
    for row in each_row(frame):
        figures = [
            (EXPECTED, row.expected, row.expected_lower, row.expected_upper, "percent"),
            (
                *(UNEXPLAINED, row.difference, row.difference_lower, row.difference_upper),
                "percentage_point",
            ),
        ]
        told = pd.DataFrame(
            [
                {
                    "indicator": name,
                    "group": f"{key_of(row.column)}:{row.month}{':model' * row.modelled}",
                    "value": value,
                    "lower": lower,
                    "upper": upper,
                    "unit": unit,
                    "n": row.clients,
                    "method": _BY_MODEL if row.modelled else _METHOD,
                    "status": "computed",
                    "source": None,
                }
                for name, value, lower, upper, unit in figures
            ]
        )
        label = f"{within(row.column)}, na {row.month} maanden{', met een model' * row.modelled}"
        compared = compared_figures(told, named[row.evaluation], library)
        found.append(with_groups(compared, [label] * len(compared)))
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame()

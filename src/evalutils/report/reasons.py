"""Why the share of one evaluation cannot be compared with the others, by rules."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.frames import rows, usual
from evalutils.report.pooling import last_periods, programme_of

# A period that is this much longer or shorter than the middle one is of another length.
OTHER_LENGTH = 1.25
SEPARATOR = "; "


def add_reasons(frame: pd.DataFrame) -> pd.DataFrame:
    """Add column ``reasons``: Dutch, empty where no rule objects.

    Rows of one destination are held against what is most usual among their programmes, each with
    its last period.

    Parameters
    ----------
    frame
        Columns evaluation, label, base_label, destinations
        (names of the kinds of work that the source counts), months, counted_until and base_until
        (dates or missing),
        motivation and wage_value (whether participants were chosen on it), dated (whether the
        source says until when people were followed), one_date (whether all were followed until one
        date, so that who left late was followed for a shorter time).
    """
    frame = frame.copy()
    frame["reasons"] = ""
    for _, part in frame.groupby("label"):
        once = last_periods(part.assign(programme=part["evaluation"].map(programme_of)))
        base, kinds = (usual(once[name]) for name in ("base_label", "destinations"))
        months = float(once["months"].median())
        for row in rows(part):
            found = [
                _other_base(row, base),
                _other_kinds(row, kinds),
                _other_length(row, months),
                _other_moment(row),
                _follow_up(row),
                _selection(row),
            ]
            frame.loc[row.Index, "reasons"] = SEPARATOR.join(text for text in found if text)
    return frame


def _other_base(row: Any, usual: str) -> str:
    if row.base_label == usual:
        return ""
    if row.base_label == dutch.MISSING:
        return "de bron noemt geen basis"
    return f"andere basis: {row.base_label} in plaats van {usual}"


def _other_kinds(row: Any, usual: str) -> str:
    if row.destinations == usual:
        return ""
    return f"andere indeling van werk: {row.destinations} in plaats van {usual}"


def _other_length(row: Any, usual: float) -> str:
    if usual / OTHER_LENGTH <= row.months <= usual * OTHER_LENGTH:
        return ""
    return (
        f"andere lengte: {dutch.counted(row.months, 'maand', 'maanden')} "
        f"in plaats van {dutch.number(usual)}"
    )


def _other_moment(row: Any) -> str:
    if pd.isna(row.counted_until) or pd.isna(row.base_until):
        return ""
    if row.counted_until == row.base_until:
        return ""
    return (
        f"vertrek geteld tot en met {dutch.long_date(row.counted_until)}, "
        f"basis tot en met {dutch.long_date(row.base_until)}"
    )


def _follow_up(row: Any) -> str:
    if not row.dated:
        return "de bron zegt niet tot wanneer mensen zijn gevolgd"
    if row.one_date:
        return "niet iedereen is even lang gevolgd: er is één peildatum"
    return ""


def _selection(row: Any) -> str:
    chosen = {"motivatie": row.motivation, "loonwaarde": row.wage_value}
    named = [name for name, on in chosen.items() if on]
    return f"deelnemers zijn gekozen op {dutch.listing(named)}" if named else ""

"""What the published figures say otherwise than those of an earlier edition."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd

from evalutils.contracts.fixed_names import PUBLISHED_DATA
from evalutils.contracts.indicators import label_of, with_group
from evalutils.contracts.key_figures import COLUMNS, KEY, SAYS
from evalutils.errors import InputError
from evalutils.frames import rows

FILE, CHANGELOG = "key_figures.csv", "CHANGELOG.md"
_ENTRY = re.compile(
    r"^- (?P<names>`[\w.]+`(?:,\s+`[\w.]+`)*): (?P<why>.+(?:\n(?![-#]|\s*$).*)*)", re.MULTILINE
)
CHANGE, WHY, LABEL = "change", "reason", "figure_label"
NEW, GONE, OTHERWISE = "nieuw", "weg", "anders"


def read_figures(folder: Path | None) -> pd.DataFrame:
    """The published key figures in a folder, as texts; an empty table when there are none."""
    path = folder and folder / FILE
    if path is None or not path.is_file():
        return pd.DataFrame(columns=list(COLUMNS), dtype=str)
    return figures_in(path.read_text(encoding="utf-8"))


def figures_in(text: str) -> pd.DataFrame:
    """The key figures in the text of a published table."""
    figures = pd.read_csv(StringIO(text), dtype=str, keep_default_na=False)
    # An earlier edition may have other columns.
    figures = figures.reindex(columns=list(COLUMNS), fill_value="")
    names = pd.Series([_name(row) for row in rows(figures)], index=figures.index, dtype="str")
    return figures.assign(**{LABEL: names})


def earlier_figures(folder: Path) -> pd.DataFrame:
    """The key figures of a published book; an InputError when there are none in it."""
    data = folder / PUBLISHED_DATA
    if not (data / FILE).is_file():
        raise InputError(
            f"'{folder}' is no published book: {PUBLISHED_DATA}/{FILE} is not in it. Name the "
            "folder of a book, or the zip file that 'evalutils release' keeps of one."
        )
    try:
        text = (data / FILE).read_text(encoding="utf-8")
        named = set(pd.read_csv(StringIO(text), nrows=0).columns)
        if not text.endswith("\n") or not {*KEY, *SAYS} <= named:  # cut off, or of another product
            raise ValueError
        return figures_in(text)
    except (ValueError, OSError):  # what pandas says of a file that is no table is among these
        raise InputError(
            f"'{folder}' is no published book: its {FILE} is not whole, or has other columns."
        ) from None


def differences(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """One row per figure that is new, gone or changed, with what it said and says.

    Parameters
    ----------
    before, now
        Key figures as `read_figures` gives them, in the columns of key_figures.csv.

    Returns
    -------
    The columns that name a figure, ``change``, and of each column that says something of it what
    it was (``old_``) and is (``new_``), empty where there is no such figure; and ``figure_label``,
    its name as the latest of both has it.
    """
    old, new = _by_name(before).add_suffix("_old"), _by_name(now).add_suffix("_new")
    both = old.join(new, how="outer").fillna("")
    there = both.index.isin(old.index), both.index.isin(new.index)
    change = pd.Series(OTHERWISE, index=both.index)
    change[~there[0]], change[~there[1]] = NEW, GONE
    same = pd.Series(there[0] & there[1], index=both.index)
    for name in SAYS:
        same &= both[f"{name}_old"] == both[f"{name}_new"]
    said = {f"{when}_{name}": both[f"{name}_{when}"] for name in SAYS for when in ("old", "new")}
    labels = both[f"{LABEL}_new"].where(both[f"{LABEL}_new"] != "", both[f"{LABEL}_old"])
    table = pd.DataFrame({CHANGE: change, LABEL: labels, **said})[~same]
    return table.reset_index().drop(columns="again")


def reasons(indicators: pd.Series[str], changelog: Path) -> pd.Series[str]:
    """Why each indicator changed, in Dutch: its latest reason in a changelog; empty when none.

    A reason is a Markdown list item that begins with the indicators as code and a colon:
    ``- `outflow.count`, `outflow.share`: Vertrek om administratieve redenen telt niet meer mee.``
    """
    text = changelog.read_text(encoding="utf-8") if changelog.is_file() else ""
    said: dict[str, str] = {}
    for entry in _ENTRY.finditer(text):
        for name in entry["names"].split(","):
            said.setdefault(name.strip().strip("`"), " ".join(entry["why"].split()))
    return indicators.map(lambda name: said.get(name, "")).astype("str")


def _by_name(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures by their names; those of one name, such as of two sources, by their order."""
    again = figures.groupby(list(KEY), sort=False).cumcount().astype(str)
    return figures.assign(again=again).set_index([*KEY, "again"])[[*SAYS, LABEL]]


def _name(row: Any) -> str:
    """The name of a figure; editions of before `figure_label` have those of its two parts."""
    return row.figure_label or with_group(label_of(row.indicator), row.group_label or row.group)

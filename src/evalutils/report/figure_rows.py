"""Which typed rows a key figure follows from: those that bear the names in its group."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from evalutils.chapters import CHAPTERS
from evalutils.contracts.fixed_names import ASSUMED
from evalutils.contracts.key_figures import CLAIMS
from evalutils.contracts.tables import TABLES, Table
from evalutils.dataset.evaluation import Evaluation

# Per indicator the table that its analysis cannot do without.
TABLE_OF = {
    indicator: analysis.needs[0]
    for chapter in CHAPTERS
    for analysis in chapter.analyses
    for indicator in analysis.indicators
    if analysis.needs and not TABLES[analysis.needs[0]].client_level
}
# And the assumptions that it rests on.
_ASSUMES: dict[str, frozenset[str]] = defaultdict(frozenset)
for _chapter in CHAPTERS:
    for _analysis in _chapter.analyses:
        for _indicator in _analysis.indicators:
            _ASSUMES[_indicator] |= _analysis.assumes
# The document of each row, in the order of `rows`.
DOCUMENTS = "documents"
# Where a figure comes from, as `FigureRows.behind` tells it.
PLACES = ("rows", DOCUMENTS, "locator", "note")
# A period in a group, by its first and last day.
_PERIOD = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")


class FigureRows:
    """The rows of one evaluation behind its figures, with what the source says there.

    Of protected data it knows none: which rows there are can tell a number.
    """

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._known: dict[str, _Bearers] = {}
        self._places: dict[str, dict[int, dict[str, str]]] = {}

    def behind(self, indicator: str, group: str) -> dict[str, str]:
        """Columns ``rows``, ``documents``, ``locator`` and ``note``; empty where not told."""
        name = TABLE_OF.get(indicator, "")
        if self._evaluation.disclosure == "protected":
            return dict.fromkeys(PLACES, "")
        if name not in self._evaluation.tables:
            return self._printed(indicator, group)
        parts = [part for part in group.split(":") if part]
        days = [day for part in parts if _PERIOD.fullmatch(part) for day in part.split("/")]
        numbers = self._chosen(name, [*parts, *days])
        found = self._told(name, numbers)
        return together([found, self.assumed(_ASSUMES[indicator])])

    def assumed(self, names: Collection[str]) -> dict[str, str]:
        """The assumptions among names that are given, as rows with a name for a number.

        Where they stand in a document is told beside each of them.
        """
        given = self._evaluation.assumptions
        chosen = [name for name in given if name in names]
        usual = self._evaluation.sources[0]
        return {
            "rows": " ".join(f"{ASSUMED}:{name}" for name in chosen),
            # Of several the first: the place of an assumption names them all.
            DOCUMENTS: " ".join(
                str(given[name].get("source") or usual).split()[0] for name in chosen
            ),
            "locator": "",
            "note": "",
        }

    def _told(self, name: str, numbers: Sequence[int]) -> dict[str, str]:
        if name not in self._places:
            usual = self._evaluation.sources[0]
            self._places[name] = _places(self._evaluation.tables[name], name, usual)
        return together(self._places[name][number] for number in numbers)

    def _printed(self, indicator: str, group: str) -> dict[str, str]:
        """The first figure of the source that says it is this one, when no table gives it."""
        if CLAIMS not in self._evaluation.tables:
            return dict.fromkeys(PLACES, "")
        claims = self._evaluation.tables[CLAIMS]
        same = claims["indicator"].eq(f"{indicator}[{group}]" if group else indicator)
        return self._told(CLAIMS, claims.index[same.fillna(False).astype(bool)].tolist()[:1])

    def _chosen(self, name: str, parts: Sequence[str]) -> list[int]:
        """The rows that bear most of the parts and, of those, the fewest other names.

        A figure whose parts no row bears, such as one without a group, follows from all.
        """
        if name not in self._known:
            self._known[name] = _Bearers.of(self._evaluation.tables[name], TABLES[name])
        return self._known[name].closest(parts)


class _Bearers(NamedTuple):
    """The rows of a table by the names that they bear, so that no figure looks at all of them."""

    sizes: Mapping[int, int]  # how many names each row bears
    rows: Mapping[str, Sequence[int]]  # which rows bear each name

    @classmethod
    def of(cls, frame: pd.DataFrame, contract: Table) -> _Bearers:
        sizes: dict[int, int] = {}
        rows: dict[str, list[int]] = defaultdict(list)
        for number, names in _names(frame, contract):
            sizes[number] = len(names)
            for name in names:
                rows[name].append(number)
        return cls(sizes, rows)

    def closest(self, parts: Iterable[str]) -> list[int]:
        shared: Counter[int] = Counter()
        for part in set(parts):
            shared.update(self.rows.get(part, ()))
        most = max(shared.values(), default=0)
        if not most:
            return list(self.sizes)
        best = [number for number, borne in shared.items() if borne == most]
        fewest = min(self.sizes[number] for number in best)
        return sorted(number for number in best if self.sizes[number] == fewest)


def of_evaluation(rows: str, evaluation: object) -> str:
    """Rows with their evaluation, as a figure that follows from several names them."""
    return " ".join(f"{evaluation}/{row}" for row in rows.split())


def together(found: Iterable[Mapping[Any, Any]]) -> dict[str, str]:
    """The rows, documents, locators and notes of figures that another follows from."""
    every = list(found)
    rows: dict[str, str] = {}  # with the document of each
    for one in every:
        rows |= zip(one["rows"].split(), one[DOCUMENTS].split(), strict=True)
    texts = {
        name: "; ".join(dict.fromkeys(one[name] for one in every if one[name]))
        for name in ("locator", "note")
    }
    return {"rows": " ".join(rows), DOCUMENTS: " ".join(rows.values()), **texts}


def _names(frame: pd.DataFrame, contract: Table) -> Iterator[tuple[int, frozenset[str]]]:
    columns = [
        column.name
        for column in contract.columns
        if column.name in contract.key
        or (column.kind in ("text", "code", "choice") and column.required)
    ]
    for number, row in zip(frame.index, frame[columns].to_dict("records"), strict=True):
        told = [_texts_of(value) for value in row.values() if not pd.isna(value)]
        yield int(number), frozenset(text for texts in told for text in texts)


def _texts_of(value: Any) -> tuple[str, ...]:
    """A cell as groups name it: a day also by its year."""
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}", f"{value:%Y}"
    return (str(value),)


def _places(frame: pd.DataFrame, name: str, usual: str) -> dict[int, dict[str, str]]:
    """Where each row of a table stands; in the document `usual` when it does not say so."""
    told = frame[["source", "locator", "note"]].astype("object")
    told = told.where(told.notna(), "").rename(columns={"source": DOCUMENTS})
    told[DOCUMENTS] = told[DOCUMENTS].replace("", usual)
    rows = [f"{name}:{number}" for number in frame.index]
    return dict(zip(frame.index, told.assign(rows=rows).to_dict("records"), strict=True))

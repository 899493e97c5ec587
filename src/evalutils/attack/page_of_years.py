"""Pages of years: what they say of the protected periods of a programme, beside public ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from evalutils.attack.drawings import Drawn
from evalutils.attack.pages import Page, SeenRow, SeenTable

YEARS, _CHANGED = "per-periode", "beter-slechter"
_PERIOD, _BEFORE, _NOW = "Periode", "Was", "Is nu"
Key = tuple[str, ...]
IsPublic = Callable[[str], bool]
"""Whether a period, as it is called on the page, is a public one."""


def told_of_protected(
    pages: Mapping[Key, list[Page]], protected: Collection[Key], public: Collection[Key]
) -> dict[Key, list[Page]]:
    """The pages of these evaluations, of which those of years say nothing of public periods.

    One that stands with a public period is given to a protected one of the same programme.
    """
    found = {key: list(pages[key]) for key in (*protected, *public)}
    for key in found:
        of_years = [page for page in pages[key] if page.table(YEARS) is not None]
        programme = {one: _called(pages[one]) for one in found if one[:2] == key[:2]}
        home = key if key in protected else max(one for one in programme if one in protected)

        def is_public(period: str, programme: Mapping[Key, str] = programme) -> bool:
            end = f", {period.lower()}"
            named = [one for one, heading in programme.items() if heading.endswith(end)]
            return bool(named) and all(one in public for one in named)

        for page in of_years:
            found[key].remove(page)
            found[home].append(_of_protected(page, is_public, last_is_public=key in public))
    return found


def _called(pages: Collection[Page]) -> str:
    """What an evaluation is called, its period last."""
    first = (page.heading.lower() for page in pages if page.path.endswith("/index.html"))
    return next(first, "")


def _of_protected(page: Page, is_public: IsPublic, *, last_is_public: bool) -> Page:
    table = page.table(YEARS)
    periods = {row.cells[_PERIOD] for row in table.rows} if table is not None else set()
    public = sorted(filter(is_public, periods))
    if table is None or not public:
        return page
    said = "|".join(map(re.escape, public))
    # As an alternative tells them: "Aandeel: in 2022 7,5%, 2023 10%".
    told = re.compile(rf"(?:^|: |, | en )(?:in )?(?:{said}) [+−-]?\d[\d.]*(?:,\d+)?", re.I)
    return replace(
        page,
        tables=tuple(_rows(one, public, last_is_public) for one in page.tables),
        texts=tuple(told.sub("", text) for text in page.texts),
        drawn=tuple(_shapes(page.drawn, table, public)),
    )


def _rows(table: SeenTable, public: Collection[str], last_is_public: bool) -> SeenTable:
    if table.name == YEARS:
        kept = (row for row in table.rows if row.cells[_PERIOD] not in public)
    elif table.name == _CHANGED:
        kept = (_changed(row, public, last_is_public) for row in table.rows)
    else:
        return table
    return replace(table, rows=tuple(kept))


def _changed(row: SeenRow, public: Collection[str], last_is_public: bool) -> SeenRow:
    """A change without the figures of public periods; the last one stands without its name."""
    before = row.cells[_BEFORE].endswith(tuple(f"({period})" for period in public))
    gone = {_BEFORE: before, _NOW: last_is_public}
    cells = {name: "" if gone.get(name) else text for name, text in row.cells.items()}
    return replace(row, cells=cells)


def _shapes(drawn: Collection[Drawn], table: SeenTable, public: Collection[str]) -> Iterator[Drawn]:
    """The points of protected periods: in each panel they stand in the order of its rows.

    Where there are more or fewer points than rows nobody can say which is which, and all are kept.
    """
    periods: dict[str, list[str]] = {}
    for row in table.rows:
        periods.setdefault(row.section, []).append(row.cells[_PERIOD])
    sections = iter(periods.items())
    for panel in dict.fromkeys(one.panel for one in drawn):
        mine = [one for one in drawn if one.panel == panel]
        places = sorted({one.at for one in mine})
        start = panel.rstrip("…")
        named = next((rows for section, rows in sections if section.startswith(start)), [])
        at = dict(zip(places, named, strict=True)) if len(places) == len(named) else {}
        yield from (one for one in mine if at.get(one.at) not in public)

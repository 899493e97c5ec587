"""Tables of groups with and without a programme: who is in each, joined, took part and reached."""

from __future__ import annotations

from evalutils.attack.forms import share_form
from evalutils.attack.pages import Page, SeenRow, SeenTable
from evalutils.attack.puzzle import Name
from evalutils.attack.reading import Outsider
from evalutils.attack.schemes.seen_groups import state_groups, with_group
from evalutils.attack.schemes.seen_stages import rounded_share

ARM = "aanpak"
_IN_IT = ("Mensen", "Ingedeeld")


def arms(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Of those in a group some reached the outcome or took part; those in it were invited."""
    found: dict[tuple[str, ...], dict[str, Name]] = {}
    for row in table.rows:
        outcome, group = with_group(row.section)
        whole = _number(reading, page, table, row, _IN_IT, "people")
        for heading in ("Bereikt", "Deed mee"):
            what = outcome if heading == "Bereikt" else heading
            part = _number(reading, page, table, row, (heading,), what)
            if part is None:
                continue
            reading.left(whole, part, reading.place(page, table, row, heading))
            found.setdefault((row.label, what), {})[group] = part
            share = share_form(row.cells.get("Aandeel", ""))
            if whole is not None and share is not None and heading == "Bereikt":
                rounded_share(reading, part, whole, share.low, share.high)
        invited = _number(reading, page, table, row, ("Uitgenodigd",), "invited")
        if whole is not None:
            found.setdefault((row.label, "people", outcome), {})[group] = whole
            if invited is not None:
                reading.left(invited, whole, reading.place(page, table, row, "Uitgenodigd"))
    state_groups(reading, found)


def _number(
    reading: Outsider, page: Page, table: SeenTable, row: SeenRow, headings: tuple[str, ...],
    what: str,
) -> Name | None:  # fmt: skip
    """The number of a group of people in the first of these columns that the table has."""
    _, group = with_group(row.section)
    for heading in headings:
        if heading in row.cells:
            place = reading.place(page, table, row, heading)
            name = reading.name(ARM, row.label, what, group)
            return reading.count(name, row.cells[heading], place)
    return None

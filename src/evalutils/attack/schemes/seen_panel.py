"""Two groups in the same periods: who is in each, and who of them reached the outcome."""

from __future__ import annotations

from evalutils.attack.forms import share_form
from evalutils.attack.pages import Page, SeenTable
from evalutils.attack.reading import Outsider
from evalutils.attack.schemes.seen_stages import rounded_share

OVER_TIME = "groep door de tijd"


def periods(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Of the people of a group in a period some reached the outcome, and the others did not."""
    for row in table.rows:
        whole, part = (
            reading.count(
                reading.name(OVER_TIME, row.section, row.label, heading),
                row.cells.get(heading, ""),
                reading.place(page, table, row, heading),
            )
            for heading in ("Mensen", "Bereikt")
        )
        reading.left(whole, part, reading.place(page, table, row, "Bereikt"))
        share = share_form(row.cells.get("Aandeel", ""))
        if whole is not None and part is not None and share is not None:
            rounded_share(reading, part, whole, share.low, share.high)

"""Table of a share on the published base and on the base of the same dates."""

from __future__ import annotations

from evalutils.contracts.vocabulary import MEASURES
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Table
from evalutils.show import cells
from evalutils.show.rendering import render

KINDS = {"published": "Zoals de bron", "same": "Tot dezelfde dag"}


def bases(result: Publishable) -> Table | Nothing:
    """Both bases with their share, a row each."""
    if result.empty:
        return Nothing()
    frame = result.frame
    text = frame[[]].copy()
    text["kind"] = cells.labels(frame, "kind", KINDS)
    text["count"] = cells.counts(frame, "count")
    text["counted_until"] = cells.dates(frame, "counted_until")
    text["measure"] = cells.labels(frame, "measure", MEASURES)
    text["n"] = cells.counts(frame, "n")
    text["base_until"] = cells.dates(frame, "base_until")
    text["share"] = cells.percents(frame, "share")
    text["interval"] = cells.intervals(frame)
    columns = {
        "kind": "Basis",
        "count": "Vertrokken",
        "counted_until": "Tot en met",
        "measure": "Van",
        "n": "Aantal",
        "base_until": "Basis tot en met",
        "share": "Aandeel",
        "interval": "95%-interval",
    }
    return render(
        text,
        columns,
        name="zelfde-dag",
        title="Totale uitstroom op twee bases",
        notes=cells.left_out_notes(frame),
        texts=("counted_until", "measure", "base_until"),
    )

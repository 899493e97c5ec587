"""Tables of the comparison across evaluations."""

from __future__ import annotations

from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Table
from evalutils.tables import cells
from evalutils.tables.render import render


def exit_shares(result: Publishable) -> Table | Nothing:
    """Exit shares with their base and interval, in alphabetical order."""
    if result.empty:
        return Nothing()
    frame = result.frame
    text = frame[["title", "label", "base_label"]].copy()
    text["evaluation"] = frame["municipality_name"] + ": " + frame["title"]
    text["period"] = frame["period"]
    text["share"] = cells.shares(frame)
    text["interval"] = cells.intervals(frame)
    text["n"] = cells.counts(frame, "n")
    columns = {
        "evaluation": "Evaluatie",
        "period": "Periode",
        "label": "Bestemming",
        "share": "Aandeel",
        "interval": "95%-interval",
        "base_label": "Van",
        "n": "Basis",
    }
    return render(
        text,
        columns,
        name="vergelijking",
        title="Aandelen uitstroom naast elkaar, geen rangorde",
        notes=["Elk aandeel heeft een eigen basis. Zonder interval: overgenomen uit de bron."],
        texts=("period", "label", "base_label"),
    )

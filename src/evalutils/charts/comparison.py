"""Charts of the comparison across evaluations."""

from __future__ import annotations

from evalutils.charts.intervals import describe, interval_chart
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing
from evalutils.frames import rows


def exit_shares(result: Publishable) -> Chart | Nothing:
    """Exit shares of all evaluations side by side, in alphabetical order."""
    if result.empty:
        return Nothing()
    frame = result.frame
    labels = [f"{row.title}, {row.period}: {row.label}" for row in rows(frame)]
    bounds = (frame["share"], frame["lower"], frame["upper"])
    return Chart(
        interval_chart(labels, *bounds, "aandeel van de eigen basis"),
        "vergelijking",
        "Aandeel uitstroom per evaluatie, elk van de eigen basis; geen rangorde",
        "Aandeel uitstroom per evaluatie: " + describe(labels, *bounds),
    )

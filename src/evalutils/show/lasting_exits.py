"""Exits to work that lasted: of who was followed a year, and estimated of everybody."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.show import by_month, cells
from evalutils.show.phrases import LEFT_OUT, share_of, told
from evalutils.show.rendering import render
from evalutils.show.table_columns import unless_empty


def sentence(raw: Publishable, product: Publishable) -> Prose | Nothing:
    """The share of those with full follow-up beside the estimate from everybody."""
    sentences = []
    for row in rows(raw.frame):
        sentences += _never(row)
        if not pd.isna(row.share):
            share = share_of(row.still_out, row.exits, row.share, row.lower, row.upper)
            sentences.append(
                "Van wie een uitkering had, naar werk en uit de uitkering ging en 12 maanden is "
                f"gevolgd, kwam in die tijd niet terug in de uitkering: {share}."
            )
        else:
            sentences.append(LEFT_OUT if raw.protected else "Niemand is 12 maanden gevolgd.")
    known = product.frame[product.frame["percent"].notna()] if len(product.frame) else product.frame
    for row in rows(by_month.last_listed(known, "percent") if len(known) else known):
        share = by_month.estimated(row.percent, row.lower, row.upper, row.clients)
        whom, since = by_month.of_whom(row.start), " na de start" if row.start else ""
        sentences.append(
            f"Van de trajecten van cliënten met een uitkering{whom}{',' if whom else ''} werd naar "
            f"schatting {share} binnen {row.month} maanden{since} gevolgd door vertrek naar werk "
            "en daarna 12 maanden zonder uitkering."
        )
    return told(sentences)


def _never(row: Any) -> list[str]:
    """How many left for work who never received benefit; nothing when there are none."""
    if not row.never > 0 or pd.isna(row.to_work):
        return []
    number = dutch.counted(row.never, "keer", "keer")
    return [
        f"Van de {dutch.number(row.to_work)} keer dat een cliënt naar werk vertrok, was dat "
        f"{number} iemand zonder uitkering vooraf. Wie nooit een uitkering had, kan er niet in "
        "terugkeren en telt hierna niet mee."
    ]


@unless_empty
def followed_table(result: Publishable) -> HtmlTable:
    """From all exits to work to those who were not back within a year."""
    names = {
        "to_work": "Vertrokken naar werk",
        "never": "Waarvan nooit een uitkering gehad",
        "on_benefit": "Waarvan nog niet uit de uitkering",
        "recent": "Waarvan nog geen 12 maanden gevolgd",
        "exits": "Waarvan 12 maanden gevolgd",
        "still_out": "En in die 12 maanden geen uitkering",
    }
    lines = [(label, cells.counts(result.frame, name).iloc[0]) for name, label in names.items()]
    return render(
        pd.DataFrame(lines, columns=["line", "count"]),
        {"line": "Vertrekken", "count": "Aantal"},
        name="volledig-gevolgd",
        title="Wie meetelt in het aandeel met volledige opvolging",
        notes=cells.left_out_notes(result.frame),
    )


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Left for work, stayed away, and both: a row per kind of work, a column per month."""
    frame = by_month.listed_few(result.frame)
    if frame.empty:
        return Nothing()
    parts = {
        "Vertrokken": cells.percents(frame, "left"),
        "Daarvan 12 maanden weggebleven": cells.percents(frame, "kept"),
        "Beide (95%-interval)": cells.with_interval(frame, "percent"),
    }
    wide = [
        by_month.wide(frame.assign(text=values), "kind", "text").assign(part=name)
        for name, values in parts.items()
    ]
    text = pd.concat(wide)
    text["kind"] = [dutch.capital(by_month.KINDS[str(kind)]) for kind in text.index]
    known = (text.drop(columns=["kind", "part"]) != dutch.MISSING).any(axis=1)
    return render(
        text[known].reset_index(drop=True),
        {"kind": "Soort werk", **by_month.headings(frame)},
        name="duurzaam-per-maand",
        title="Vertrokken naar werk én 12 maanden uit de uitkering gebleven",
        notes=[
            "Aandelen van alle gevolgde trajecten van cliënten die een uitkering hadden"
            f"{by_month.of_whom(by_month.start_of(frame))}.",
            *by_month.step_notes(result),
            *by_month.start_notes(frame),
            *cells.left_out_notes(frame),
        ],
        groups="part",
    )

"""How far the same clients moved, and what became of who was not measured again."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.show import cells, table_columns
from evalutils.show.phrases import LEFT_OUT
from evalutils.show.table_columns import each, table_of, unless_empty

KINDS = {
    "twice": "Twee keer of vaker gemeten",
    "up": "– daarvan gestegen",
    "same": "– daarvan gebleven",
    "down": "– daarvan gedaald",
    "once": "Eén keer gemeten",
    "never": "Niet gemeten",
}
WAYS = {"up": "gestegen", "down": "gedaald"}


@unless_empty
def sentence(result: Publishable) -> Prose:
    """The mean change of the same clients, with its interval."""
    row = next(rows(result.frame))
    if pd.isna(row.change):
        return Prose(LEFT_OUT)
    decimals = 1 if row.margin > 0 else 2
    size = dutch.number(abs(row.change), decimals)
    way = "hoger" if row.change > 0 else "lager"
    moved = "even hoog als" if row.change == 0 else f"{size} trede {way} dan"
    about = "ongeveer " if row.margin > 0 and row.change != 0 else ""
    span = ""
    if not pd.isna(row.lower):
        low, high = (dutch.signed(value, decimals) for value in (row.lower, row.upper))
        span = f" (95%-interval {low} tot {high})"
    people = dutch.counted(row.followed, "cliënt die", "cliënten die")
    return Prose(
        f"De {people} twee keer of vaker gemeten {'is' if row.followed == 1 else 'zijn'}, "
        f"{'stond' if row.followed == 1 else 'stonden'} bij de laatste meting gemiddeld {about}"
        f"{moved} bij de eerste{span}. Dat is een vergelijking van dezelfde mensen."
    )


@unless_empty
def again_sentence(result: Publishable) -> Prose | Nothing:
    """Whether who was measured once differs, and between which bounds the steps then lie."""
    row = {item.group_key: item for item in rows(result.frame)}
    sentences = [*_work(row["once"], row["twice"])]
    bounds = [
        f"tussen {dutch.percent(row[way].least)} en {dutch.percent(row[way].most)} {said}"
        for way, said in WAYS.items()
        if not pd.isna(row[way].least) and not pd.isna(row[way].most)
    ]
    if bounds and row["once"].clients > 0:
        sentences.append(
            "Van wie maar één keer is gemeten, is geen stap bekend. Zouden zij allen zijn gedaald "
            "of allen zijn gestegen, dan is van iedereen die gemeten is "
            f"{dutch.listing(bounds)}."
        )
    return Prose(" ".join(sentences)) if sentences else Nothing()


def _work(once: Any, twice: Any) -> list[str]:
    """Which part of both left for work."""
    if pd.isna(once.share) or pd.isna(twice.share):
        return []
    shares = (
        f"van wie {name} is gemeten {dutch.number(row.work)} van de {dutch.number(row.clients)} "
        f"(95%-interval {cells.interval(row.lower, row.upper)})"
        for name, row in (("één keer", once), ("twee keer of vaker", twice))
    )
    told = [f"Naar werk vertrokken in de periode: {', en '.join(shares)}."]
    if once.share > twice.share:
        told.append(
            "Wie snel vertrekt, wordt niet opnieuw gemeten: de stappen gaan vooral over wie bleef."
        )
    return told


@unless_empty
def again_table(result: Publishable) -> HtmlTable | Nothing:
    """Exits to work and time on the programme, beside the rungs, of everybody."""
    return table_of(
        result.frame,
        [
            each("Cliënten", lambda row: KINDS[row.group_key]),
            table_columns.counts("Aantal", "clients"),
            table_columns.counts("Naar werk vertrokken", "work"),
            table_columns.percents("Aandeel", "share"),
            table_columns.intervals(),
            each("Maanden in het programma (midden)", _months),
            each("Minstens", lambda row: dutch.percent(row.least)),
            each("Hoogstens", lambda row: dutch.percent(row.most)),
        ],
        name="opnieuw-gemeten",
        title="Wie opnieuw is gemeten, en wie niet",
        notes=[
            "Naar werk vertrokken: in de periode, ten minste één keer. Aandeel: van de cliënten in "
            "die rij, met 95%-interval.",
            "Maanden in het programma: tot het vertrek of het einde van de periode; de helft zat "
            "eronder.",
            "Minstens en hoogstens: aandeel van iedereen die gemeten is, als wie één keer is "
            "gemeten allen de andere kant op ging, of allen deze kant op.",
        ],
    )


def _months(row: Any) -> str:
    return dutch.number(row.months, 0 if row.margin > 0 else 1)

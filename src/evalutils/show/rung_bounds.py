"""The least and the most that can have moved between two distributions over the rungs."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import MOMENTS
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.show import table_columns
from evalutils.show.chart_style import ACCENT, DARK, GREY, percent_axis, rows_canvas
from evalutils.show.row_bars import BAR_ROOM_INCHES, bars
from evalutils.show.rung_coverage import notes, reach
from evalutils.show.table_columns import table_of, unless_empty

GROUPS = {
    "known": "Cliënten met een bekende trede op beide momenten",
    "all": "Alle cliënten, onbekend meegeteld",
}
DRAWN_GROUPS = {"known": "bekende trede", "all": "alle cliënten"}
# What the bounds reckon with where a distribution is not known exactly.
_MADE = {
    "rounded": "De grenzen gelden voor elke verdeling die afgerond zo gedrukt wordt.",
    "rescaled": "De gedrukte aandelen zijn samen geen 100%, en afronding verklaart dat niet. Ze "
    "zijn omgerekend tot 100%; ruimte voor afronding is er dan niet.",
}
WAYS = {"up": ("Hoger", DARK), "down": ("Lager", ACCENT)}


def _main(result: Publishable) -> pd.DataFrame:
    """The bounds of the main moment, one row per group; the other moments stand in the table."""
    frame = result.frame[result.frame["up_min"].notna()]
    return frame[frame["moment"] == frame["moment"].iloc[0]] if len(frame) else frame


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """What is certain and what is possible about rising and falling."""
    by_group = {row["group"]: row for _, row in _main(result).iterrows()}
    if not by_group:
        return Nothing()
    known = by_group["known"]
    name = MOMENTS[known["moment"]]
    sentences = [
        "Twee verdelingen zeggen niet wie van trede wisselt.",
        f"Zeker is dat de {name} hoger ligt dan de huidige trede bij ten minste "
        f"{dutch.percent(known['up_min'])} van de cliënten met een bekende trede op beide "
        f"momenten; mogelijk is het tot {dutch.percent(known['up_max'])}. Voor een lagere trede is "
        f"dat {dutch.interval(known['down_min'], known['down_max'])}. Op welke trede de anderen "
        "staan of stonden, nemen wij niet aan.",
    ]
    sentences += _of_everyone(known, by_group.get("all"))
    if known["moment"] == "expected":
        sentences.append("Dit gaat over een verwachting, niet over gemeten stappen.")
    return Prose(" ".join(sentences))


def _of_everyone(known: pd.Series, everyone: pd.Series | None) -> list[str]:
    """How the bounds widen with clients on an unknown rung; absent when their number is hidden."""
    if everyone is None:
        return [
            "Hoeveel cliënten een onbekende trede hebben, is weggelaten; grenzen waarin zij "
            "meetellen zijn er daarom niet."
        ]
    bounds = ["up_min", "up_max"]
    if known[bounds].eq(everyone[bounds]).all():
        return []
    return [
        "Tellen cliënten met een onbekende trede mee, dan lopen de grenzen voor een hogere "
        f"trede van {dutch.interval(everyone['up_min'], everyone['up_max'])}."
    ]


@unless_empty
def chart(result: Publishable, coverage: Publishable | None = None) -> Chart | Nothing:
    """One bar per direction and group: solid what is certain, hatched what is possible."""
    frame = _main(result)
    if frame.empty:
        return Nothing()
    names, lows, highs = [], [], []
    for way, (word, _) in WAYS.items():
        names += [f"{word}, {DRAWN_GROUPS[group]}" for group in frame["group"]]
        lows += list(frame[f"{way}_min"])
        highs += list(frame[f"{way}_max"])
    texts = [dutch.interval(low, high) for low, high in zip(lows, highs, strict=True)]
    canvas = rows_canvas(names, texts, mark_inches=BAR_ROOM_INCHES)
    bars(canvas.axes, canvas.middles, [100.0] * len(names), color="#F2F2F2", edge=GREY)
    for index, (_, color) in enumerate(WAYS.values()):
        rows = slice(index * len(frame), (index + 1) * len(frame))
        places, low, high = canvas.middles[rows], lows[rows], highs[rows]
        bars(canvas.axes, places, high, starts=low, color=color, hatch="////")
        bars(canvas.axes, places, low, color=color)
    percent_axis(canvas.axes, "aandeel van de cliënten")
    moment = MOMENTS[str(frame["moment"].iloc[0])]
    words = "; ".join(f"{name} {text}" for name, text in zip(names, texts, strict=True))
    return Chart(
        canvas.figure,
        "grenzen",
        f"Van huidige naar {moment}: effen is zeker, gestreept is mogelijk{reach(coverage)}",
        f"Staafdiagram van de laagste en hoogste aandelen die bij de verdelingen passen. {words}.",
    )


@unless_empty
def table(result: Publishable, coverage: Publishable) -> HtmlTable | Nothing:
    """The least and the most that can have moved, per moment and group."""
    return table_of(
        result.frame[result.frame["up_min"].notna()],
        [
            table_columns.names("Over wie", "group", GROUPS),
            table_columns.names("Van huidige trede naar", "moment", MOMENTS),
            table_columns.intervals("Stijgt", "up_min", "up_max"),
            table_columns.intervals("Daalt", "down_min", "down_max"),
            table_columns.percents("Wisselt ten minste van trede", "moved_min"),
        ],
        name="grenzen",
        title="Wat de twee verdelingen toelaten",
        notes=[
            "De grenzen zijn geen 95%-interval: elk aandeel ertussen past bij de verdelingen.",
            *(note for made, note in _MADE.items() if (result.frame["made"] == made).any()),
            *notes(coverage),
        ],
    )

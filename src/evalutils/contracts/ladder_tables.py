"""Tables about the participation ladder."""

from __future__ import annotations

from evalutils.contracts import vocabulary as v
from evalutils.contracts.columns import Column, Table, choice, count, share


def _rung(name: str, label: str, description: str, choices: dict[str, str]) -> Column:
    return Column(
        name,
        "rung",
        label,
        description,
        required=True,
        choices=tuple(choices.items()),
        hint="Write a rung number of the ladder scheme or " + " or ".join(choices) + ".",
    )


LADDER = Table(
    "ladder",
    "Verdeling over de participatieladder",
    "Hoeveel cliënten op een moment op elke trede staan.",
    (
        choice("moment", "moment", "Waar de verdeling over gaat.", v.MOMENTS, required=True),
        _rung("rung", "trede", "Trede van het gekozen schema, of onbekend.",
            {"unknown": "onbekend"}),
        count("count", "aantal", "Aantal cliënten op deze trede."),
        share("share", "aandeel", "Aandeel van de gemeten cliënten op deze trede."),
    ),
    ("moment", "rung"),
    at_least_one=("count", "share"),
)  # fmt: skip

LADDER_MOVES = Table(
    "ladder_moves",
    "Stappen op de participatieladder",
    "Hoeveel cliënten vanaf een trede naar welke treden gaan of naar verwachting gaan.",
    (
        _rung("from_rung", "van trede", "Trede aan het begin, of alle treden samen.",
            {"all": "alle treden"}),
        Column("to_rungs", "rungs", "naar treden",
            "Bestemming: een trede (3), een reeks (5-6), dezelfde trede of een hogere trede.",
            required=True, choices=(("same", "dezelfde trede"), ("higher", "een hogere trede")),
            hint="Write a rung (3), a range (5-6), same or higher."),
        choice("basis", "grondslag", "Verwachte of gerealiseerde stap.", v.BASES, required=True),
        count("count", "aantal", "Aantal cliënten.").needed(),
    ),
    ("from_rung", "to_rungs", "basis"),
)  # fmt: skip

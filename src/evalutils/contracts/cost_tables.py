"""Tables of amounts, and of every figure that a source states."""

from __future__ import annotations

from evalutils.contracts import qualifiers
from evalutils.contracts import vocabulary as v
from evalutils.contracts.columns import Column, Table, choice, count, day, flag, number, text
from evalutils.contracts.months import MOST_MONTHS
from evalutils.contracts.units import MONEY, UNITS


def _contributions(unit: str | None = None, unit_in: str = "") -> tuple[Column, ...]:
    """Who of those behind a total have the most of it: it decides whether the total is told."""
    return tuple(
        number(name, label, f"Wat {who} van het totaal van de post kreeg (of betaalde). Krijgen "
            "een of twee er te veel van, dan vervalt elk bedrag van een beschermde post.",
            unit=unit, unit_in=unit_in, minimum=0).optional()
        for name, label, who in (
            ("largest", "grootste aandeel", "de cliënt of aanbieder met het meeste"),
            ("second_largest", "op een na grootste aandeel", "de op een na grootste"),
        )
    )  # fmt: skip


COSTS = Table(
    "costs",
    "Kosten en baten",
    "Bedragen met een lage, middelste en hoge waarde: hoe onzeker het gemiddelde bedrag is, niet "
    "hoe verschillend personen zijn. Loonkostensubsidie na de uitstroom is een regel per uitstroom "
    "per maand, met het aantal maanden dat zij loopt.",
    (
        text("item", "post", "Naam van de post.", required=True),
        choice("kind", "soort", "Kosten of baten.", v.COST_KINDS, required=True),
        choice("bearer", "partij", "Wie betaalt of ontvangt.", v.BEARERS, required=True),
        flag("transfer", "overdracht",
            "Waar als het bedrag van de ene partij naar de andere gaat."),
        number("low", "laag", "Lage waarde; leeg als er geen bandbreedte is.", unit="€", minimum=0),
        number("central", "midden", "Middelste waarde; leeg als alleen laag en hoog bekend zijn.",
            unit="€", minimum=0),
        number("high", "hoog", "Hoge waarde; leeg als er geen bandbreedte is.", unit="€",
            minimum=0),
        choice("per", "per", "Waar het bedrag bij hoort.", v.PER, required=True),
        number("start_month", "beginmaand", "Maand na de start; leeg is 0.", unit="maanden",
            minimum=0, maximum=MOST_MONTHS),
        number("months", "maanden", "Hoeveel maanden het bedrag loopt; leeg is eenmalig.",
            unit="maanden", minimum=0, maximum=MOST_MONTHS),
        Column("price_year", "integer", "prijspeil", "Jaar van het prijspeil.", unit="jaar",
            required=True, minimum=1990, maximum=2100, hint="Write a year, e.g. 2017."),
        number("standard_error", "standaardfout", "Standaardfout van de middelste waarde; dan "
            "blijven laag en hoog leeg.", unit="€", minimum=0).optional(),
        choice("counterparty", "tegenpartij", "Bij een overdracht: de partij aan de andere kant.",
            v.BEARERS).optional(),
        choice("covers", "dekt", "Bij kosten per uitstroom: voor wie het bedrag is. Leeg is ook "
            "wie niet uitstroomde, zoals bij een bonus of een totaal gedeeld door de uitstroom. "
            "Anders komen de kosten van de anderen erbij (stayers_cost_share).",
            v.COVERS).optional(),
        *_contributions(unit="€"),
    ),
    ("item", "kind", "bearer"),
    at_least_one=("central", "low"),
)  # fmt: skip

_AMOUNTS = {
    "budget": ("begroot", "Bedrag in de begroting."),
    "revised_budget": ("begroot na wijziging", "Bedrag nadat de begroting is gewijzigd."),
    "actual": ("werkelijk", "Wat werkelijk is ontvangen of uitgegeven."),
    "previous_actual": ("vorig werkelijk", "Wat in de periode ervoor is ontvangen of uitgegeven."),
}

FINANCES = Table(
    "finances",
    "Inkomsten en uitgaven",
    "Wat het programma per periode begrootte, ontving en uitgaf, zoals in een jaarrekening. Een "
    "totaal of saldo is geen post: dat rekenen wij uit.",
    (
        text("item", "post", "Naam van de post; in elke periode dezelfde.", required=True),
        choice("kind", "soort", "Inkomsten (baten) of uitgaven (lasten).", v.FINANCE_KINDS,
            required=True),
        day("period_start", "begin van de periode", "Eerste dag van de periode.", required=True),
        day("date", "einde van de periode", "Laatste dag van de periode.", required=True),
        choice("unit", "eenheid", "Eenheid van de bedragen op de regel.",
            {code: UNITS[code].label for code in MONEY}, required=True),
        *(
            number(name, label, description, unit_in="unit", minimum=0).optional()
            for name, (label, description) in _AMOUNTS.items()
        ),
        *_contributions(unit_in="unit"),
    ),
    ("item", "kind", "period_start", "date"),
    at_least_one=("budget", "revised_budget", "actual"),
)  # fmt: skip

CLAIMS = Table(
    "claims",
    "Gepubliceerde cijfers",
    "Elk cijfer dat de bron noemt, met zijn vindplaats.",
    (
        text("claim", "sleutel", "Korte naam van het cijfer, uniek binnen de bron.", required=True),
        text("quantity", "cijfer", "Wat het cijfer zegt, in eigen woorden.", required=True),
        number("value", "waarde", "De gepubliceerde waarde; leeg als de bron geen getal noemt.",
            unit_in="unit"),
        count("decimals", "decimalen", "Aantal gedrukte decimalen, bij elke waarde.", unit=""),
        choice("unit", "eenheid", "Eenheid van de waarde.", v.labels(UNITS), required=True),
        qualifiers.COLUMN,
        text("formula", "formule", "Rekenregel over andere cijfers van dezelfde bron."),
        text("indicator", "kengetal", "Kengetal van dit systeem dat het cijfer moet opleveren."),
        text("topic", "onderwerp", "Onderwerp waar het cijfer bij hoort."),
        text("alternative", "andere lezing",
            "Formule van een lezing waarin het cijfer wel klopt, of unclear.").optional(),
        text("explanation", "uitleg",
            "Een zin over de waarschijnlijke oorzaak of de andere lezing.").optional(),
        text("accepted", "aanvaard omdat", "Reden om een cijfer dat niet klopt toch te publiceren."
            ).optional(),
        number("rounded_to", "afgerond op", "Waar de bron op afrondt, in de eenheid van de waarde: "
            "1000, 0.5 of 1e6; leeg is op de laatste gedrukte decimaal.", step=True).optional(),
        text("words", "woorden", "De woorden van de bron waar zij geen cijfers schrijft: het "
            "grootste gedeelte, ongeveer een derde. Zij staan op de pagina in plaats van de "
            "waarde. Is er geen waarde, dan is de formule een vergelijking van andere cijfers."
            ).optional(),
        text("base", "basis", "Bij een percentage: de sleutel van het cijfer met het aantal mensen "
            "waar het een deel van is. Dan toetsen we of een heel aantal mensen het kan geven."
            ).optional(),
    ),
    ("claim",),
    ("value", "words"),
    most_rows=5000,
)  # fmt: skip

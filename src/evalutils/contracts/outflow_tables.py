"""Tables about caseload, exits, funnels, targets, instruments and durability."""

from __future__ import annotations

from dataclasses import replace

from evalutils.contracts import qualifiers
from evalutils.contracts import vocabulary as v
from evalutils.contracts.columns import Column, Table, choice, count, day, flag, number, share, text
from evalutils.contracts.months import MOST_MONTHS
from evalutils.contracts.units import UNITS

PERIOD_START = day(
    "period_start",
    "begin van de periode",
    "Eerste dag waarover is geteld; leeg als de bron die niet noemt.",
).optional()
# What the counts of a row are a number of; a table that does not say it is read as before.
UNIT = choice(
    "unit", "eenheid", "Wat de aantallen tellen; leeg als de bron het niet zegt. Een aandeel van "
    "aantallen in twee eenheden wordt niet berekend.",
    {code: UNITS[code].label for code in ("person", "household", "benefit", "trajectory")},
)  # fmt: skip
# Only of people of whom the source says so is a number a share of the base.
WITHIN_BASE = choice(
    "within_base",
    "binnen de basis",
    "Of de getelde mensen zelf bij de mensen van de basis horen. Alleen bij `yes` is het aantal "
    "een aandeel, met een marge. Bij `no` of leeg (niet bekend) is het een verhouding tot de "
    "basis, per 100, zonder marge.",
    {"yes": "ja", "no": "nee"},
).optional()


def _within(which: str) -> Column:
    """The same column, with what the base is in one table."""
    return replace(WITHIN_BASE, description=f"{WITHIN_BASE.description} {which}")


# What lies within what stands under `groups` in evaluation.yaml.
GROUP = text("group", "groep", "Deelgroep of wijk; leeg betekent alle cliënten.")
# Every stage of a funnel is protected together with the others.
MOST_STAGES = 50

CASELOAD = Table(
    "caseload",
    "Bestand, in- en uitstroom",
    "Het bestand of het aantal deelnemers op een dag, en wie kwam en ging.",
    (
        choice("measure", "maat", "Stand of stroom.", v.MEASURES, required=True),
        PERIOD_START,
        day("date", "datum", "Peildatum van een stand; laatste dag van een stroom."),
        count("count", "aantal", "Aantal cliënten of uitkeringen.").needed(),
        qualifiers.COLUMN,
        GROUP.optional(),
        UNIT.optional(),
    ),
    ("measure", "period_start", "date", "group"),
)  # fmt: skip

# Four rows of each municipality in the Netherlands (342 in 2026): its page takes ten seconds.
MOST_EXITS = 1500

EXITS = Table(
    "exits",
    "Uitstroom naar bestemming",
    "Waar de cliënten heen gingen die vertrokken.",
    (
        Column("destination", "code", "bestemming", "Code van data/codelists/destinations.csv.",
            required=True, codelist="destinations"),
        GROUP,
        count("count", "aantal", "Aantal cliënten dat naar deze bestemming ging."),
        share("share", "aandeel", "Aandeel van de basis dat naar deze bestemming ging."),
        choice("base", "basis", "Maat uit caseload.csv waar het aandeel van uitgaat.", v.MEASURES),
        flag("overlapping", "overlapt", "Waar als de groep overlapt met andere groepen."),
        PERIOD_START,
        day("date", "datum", "Laatste dag waarover is geteld.").optional(),
        count("base_count", "aantal in de basis",
            "Aantal in een eigen basis, die geen maat uit caseload.csv is.").optional(),
        text("base_label", "naam van de basis",
            "Wie de eigen basis telt, zoals `begin plus instroom`.").optional(),
        _within("Een rij die geen basis noemt en niet overlapt, is deel van het totaal van haar "
            "groep: daar betekent leeg `yes`."),
        qualifiers.COLUMN.optional(),
        UNIT.optional(),
    ),
    ("destination", "group", "period_start", "date", "base", "base_label"),
    at_least_one=("count", "share"),
    most_rows=MOST_EXITS,
)  # fmt: skip

# What is the one for those who leave is the other for those who come.
MIRRORED = {"inflow": "outflow", "outflow": "inflow"}
# What of the columns of exits reads otherwise of those who come.
_OF_INFLOW = {
    "count": "Aantal cliënten dat om deze reden instroomde.",
    "share": "Aandeel van de basis dat om deze reden instroomde.",
}
INFLOW = replace(
    EXITS,
    name="inflow",
    title="Instroom naar reden of herkomst",
    description="Waarom de cliënten kwamen, of waar zij vandaan kwamen.",
    columns=(
        Column("reason", "code", "reden", "Code van data/codelists/inflow_reasons.csv.",
            required=True, codelist="inflow_reasons"),
        *(replace(column, description=_OF_INFLOW.get(column.name, column.description))
            for column in EXITS.columns[1:]),
    ),
    key=("reason", *EXITS.key[1:]),
)  # fmt: skip

_NO_EXIT = {
    "destination": "Code van data/codelists/destinations.csv: wat mensen kozen, vonden of waarom "
    "zij stopten; `total` is alles samen.",
    "count": "Aantal mensen, keuzes of aanmeldingen.",
    "share": "Aandeel van de basis.",
}
OTHER_OUTCOMES = replace(
    EXITS,
    name="other_outcomes",
    title="Uitkomsten die geen vertrek zijn",
    description="Wat mensen kozen of wat er van aanmeldingen werd, als dat geen vertrek is. Deze "
    "aantallen tellen niet als uitstroom en in geen vergelijking.",
    columns=tuple(
        text("outcome", "uitkomst", "Wat er is geteld, in het meervoud, zoals `keuzes op de "
            "beurs`. Bij elkaar horende rijen hebben dezelfde naam.", required=True)
        if column.name == "group"
        else replace(
            column,
            description=_NO_EXIT.get(column.name, column.description),
            may_be_absent=not column.required,
        )
        for column in EXITS.columns
    ),
    key=("destination", "outcome", "period_start", "date", "base", "base_label"),
)  # fmt: skip

FUNNEL = Table(
    "funnel",
    "Trechter",
    f"Hoeveel cliënten elke volgende stap bereiken; ten hoogste {MOST_STAGES} stappen.",
    (
        text("funnel", "trechter", "Naam van de trechter.", required=True),
        count("order", "volgorde", "Plaats van de stap, vanaf 1.", unit="").needed(),
        text("stage", "stap", "Naam van de stap.", required=True),
        count("count", "aantal", "Aantal cliënten dat de stap bereikt.").needed(),
        _within("De basis is de vorige stap; van de eerste stap is het een aandeel als elke stap "
            "ertussen `yes` heeft."),
        GROUP.optional(),
        qualifiers.COLUMN.optional(),
        UNIT.optional(),
    ),
    ("funnel", "order", "group"),
)  # fmt: skip

DURABILITY = Table(
    "durability",
    "Duurzame uitstroom",
    "Hoeveel vertrokken cliënten na een aantal maanden nog steeds weg zijn.",
    (
        text("cohort", "cohort", "Naam van de groep vertrekkers.", required=True),
        day("cohort_start", "begin cohort", "Eerste vertrekdatum."),
        day("cohort_end", "einde cohort", "Laatste vertrekdatum."),
        choice("definition", "definitie", "Wat duurzaam hier betekent.", v.labels(v.DURABILITY),
            required=True),
        number("months", "maanden", "Maanden na vertrek; leeg bij één peildatum.", unit="maanden",
            minimum=0, maximum=MOST_MONTHS),
        count("exits", "vertrokken", "Aantal vertrokken cliënten in het cohort."),
        count("still_out", "nog weg", "Aantal dat volgens de definitie nog weg is."),
        share("share", "aandeel", "Aandeel dat volgens de definitie nog weg is."),
        _within("De basis zijn de vertrokken cliënten van het cohort."),
        GROUP.optional(),
        qualifiers.COLUMN.optional(),
    ),
    ("cohort", "definition", "months", "group"),
    at_least_one=("still_out", "share"),
)  # fmt: skip

TARGETS = Table(
    "targets",
    "Doelen en resultaten",
    "Wat vooraf was afgesproken of begroot en wat is bereikt; van elk jaar een eigen regel.",
    (
        text("indicator", "doel", "Korte omschrijving van het doel; in elk jaar dezelfde.",
            required=True),
        number("target", "streefwaarde", "Afgesproken waarde.", unit_in="unit").optional(),
        number("result", "resultaat", "Bereikte waarde; leeg als de bron die niet geeft.",
            unit_in="unit").optional(),
        choice("unit", "eenheid", "Eenheid van alle waarden op de regel.", v.labels(UNITS),
            required=True),
        choice("direction", "richting", "Wanneer het doel gehaald is; verplicht bij een "
            "streefwaarde.", v.DIRECTIONS).optional(),
        day("target_start", "begin doelperiode", "Eerste dag van de doelperiode."),
        day("target_end", "einde doelperiode", "Laatste dag van de doelperiode."),
        day("measured_on", "gemeten op", "Peildatum van het resultaat. Ligt die voor de "
            "doelperiode, dan is er nog geen oordeel."),
        choice("counted_since", "geteld vanaf", "Vanaf wanneer het resultaat is geteld; leeg is "
            "vanaf het begin van de doelperiode. Een resultaat van eerder of van een onbekende dag "
            "wordt niet naar verstreken tijd omgerekend.", v.COUNTED_SINCE).optional(),
        choice("statement", "oordeel van de bron", "Wat de bron over het doel zegt.", v.STATEMENTS),
        number("budget", "begroot", "Waarde in de begroting; dat is geen resultaat.",
            unit_in="unit").optional(),
        number("revised_budget", "begroot na wijziging",
            "Waarde in de begroting nadat die is gewijzigd.", unit_in="unit").optional(),
        number("previous_result", "vorig resultaat", "Bereikte waarde in de periode ervoor.",
            unit_in="unit").optional(),
        GROUP.optional(),
        replace(qualifiers.COLUMN.optional(), name="target_qualifier",
            label="precisie van het doel", description="Hoe precies de bron de streefwaarde geeft; "
            "leeg betekent precies. Een doel dat niet precies is, krijgt geen oordeel."),
        qualifiers.COLUMN.optional(),
    ),
    ("indicator", "target_start", "group"),
    at_least_one=("target", "budget", "revised_budget", "result"),
)  # fmt: skip

INSTRUMENTS = Table(
    "instruments",
    "Instrumenten",
    "Deelname en uitstroom per instrument.",
    (
        text("instrument", "instrument", "Naam van het instrument.", required=True),
        text("goal", "doel", "Doel van het instrument."),
        text("stage", "fase", "Fase in de keten van instrumenten."),
        count("participants", "deelnemers", "Aantal deelnemers."),
        count("started", "gestart", "Aantal gestarte deelnemers."),
        count("exits_work", "naar werk", "Aantal dat uitstroomde naar werk."),
        count("exits_other", "overige uitstroom", "Aantal dat om een andere reden uitstroomde."),
        count("exits_total", "totale uitstroom", "Aantal dat uitstroomde."),
        share("share_work", "aandeel naar werk", "Gepubliceerd aandeel naar werk."),
        share("share_other", "aandeel overig", "Gepubliceerd aandeel overige uitstroom."),
        share("share_total", "aandeel uitstroom", "Gepubliceerd aandeel uitstroom."),
        _within("De basis zijn de gestarte deelnemers, of anders de deelnemers; het geldt voor "
            "alle uitstroom van de rij."),
        replace(qualifiers.COLUMN.optional(), name="share_qualifier", label="precisie van aandelen",
            description="Hoe precies de bron de gepubliceerde aandelen geeft; leeg betekent zoals "
            "de aantallen van de rij."),
        qualifiers.COLUMN.optional(),
    ),
    ("instrument",),
    most_rows=5000,
)  # fmt: skip

"""Tables with a row per client and event: the origin of counts, never to be published as such."""

from __future__ import annotations

from evalutils.contracts import vocabulary as v
from evalutils.contracts.columns import Column, Table, choice, day, flag, text
from evalutils.contracts.effect_tables import ROLES

CLIENT_ID = text(
    "client_id",
    "cliënt",
    "Pseudoniem dat `evalutils import` maakt, in alle tabellen hetzelfde; nooit het nummer zelf.",
    required=True,
)
BIRTH_YEAR = Column(
    "birth_year",
    "integer",
    "geboortejaar",
    "Jaar waarin de cliënt geboren is.",
    unit="jaar",
    minimum=1900,
    maximum=2100,
    hint="Write the year in four digits.",
    may_be_absent=True,
)
ARM = choice(
    "arm",
    "groep",
    "Of de cliënt bij het programma hoort of bij de vergelijkingsgroep; op elke regel van een "
    "cliënt hetzelfde. Tellingen en andere hoofdstukken gaan alleen over het programma.",
    ROLES,
)

SPELLS = Table(
    "spells",
    "Deelname per cliënt",
    "Wanneer elke cliënt aan het programma begon, wanneer dat eindigde en waarheen de cliënt ging.",
    (
        CLIENT_ID,
        day("start", "begin", "Eerste dag in het programma.", required=True),
        day("end", "einde", "Laatste dag in het programma; leeg als de cliënt nog meedoet."),
        Column("destination", "code", "bestemming",
            "Code van data/codelists/destinations.csv; leeg als de cliënt nog meedoet.",
            codelist="destinations"),
        BIRTH_YEAR,
        ARM.optional(),
        day("groups_date", "kenmerken van", "Dag waarop de kenmerken (de eigen kolommen) zijn "
            "vastgesteld; niet na het begin, want dan kan het programma ze hebben veranderd.",
            ).optional(),
    ),
    ("client_id", "start"),
    client_level=True,
    most_rows=None,
)  # fmt: skip

BENEFITS = Table(
    "benefits",
    "Uitkering per cliënt",
    "Wanneer elke cliënt een uitkering had, ook na vertrek uit het programma.",
    (
        CLIENT_ID,
        day("start", "begin", "Eerste dag met uitkering.", required=True),
        day("end", "einde", "Laatste dag met uitkering; leeg als de uitkering nog loopt."),
    ),
    ("client_id", "start"),
    client_level=True,
    most_rows=None,
)  # fmt: skip

MEASUREMENTS = Table(
    "measurements",
    "Metingen per cliënt",
    "Op welke trede elke cliënt bij elke meting stond.",
    (
        CLIENT_ID,
        day("date", "datum", "Dag van de meting of van de verwachting.", required=True),
        choice("kind", "soort", "Gemeten, verwacht of nagestreefd.", v.MEASUREMENT_KINDS,
            required=True),
        Column("rung", "rung", "trede", "Trede van het gekozen schema, of onbekend.", required=True,
            choices=(("unknown", "onbekend"),),
            hint="Write a rung number of the ladder scheme or unknown."),
        flag("correction", "correctie", "Waar als deze regel de andere regel van dezelfde cliënt, "
            "datum en soort vervangt.").optional(),
        BIRTH_YEAR,
    ),
    ("client_id", "date", "kind", "correction"),
    client_level=True,
    most_rows=None,
)  # fmt: skip

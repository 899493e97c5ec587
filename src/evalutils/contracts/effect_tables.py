"""The tables of groups with and without the programme, once and over time."""

from __future__ import annotations

from dataclasses import replace

from evalutils.contracts import vocabulary as v
from evalutils.contracts.assignments import ASSIGNMENTS
from evalutils.contracts.columns import Table, choice, count, day, number, share, text
from evalutils.contracts.months import MOST_MONTHS
from evalutils.contracts.outflow_tables import GROUP

PROGRAMME, CONTROL = "programme", "control"
# Rows that are alike in these are compared with each other.
COMPARED = ["outcome", "months", "group"]
# Months after the start at which clients are compared; exits of regulations are counted so too.
EFFECT_MONTHS = (6, 12, 18)
ROLES = {PROGRAMME: "met het programma", CONTROL: "vergelijkingsgroep"}

ARMS = Table(
    "arms",
    "Groepen van een vergelijking",
    "Hoeveel mensen een uitkomst bereikten, met het programma en in een vergelijkingsgroep. Van "
    "elke uitkomst is er één vergelijkingsgroep, en een of meer groepen met het programma.",
    (
        text("arm", "groep", "Naam van de groep, zoals de aanpak die zij kreeg.", required=True),
        choice("role", "rol", "Met het programma, of de groep waarmee is vergeleken.", ROLES,
            required=True),
        choice("assignment", "toewijzing", "Hoe mensen in deze groep kwamen en niet in een andere.",
            v.labels(ASSIGNMENTS), required=True),
        text("outcome", "uitkomst", "Wat er is bereikt, zoals `werk van 12 uur of meer`; in elke "
            "groep hetzelfde.", required=True),
        number("months", "maanden", "Maanden na het begin; leeg als de bron het niet zegt.",
            unit="maanden", minimum=0, maximum=MOST_MONTHS),
        count("people", "mensen", "Iedereen die in de groep is ingedeeld, ook wie niet meedeed of "
            "wegviel."),
        count("reached", "bereikt", "Aantal van hen dat de uitkomst bereikte."),
        count("invited", "uitgenodigd", "Aantal dat is gevraagd om in deze groep mee te doen; leeg "
            "als de bron het niet zegt."),
        count("took_part", "deed mee", "Aantal van de mensen in de groep dat het programma echt "
            "kreeg. In de vergelijkingsgroep betekent leeg niemand.").optional(),
        replace(share("share", "aandeel", "Aandeel dat de uitkomst bereikte, zoals de bron het "
            "noemt."), may_be_absent=True),
        GROUP.optional(),
    ),
    ("arm", "outcome", "months", "group"),
    at_least_one=("reached", "share"),
)  # fmt: skip

BEFORE, AFTER = "before", "after"
PHASES = {BEFORE: "voor de start", AFTER: "vanaf de start"}

PANEL = Table(
    "panel",
    "Groepen door de tijd",
    "Hoeveel mensen een uitkomst bereikten, per wijk, team of gemeente en per periode, van voor de "
    "start van het programma tot erna. Elke eenheid hoort bij één groep en staat in elke periode.",
    (
        choice("role", "rol", "Of de eenheid het programma kreeg, of in de groep zit waarmee is "
            "vergeleken.", ROLES, required=True),
        text("cluster", "eenheid", "Naam van de wijk, het team of de gemeente van de rij; de "
            "marge rekent ermee dat mensen daarin op elkaar lijken.", required=True),
        text("outcome", "uitkomst", "Wat er is bereikt, zoals `naar werk vertrokken`; in elke "
            "eenheid en periode hetzelfde.", required=True),
        day("period_start", "eerste dag", "Eerste dag van de periode.", required=True),
        day("date", "laatste dag", "Laatste dag van de periode.", required=True),
        choice("phase", "fase", "Of de periode voor de start van het programma ligt of erna, voor "
            "beide groepen. De eerste periode `after` is de start.", PHASES, required=True),
        count("people", "mensen", "Iedereen over wie het gaat in de eenheid en periode.").needed(),
        count("reached", "bereikt", "Aantal van hen dat de uitkomst bereikte.").needed(),
    ),
    ("cluster", "outcome", "period_start", "date"),
    most_rows=5000,
)  # fmt: skip

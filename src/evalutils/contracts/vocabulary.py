"""Closed lists of values that several tables share, each value with its Dutch label."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol, TypeVar

Code = TypeVar("Code", bound=str)


class Labelled(Protocol):
    """A record with a Dutch name."""

    @property
    def label(self) -> str:
        """The name."""


def labels(records: Mapping[Code, Labelled]) -> dict[Code, str]:
    """The Dutch name of each record."""
    return {code: record.label for code, record in records.items()}


# Said on every page that uses invented clients.
SYNTHETIC = (
    "Synthetische gegevens: de cliënten zijn verzonnen. Geen enkel cijfer hiervan gaat over "
    "bestaande mensen of een bestaande gemeente."
)

MOMENTS = {
    "current": "huidige trede",
    "expected": "verwachte trede",
    "target": "doeltrede",
    "realised": "bereikte trede",
}

MEASUREMENT_KINDS = {
    "measured": "gemeten trede",
    "expected": MOMENTS["expected"],
    "target": MOMENTS["target"],
}

BASES = {"expected": "verwacht door begeleiders", "realised": "gerealiseerd"}
# What was measured; of what somebody expects or aims at, chance says nothing.
MEASURED = ("current", "realised")

MEASURES = {
    "stock_start": "stand aan het begin",
    "inflow": "instroom",
    "outflow": "uitstroom",
    "partial_outflow": "gedeeltelijke uitstroom",
    "stock_end": "stand aan het eind",
    "participants": "deelnemers",
    "started": "gestart",
}

DISCLOSURES = {
    "published": "de cijfers waren al openbaar",
    "protected": "kleine aantallen worden verborgen en andere afgerond",
}


class Qualifier(NamedTuple):
    """One degree of precision."""

    label: str  # the Dutch words before a number
    above: bool = False  # True when the true number may be higher
    below: bool = False  # True when the true number may be lower
    strict: bool = False  # True when it is not the number itself


QUALIFIERS = {
    "exact": Qualifier("precies"),
    "circa": Qualifier("ongeveer", above=True, below=True),
    "estimated": Qualifier("naar schatting", above=True, below=True),
    "at_least": Qualifier("ten minste", above=True),
    "more_than": Qualifier("meer dan", above=True, strict=True),
    "at_most": Qualifier("ten hoogste", below=True),
    "less_than": Qualifier("minder dan", below=True, strict=True),
}


class Durability(NamedTuple):
    """What a source may mean by staying away."""

    label: str  # its Dutch name
    looked_at: str  # when people are looked at
    stayed: str  # who counts as having stayed away
    unbroken: bool  # True when who came back never counts again


DURABILITY = {
    "benefit_not_resumed": Durability(
        "geen nieuwe uitkering aangevraagd of ontvangen",
        "de hele tijd vanaf vertrek, meestal 12 maanden",
        "wie geen nieuwe uitkering vroeg of kreeg; dus ook wie zonder werk of uitkering leeft",
        unbroken=True,
    ),
    "cbs_status": Durability(
        "status op één moment na vertrek (CBS)",
        "op één moment, 6, 12 en 18 maanden na vertrek",
        "wie dan geen bijstand heeft of een baan in loondienst heeft; een onderbreking telt niet",
        unbroken=False,
    ),
    "continuously_employed": Durability(
        "ononderbroken aan het werk",
        "de hele tijd vanaf vertrek",
        "wie al die tijd werk had, zonder onderbreking",
        unbroken=True,
    ),
    "fixed_date": Durability(
        "nog weg op één peildatum, voor iedereen dezelfde dag",
        "op één kalenderdag: wie later vertrok, is korter gevolgd",
        "wie op die dag nog weg is",
        unbroken=False,
    ),
}

DIRECTIONS = {
    "at_least": QUALIFIERS["at_least"].label,
    "at_most": QUALIFIERS["at_most"].label,
    "equal": QUALIFIERS["exact"].label,
}

# Since when a result of a target is counted.
COUNTED_SINCE = {
    "target_start": "het begin van de doelperiode",
    "earlier": "eerder, zoals het begin van het project",
    "unknown": "niet bekend",
}

STATEMENTS = {
    "met": "gehaald",
    "nearly_met": "bijna gehaald",
    "not_met": "niet gehaald",
}

COST_KINDS = {"cost": "kosten", "benefit": "baten"}

FINANCE_KINDS = {"income": "inkomsten", "expenditure": "uitgaven"}

BEARERS = {
    "municipality": "gemeente",
    "state": "Rijk",
    "client": "cliënt",
    "employer": "werkgever",
    "society": "samenleving",
}

PER = {
    "participant": "per deelnemer",
    "exit": "per uitstroom",
    "participant_month": "per deelnemer per maand",
    "exit_month": "per uitstroom per maand",
    "programme": "voor het hele programma",
}

# Whom a cost per exit covers; only the first leaves nothing open for who did not leave.
COVERS = {
    "everyone": "ook wie niet uitstroomde",
    "leavers": "alleen wie uitstroomde; de anderen kosten ook",
    "unknown": "de bron zegt het niet",
}

# Kinds of exit, in the order of the tables: what a programme may claim stands apart from the rest.
EXIT_KINDS = {
    "total": "Alle uitstroom",
    "claimable": "Werk, opleiding en meedoen",
    "passed_on": "Zorg of doorverwezen",
    "other_income": "Ander inkomen",
    "unknown": "Onbekend of niet uitgesplitst",
    "administrative": "Administratief",
    "reason": "Gestopt of niet gestart",
}

# Coarser kinds, of which protected evaluations show the sum: work apart from other claimable exits.
EXIT_SUMS = {
    "work": "werk (alle vormen)",
    "claimable": "opleiding of meedoen",
    **{kind: label.lower() for kind, label in list(EXIT_KINDS.items())[2:]},
}


class Grouping(NamedTuple):
    """A group of destinations: which of EXIT_KINDS it is, its Dutch name, whether it is work."""

    kind: str
    label: str
    work: bool = False


# Every grouping that codelists/destinations.csv may name.
GROUPINGS = {
    "total": Grouping("total", "alles samen"),
    "work": Grouping("claimable", "betaald werk", work=True),
    "work_with_support": Grouping("claimable", "werk met ondersteuning", work=True),
    "self_employed": Grouping("claimable", "zelfstandig ondernemer", work=True),
    "education": Grouping("claimable", "opleiding"),
    "participation": Grouping("claimable", "meedoen zonder loon"),
    "care": Grouping("passed_on", "zorg of wijkteam"),
    "transfer": Grouping("passed_on", "doorverwezen"),
    "other_income": Grouping("other_income", "ander inkomen"),
    "other": Grouping("unknown", "overige bestemmingen"),
    "unknown": Grouping("unknown", "onbekend"),
    "administrative": Grouping("administrative", "administratief (zoals verhuisd, AOW)"),
    "dropout": Grouping("reason", "gestopt of niet gestart"),
}

# Groupings that count as work: what a programme towards work aims at.
WORK = tuple(name for name, grouping in GROUPINGS.items() if grouping.work)

# Destination of all exits together, and what stands for a base that is none of the MEASURES: the
# leavers of the group, or one of the row's own.
TOTAL = "total"
GROUP_TOTAL = "group_total"
OWN_BASE = "own"

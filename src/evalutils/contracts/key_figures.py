"""The columns of key_figures.csv, one row per number in the book.

An identifier and its Dutch name never share a column: names stand in those that end on ``_label``.
"""

from __future__ import annotations

from collections.abc import Iterable

from evalutils.contracts.qualifiers import INEXACT
from evalutils.contracts.vocabulary import QUALIFIERS
from evalutils.keys import slug, told_apart

MIME_TYPE = "application/vnd.evalutils.key-figures+json"

STATUSES = {
    "computed": "berekend",
    "published": "overgenomen",
    "suppressed": "weggelaten",
    # Of a figure that rests on a number which the source gives in this way.
    **{code: QUALIFIERS[code].label for code in INEXACT},
}

# Together these identify a figure; a second row with the same values must be the same row.
KEY = {
    "municipality": "Gemeente of regio, als mapnaam.",
    "programme": "Programma, als mapnaam.",
    "period": "Periode, als mapnaam.",
    "analysis": "Analyse: ladder, outflow of cost_benefit; trend bij perioden naast elkaar; own "
    "bij een eigen notebook; claims bij een cijfer zoals de bron het noemt; comparison en audit "
    "over evaluaties heen.",
    "indicator": "Naam van het kengetal.",
    "group": "Waar het kengetal over gaat, zoals een bestemming of een trede; bij claims de "
    "sleutel uit claims.csv.",
}
# What a row says of its figure.
SAYS = {
    "value": "De waarde; leeg als zij is onderdrukt, en waar de bron geen getal noemt.",
    "lower": "Ondergrens van het 95%-betrouwbaarheidsinterval.",
    "upper": "Bovengrens van het 95%-betrouwbaarheidsinterval.",
    "unit": "Eenheid.",
    "n": "Aantal waarnemingen waar het kengetal op rust.",
    "method": "Rekenwijze.",
    "status": "; ".join(f"{code}: {label}" for code, label in STATUSES.items())
    + ". Ongeveer of een grens: het rust op een getal dat de bron zo geeft; een grens heeft geen "
    "interval.",
    "source": "Sleutel van het document in sources.yaml.",
}
# Where it comes from, and how a reader finds it.
ORIGIN = {
    "locator": "Kop, tabel of regel in dat document. Leeg bij gegevens over personen.",
    "note": "Wat daar bij staat.",
    "rows": "De regels van de gegevens waar het kengetal uit volgt, als tabel:regel, met "
    "gemeente/programma/periode/ ervoor als het uit meer evaluaties volgt; van een aanname "
    "assumptions:naam. Leeg bij gegevens over personen.",
}
NAMES = {
    "figure_label": "Nederlandse naam van het cijfer, met zijn groep, zoals pagina's het noemen.",
    "indicator_label": "Nederlandse naam van het kengetal.",
    "group_label": "Nederlandse naam van de groep.",
    "unit_label": "Nederlandse naam van de eenheid.",
    "status_label": "Nederlandse naam van de status.",
}
ADDED = {
    "definition": "Adres in het boek van wat het kengetal betekent.",
    "synthetic": "true: berekend uit verzonnen cliënten; false: uit echte gegevens.",
    "id": "Sleutel van deze regel.",
    "page": "Adres in het boek van de regel waar dit kengetal op een pagina staat.",
}

COLUMNS = KEY | SAYS | ORIGIN | NAMES | ADDED
# What a notebook tells of each figure; the other columns are told of its page.
CARRIED = KEY | SAYS | ORIGIN | NAMES | {"id": ADDED["id"]}

# Column `analysis` of the figures that a source prints.
CLAIMS = "claims"
# The method of a figure that a source prints as it is.
AS_PUBLISHED = "as published"

NUMERIC = ("value", "lower", "upper", "n")


def figure_ids(page: str, figures: Iterable[tuple[str, str]]) -> list[str]:
    """The key of each figure of a page, by indicator and group; it is its anchor there too."""
    names = (slug(f"{name.rpartition('.')[2]} {group}") for name, group in figures)
    return told_apart((f"{page}--{name}" for name in names), "-")

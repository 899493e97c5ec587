"""The columns of audit.csv, one row per check of a published figure."""

from __future__ import annotations

MIME_TYPE = "application/vnd.evalutils.audit+json"

VERDICTS = {
    "consistent": "sluit aan",
    "inconsistent": "sluit niet aan",
    "ambiguous": "niet eenduidig",
}

COLUMNS = {
    "municipality": "Gemeente of regio, als mapnaam.",
    "programme": "Programma, als mapnaam.",
    "period": "Periode, als mapnaam.",
    "source": "Sleutel van het document in sources.yaml.",
    "claim": "Sleutel van het gepubliceerde cijfer in claims.csv; bij table de tabel, de kolom en "
    "waar de regel over gaat, zoals exits.count[paid_work].",
    "kind": "formula: uit andere cijfers; indicator: uit onze eigen berekening; table: uit andere "
    "cijfers van dezelfde tabellen, alleen waar die elkaar tegenspreken.",
    "published": "De gepubliceerde waarde; leeg bij beschermde gegevens.",
    "computed": "De herberekende waarde; leeg als er niets te berekenen is.",
    "difference": "Gepubliceerd min herberekend.",
    "tolerance": "Hoe groot het verschil door afronding mag zijn.",
    "verdict": "; ".join(f"{code}: {label}" for code, label in VERDICTS.items()) + ".",
    "explanation": "Eén zin uitleg.",
}

NUMERIC = ("published", "computed", "difference", "tolerance")
KINDS = ("formula", "indicator", "table")

"""What client systems call our columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from evalutils.dataset.faults import folded

# How systems call a column, folded; the longest that a heading begins or ends with counts.
_CALLED: Mapping[str, tuple[str, ...]] = {
    "client_id": (
        "clientnummer", "clientnr", "clientid", "klantnummer", "klantnr", "bsn", "persoonsnummer",
        "burgerservicenummer", "relatienummer", "subjectnummer", "subjectnr", "administratienummer",
        "anummer", "dossiernummer", "clientcode", "deelnemernummer", "kandidaatnummer", "client",
    ),
    "start": (
        "startdatum", "begindatum", "datumstart", "datumbegin", "ingangsdatum", "datumingang",
        "aanvangsdatum", "datumaanvang", "startdatumtraject", "datvan", "datumvan", "van", "begin",
        "startdatumuitkering", "toekenningsdatum", "aanmelddatum", "start",
    ),
    "end": (
        "einddatum", "datumeinde", "eindedatum", "beeindigingsdatum", "datumbeeindiging", "dattot",
        "uitstroomdatum", "datumuitstroom", "datumtot", "tot", "einde", "einddatumtraject",
        "einddatumuitkering", "sluitingsdatum", "afsluitdatum", "tm",
    ),
    "destination": (
        "redeneinde", "redenbeeindiging", "beeindigingsreden", "uitstroomreden", "redenuitstroom",
        "eindreden", "redenafsluiting", "uitstroombestemming", "uitstroomnaar", "redenbeeind",
        "codereden", "redencode", "uitstroom", "resultaat", "reden",
    ),
    "birth_year": ("geboortejaar", "geboortedatum", "gebdatum", "datumgeboorte", "gebdat"),
    "date": ("meetdatum", "datummeting", "peildatum", "datum"),
    "rung": ("trede", "participatietrede", "ladder", "treden"),
    "registered": (
        "invoerdatum", "datuminvoer", "registratiedatum", "datumregistratie", "aanmaakdatum",
        "datumaanmaak", "datumvastlegging", "vastgelegdop", "ingevoerdop", "geregistreerdop",
    ),
    "kind": ("soortmeting", "typemeting"),
    "arm": (
        "onderzoeksgroep", "experimentgroep", "studiegroep", "onderzoeksarm", "interventiegroep",
        "groepindeling", "groepsindeling", "toewijzing", "conditie", "arm",
    ),
    "groups_date": ("peildatumkenmerken", "datumkenmerken", "kenmerkenper", "kenmerkenop"),
}  # fmt: skip


def our_columns(names: Sequence[str]) -> dict[str, str]:
    """Our columns with the heading that is most like each; a heading stands for one of ours."""
    scored = []
    for ours, called in _CALLED.items():
        for name in names:
            plain = re.sub(r"[^a-z0-9]", "", folded(name))
            for rank, word in enumerate(called):
                if plain == word:
                    scored.append((0, rank, ours, name))
                elif len(word) > 4 and (plain.startswith(word) or plain.endswith(word)):
                    scored.append((1, rank, ours, name))
    found: dict[str, str] = {}
    for _, _, ours, name in sorted(scored):
        if ours not in found and name not in found.values():
            found[ours] = name
    return found

"""Headings that say that a column is about one person, or of what no analysis needs."""

from __future__ import annotations

import re

# Words that say it wherever they stand in a heading.
_PERSONAL = (
    "achternaam|voornaam|voornamen|roepnaam|geslachtsnaam|meisjesnaam|tussenvoegsel|voorvoegsel|"
    "initialen|voorletters?|surname|lastname|firstname|bsn\\w*|sofi\\w*|burgerservice\\w*|adres\\w*|"
    "address|woonadres|straat\\w*|huisnummer|huisnr|toevoeging|postcode\\w*|pc4?6|zipcode|geboortedatum|"
    "geboorteplaats|geboorteland|gebdat\\w*|birthdate|dob|e?mail\\w*|telefoon\\w*|telnr|tel|mobiel|"
    "gsm|phone|iban|rekeningnummer|bankrekening|rekeningnr|kenteken|paspoort\\w*|anummer|"
    "clientnummer|clientnr|klantnummer|klantnr|dossiernummer|dossiernr|zaaknummer|handtekening|"
    "contactpersoon|vnummer|vreemdelingen\\w*"
)
_SPECIAL = (
    "diagnose\\w*|diagnosis|ziekte\\w*|medisch\\w*|medicatie|medicijn\\w*|gezondheid\\w*|"
    "handicap|beperking\\w*|verblijfs\\w*|nationaliteit\\w*|nationality|etnicit\\w*|etniciteit|ethnic\\w*|ras|herkomst\\w*|"
    "herkomstland|migratieachtergrond|afkomst|geloof\\w*|religie|godsdienst|religion|"
    "levensovertuiging|politiek\\w*|vakbond\\w*|strafblad|strafrecht\\w*|justitie\\w*|detentie\\w*|"
    "geaardheid|seksue\\w*|seksualiteit|biometr\\w*|genetisch\\w*|ggz|verslaving\\w*|psych\\w*"
)
_FREE = (
    "opmerking\\w*|notitie\\w*|memo|commentaar|toelichting\\w*|omschrijving\\w*|vrijetekst|remarks?|"
    "comments?|notes|bijzonderheden|rapportage\\w*|verslag\\w*"
)
_SAYS_IT = re.compile(f"(?:{_PERSONAL}|{_SPECIAL})")
_IS_FREE = re.compile(f"(?:{_FREE})")
# A name is of a person when nothing else is named, or a person is.
_PERSON = {
    "client", "cliënt", "klant", "deelnemer", "kandidaat", "inwoner", "burger", "persoon",
    "partner", "kind", "ouder", "consulent", "klantmanager", "casemanager", "coach", "begeleider",
    "contact", "medewerker", "person", "customer", "worker", "jobcoach", "behandelaar",
    "volledige", "full",
}  # fmt: skip
_NAME = {"naam", "namen", "name", "names"}
_ALONE = {"consulent", "klantmanager", "casemanager", "begeleider", "jobcoach", "behandelaar"}
_BIRTH = re.compile(r"(?:geb|geboorte|birth)")


def heading_problem(heading: str, *, of_clients: bool = True) -> str:
    """Why a column with this heading is refused; empty when it is not.

    Remarks are about a person in a table of clients only.
    """
    spaced = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", heading).casefold()
    words = re.findall(r"[a-zà-ÿ0-9]+", spaced)
    joined = "".join(words)
    named = bool(_NAME & set(words)) and (len(words) == 1 or bool(_PERSON & set(words)))
    glued = any(joined == f"{person}{name}" for person in _PERSON for name in _NAME)
    birth = any(map(_BIRTH.match, words)) and "jaar" not in joined and "year" not in joined
    alone = len(words) == 1 and joined in _ALONE
    texts = [*words, joined]
    free = of_clients and any(map(_IS_FREE.fullmatch, texts))
    if named or glued or birth or alone or free or any(map(_SAYS_IT.fullmatch, texts)):
        return "this is about one person. Remove the column; no analysis needs it."
    return ""

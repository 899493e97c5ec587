"""Headings that say that a column is about one person, or of what no analysis needs.

Special categories are those of articles 9 and 10 of the GDPR (origin, politics, belief, union,
genes and body, health, sexual life, criminal law), with the schemes and papers that give one away.
Gender and debts are refused beside them: no analysis of this package needs them.
"""

from __future__ import annotations

import re

# A heading is refused when one of its words, or all of them together, is one of these.
_PERSONAL = (
    "achternaam|voornaam|voornamen|roepnaam|geslachtsnaam|meisjesnaam|tussenvoegsel|voorvoegsel|"
    "initialen|voorletters?|surname|lastname|firstname|bsn\\w*|sofi\\w*|adres\\w*|\\w{3,}adres|"
    "address|straat\\w*|huisnummer|huisnr|toevoeging|postcode\\w*|pc4?6|zipcode|"
    "dob|e?mail\\w*|telefoon\\w*|telnr|tel|mobiel|gsm|phone|iban|"
    "rekeningnummer|rekeningnr|kenteken|anummer|idnummer|idbewijs|inlognaam|loginnaam|username|"
    "gebruikersnaam|(?:client|cliënt|klant|deelnemers?|kandidaat|persoons?|dossier|zaak)(?:nummer|nr|"
    "code|id)|handtekening|(?:pas)?foto|coordinaten|coördinaten|gps|vnummer|ipadres|digid"
)
_GENDER = "sekse|sexe|sex|gender|mv|mvx|manvrouw|vrouwman"
_HEALTH = (
    "ziek|zieke?n?|ziekte\\w*|ziekmelding\\w*|medicatie|medicijn\\w*|(?:huis|bedrijfs|keurings)?arts|handicap|beperking\\w*|belemmering\\w*|"
    "wao|wia|iva|wga|waz|wajong\\w*|ziektewet|wsw\\w*|wlz|wmo|doelgroepe?n?register|banenafspraak|"
    "ggz|lvb|iq|bmi|bloedgroep|trauma\\w*|therapie|autisme|autistisch|adhd|stoornis\\w*|zwanger\\w*|"
    "alcohol\\w*|drugs\\w*|drank|gokken|gokverslaving|zorgverzekeraar|jeugdzorg"
)
_ORIGIN = (
    "ras|huidskleur|herkomst\\w*|afkomst|allocht\\w*|autocht\\w*|migratie\\w*|asiel\\w*|vluchteling\\w*|"
    "statushouders?|(?:niet)?westerse?(?:allocht\\w*|migra\\w*)?|moedertaal|thuistaal|inburgeringsplicht\\w*"
)
_BELIEF = (
    "geloof|kerk|kerkelijk\\w*|moskee|moslim\\w*|islam\\w*|christelijk|katholiek|protestant\\w*|joods|"
    "religion|levensovertuiging|politiek\\w*|partijlid\\w*|vakbeweging|fnv|cnv"
)
_BODY = "biometr\\w*|vingerafdruk\\w*|irisscan|dna|genetisch\\w*|erfelijk\\w*"
_SEX_LIFE = (
    "homo(?:s|fiel\\w*|seks\\w*)?|lesb\\w*|biseks\\w*|lhb\\w*|lgb\\w*|trans(?:gender|seks)\\w*"
)
_CRIME = (
    "straf|strafbla[ad]\\w*|justitie\\w*|justitiab\\w*|reclassering\\w*|gevangen\\w*|(?:ex)?gedetineerde?n?|"
    "veroordeel\\w*|veroordeling\\w*|delict\\w*|misdrijf|misdrijven|vog|politie\\w*|geweld|mishandel\\w*|"
    "dader|slachtoffer\\w*|fraude\\w*"
)
_DEBTS = (
    "schuld|schuldeisers?|wsnp|msnp|(?:loon|bank)?beslag\\w*|faillissement|deurwaarder\\w*|bewind\\w*|"
    "beschermingsbewind|curatele|budgetbeheer|betalingsachterstand\\w*"
)
_FREE = (
    "opmerking\\w*|notitie\\w*|memo|commentaar|toelichting\\w*|omschrijving\\w*|vrijetekst|remarks?|"
    "comments?|notes|bijzonderheden|rapportage\\w*|verslag\\w*"
)
_SPECIAL = (_GENDER, _HEALTH, _ORIGIN, _BELIEF, _BODY, _SEX_LIFE, _CRIME, _DEBTS)
_IS_PERSONAL = re.compile(_PERSONAL)
_IS_SPECIAL = re.compile("|".join(_SPECIAL))
# Stems that say it inside a longer word as well: clientgeslacht, schuldenproblematiek.
_PERSONAL_STEM = re.compile(
    "burgerservice|geboorteland|geboorteplaats|paspoort|identiteits|rijbewijs|bankrek"
)
_SPECIAL_STEM = re.compile(
    "geslacht|diagnos|medisch|gezondheid|psych|verslav|verslaaf|gehandicap|invalid|"
    "arbeidsongeschik|arbeidsbeperk|ziektever|ziektekost|nationali|etnic|ethnic|verblijfs|"
    "vreemdeling|religie|godsdienst|geloofs|vakbond|seksu|sexual|"
    "geaardheid|strafrecht|detentie|crimin|schulden|schuldhulp|schuldsan"
)
_IS_FREE = re.compile(f"(?:{_FREE})")
# A name is of a person when nothing else is named, or a person is.
_PERSON = {
    "client", "cliënt", "klant", "deelnemer", "kandidaat", "inwoner", "burger", "persoon",
    "partner", "kind", "ouder", "consulent", "klantmanager", "casemanager", "coach", "begeleider",
    "contact", "medewerker", "person", "customer", "worker", "jobcoach", "behandelaar",
    "contactpersoon", "volledige", "full",
}  # fmt: skip
_NAME = {"naam", "namen", "name", "names"}
# Of a table of ours.
_NOT_ALONE = {"kind", "volledige", "full"}
# In values these are parts of names of districts and streets, whatever stands beside them, and a
# word that ends so is such a name: Justitiekwartier, Gevangenpoort. An "asielzoekerscentrum" or a
# "schuldenberg" is none, and a "Wajong wijk" of two words neither.
_PLACES = {"kerk", "moskee", "justitie", "politie"}
_IS_PLACE = re.compile(
    "\\w+(?:kwartier|wijk|buurt|dorp|straat|laan|plein|park|singel|gracht|kade|poort|toren|brug|"
    "polder|kerk|paleis)"
)
# Whom a programme is for, and the law that it rests on: groups that every report names.
_AUDIENCE = re.compile(r"statushouders?|wsw")
_BIRTH = re.compile(r"(?:geb$|gebd|geboor|geboren|birth)")


def heading_problem(heading: str, *, of_clients: bool = True, special: bool = True) -> str:
    """Why a column with this heading is refused; empty when it is not.

    Remarks are about a person in a table of clients only. `special` is False where the column can
    hold nothing of a special category, such as a day: `Startdatum WSW`.
    """
    words = _words_of(heading)
    joined = "".join(words)
    texts = [*words, joined]
    free = of_clients and any(map(_IS_FREE.fullmatch, texts))
    if free or _of_person(words, joined) or (special and _of_special_category(texts)):
        return "this is about one person. Remove the column; no analysis needs it."
    return ""


def is_special(value: str) -> bool:
    """Whether a value of a group says something of a special category, as ``Wajong`` does."""
    words = [word for word in _words_of(value) if not _IS_PLACE.fullmatch(word)]
    if _AUDIENCE.fullmatch(value.casefold()):
        return False
    return (
        bool(words) and not _PLACES & set(words) and _of_special_category([*words, "".join(words)])
    )


def _words_of(text: str) -> list[str]:
    spaced = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", text).casefold()
    return re.findall(r"[a-zà-ÿ0-9]+", spaced)


def _of_person(words: list[str], joined: str) -> bool:
    named = bool(_NAME & set(words)) and (len(words) == 1 or bool(_PERSON & set(words)))
    glued = any(joined == f"{person}{name}" for person in _PERSON for name in _NAME)
    birth = any(map(_BIRTH.match, words)) and "jaar" not in joined and "year" not in joined
    alone = joined in _PERSON - _NOT_ALONE
    said = any(map(_IS_PERSONAL.fullmatch, [*words, joined])) or _PERSONAL_STEM.search(joined)
    return bool(named or glued or birth or alone or said)


def _of_special_category(texts: list[str]) -> bool:
    return any(map(_IS_SPECIAL.fullmatch, texts)) or bool(_SPECIAL_STEM.search(texts[-1]))

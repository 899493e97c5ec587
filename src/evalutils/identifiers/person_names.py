"""Names of persons among the values of a group, told from the names of districts and programmes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from evalutils.identifiers.place_names import is_namesake, without_remark

_FIRST_NAMES = """
aad abdel abdul adam ahmed aisha aleksandra alex ali alice amira amina amir andre andrea anja
anke anna anne annemarie annie anouk arie arjan astrid ayse barbara bart bas ben bert bianca
bilal bob bram carla carlos chantal charlotte chris christina cor corrie daan danielle david debby
demi dennis diana dick dirk dylan ed edwin elif ellen els emma emine emre erik ernst esther eva
fatima fatma femke ferdinand fleur floor frank frans fred frits gerard gerda gerrit gert
ghislaine hanna hannah hans harm harrie hassan hatice heleen hendrik henk henny herman hilde
huub ibrahim ilse ina ineke inge ingrid irene iris isa ismail jaap jacob jacqueline jan janna
janneke janny jantje jasmijn jasper jayden jeanette jeroen jessica jesse jet johan johanna
johannes john jolanda joop joost jos judith julia jurgen kaan karel karim karin kees khadija kim
klaas koen lars laura leen leon lieke linda lisa loes lotte lucas luuk maaike maarten maja
malika manon marco margriet maria marian marieke marijke marion mariska marit mark marleen
martijn martin mathilde maurice mehmet melissa merel michael michel mieke milan miranda
mirjam mo mohamed mohammad mohammed monique murat mustafa nadia natasja nel nico nicole niels
noa noor nour olga omar omer osman oscar patricia patrick paul peter petra pieter piet pim rachid
ramazan rene renee richard rik rob robert robin roel roland ronald roos ruben rudolf ruud said
saida salma samira sander sandra sanne sara sarah saskia sem sevgi simon sofie sonja sophie
stefan stijn suzanne sven tamara teun theo thea thijs thomas tijn tim tineke tom tonny truus
ursula vera vincent wendy wessel wil wilhelmina willem wim wouter yara yasmin youssef yusuf
yvonne zeynep zoe
"""
_FIRST = frozenset(_FIRST_NAMES.split())
_LAST_NAMES = """
amrani arslan aydin bakker benali blom bos bosman boer brouwer bruin celik dekker demir dijkstra
gerrits gerritsen haddad hendriks hermans hoekstra hofman huisman hussain idrissi jacobs jansen
janssen jong jonker kaya koning koster kramer kuijpers kuiper kuipers lammers leeuwen maas martens
meijer meyer mulder nguyen peeters peters pietersen postma prins sahin sanders schouten schipper
scholten singh smeets smit smits timmermans veenstra verbeek verhoeven vermeulen visser vos vries
wal willems willemsen wit wolters yildirim yildiz yilmaz ozturk
"""
_LAST = frozenset(_LAST_NAMES.split())
_PREFIX = (
    r"(?i:van de[rn]?|van '?t|van het|van|in 't|in het|op de[rn]?|op 't|'t|de[rn]?|von|da|dos|la|le"
    r"|el|te[rn]?|bin|ibn|al) "
)
_LAST_NAME = rf"(?:{_PREFIX})?[A-ZÀ-Þ][\wÀ-ÿ'’\-]+"
_INITIALS = re.compile(
    rf"(?:[A-Z]\. ?)+{_LAST_NAME}|{_LAST_NAME},? (?:[A-Z]\. ?)+(?:{_PREFIX.strip()})?"
)
_TITLED = re.compile(
    rf"(?:dhr|mevr?|mw|meneer|mevrouw|drs|mr|ir|dr)\.? (?:[A-Z]\. ?)*{_LAST_NAME}", re.I
)
_PLACES = "wijk|kwartier|park|plein|straat|laan|hof|buurt|polder|hoeve|oord|west|zuid|centrum"
_PLACE = re.compile(rf"(?:{_PLACES}|paulowna)\b", re.IGNORECASE)
# Of a person the place is in the last name: Ingrid van 't Hof, Petra van der Laan.
_OF_PLACE = re.compile(rf"(\w+) (?:van|op|in|ten|ter)(?: '?t| het| de[rn]?)? (?:{_PLACES})", re.I)
# The last name stands first, and between the names what tells a woman or a man.
_VIETNAMESE = re.compile(
    r"(?:nguy?en|tran|le|pham|huynh|hoang|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|trinh|dinh|mai)"
    r" (?:thi|van)(?: [A-Za-z]+){1,3}",
    re.I,
)
_BEFORE_PLACE = re.compile(r" (?:(?:in|uit) (?:de )?)?(?:wijk|buurt|kwartier|stadsdeel)\b.*$", re.I)
_FULL = re.compile(rf"([A-ZÀ-Þ][\wÀ-ÿ]+)(?:-[A-ZÀ-Þ][\wÀ-ÿ]+)?(?: [A-Z]\.?)* ({_LAST_NAME})")
_SPOKEN_OF = re.compile(r"(?:(?:de )?heer|fam(?:ilie|\.)?) (.+)", re.I)
_TURNED = re.compile(rf"({_LAST_NAME}), ?([A-ZÀ-Þ][\wÀ-ÿ]+)(?: {_PREFIX.strip()})?")


_NICKNAME = re.compile(r" \([^)]*\)$")
# In lower case and joined, as in the name of a file: jansen-fatima, fatima_el_amrani.
_WORDS = re.compile(r"[^\W\d_]+")
_PREFIXES = frozenset(["van", "de", "den", "der", "te", "ten", "ter", "el", "bin", "ibn", "al"])


def is_person(text: str, *, places: bool = False) -> bool:
    """Whether a text is a full name: with initials, a title, or a known first name.

    Where `places` are expected it is none of somebody whom districts are called after, and so it is
    with the kind of place behind it.
    """
    bare = without_remark(text.replace("’", "'"))
    behind = bare != text  # the kind of place
    text = _NICKNAME.sub("", bare)
    if is_namesake(text):
        return not (places or behind)
    before = _BEFORE_PLACE.sub("", text)
    if before != text:
        return _is_known(before)
    of_place = _OF_PLACE.fullmatch(text)
    if _VIETNAMESE.fullmatch(text) or (of_place and of_place[1].lower() in _FIRST):
        return True
    if _is_place(text):
        return False
    if _INITIALS.fullmatch(text) or _TITLED.fullmatch(text) or _is_known(text):
        return True
    if (spoken := _SPOKEN_OF.fullmatch(text)) and spoken[1].split()[-1].lower() in _LAST:
        return True
    full, turned = _FULL.fullmatch(text), _TURNED.fullmatch(text)
    if full and full[1].lower() in _FIRST:
        return True
    return bool(turned and turned[2].lower() in _FIRST)


def holds_person(name: str) -> bool:
    """Whether the name of a file or folder holds a full name of which both parts are known."""
    stem = re.split(r"[/\\]", name)[-1].rsplit(".", 1)[0]
    if is_person(re.sub("[_ ]+", " ", stem).strip()):
        return True
    words = [word for word in _WORDS.findall(name.lower()) if word not in _PREFIXES]
    pairs = list(itertools.pairwise(words))
    known = any((a in _FIRST and b in _LAST) or (a in _LAST and b in _FIRST) for a, b in pairs)
    return known and not _is_place(name.replace("-", " "))


def _is_known(text: str) -> bool:
    """Whether both parts of a name are known, or its first one is a letter."""
    first, *others = text.split(" ")
    last = others[-1].lower() if others else ""
    return last in _LAST and (first.lower() in _FIRST or first.endswith("."))


def _is_place(text: str) -> bool:
    """Districts, streets and parks bear names of persons as well."""
    return _PLACE.search(text) is not None


def named_persons(values: Sequence[str], *, places: bool = False) -> int:
    """How many values of one group are names of persons.

    One full name counts. Single first or last names count when they are half of the values or more,
    and at least two: a district may be called Sanders. Among `places` they are more than half, and
    more than two: districts are called Emma and Julia as well.
    """
    full = sum(is_person(value, places=places) for value in values)
    single = sum(value.lower() in _FIRST or value.lower() in _LAST for value in values)
    fewest = max(3, len(values) // 2 + 1) if places else max(2, (len(values) + 1) // 2)
    return full + (single if single >= fewest else 0)

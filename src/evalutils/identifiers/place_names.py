"""Names of districts and other places that sound like a person or a special category."""

from __future__ import annotations

import re

# Of a column of which the values are places, or instruments, that bear such names as well.
_PLACES = re.compile(
    r"(?:^|_)(?:woon)?(?:wijk|buurt|stadsdeel|stadsgebied|district|kern|dorp|plaats|gebied|regio|"
    r"gemeente|locatie|vestiging|neighbou?rhood|instrument)(?:en|s)?_?(?:naam)?(?:_|$)"
)
# Who districts and streets are called after, known to everybody.
_NAMESAKES = frozenset("""
abel tasman|abraham kuyper|aletta jacobs|anne frank|anton mauve|
christiaan huygens|frans hals|frederik hendrik|frederik van eeden|gerard dou|gerrit rietveld|
henriette roland holst|hugo de groot|jacob cats|jacob maris|jacob van ruisdael|jan ligthart|
jan luyken|jan pieterszoon coen|jan steen|jan toorop|jan van eyck|jan van galen|jan van goyen|
jan van riebeeck|jan vermeer|jeroen bosch|johan de witt|johan van oldenbarnevelt|
johannes vermeer|joost van den vondel|jozef israels|judith leyster|karel doorman|louis couperus|
maarten tromp|maria montessori|michiel de ruyter|paul kruger|paulus potter|peter stuyvesant|
piet hein|piet mondriaan|pieter bruegel|pieter jelles troelstra|pieter saenredam|prins bernhard|
rembrandt van rijn|theo thijssen|vincent van gogh|willem alexander|willem barentsz|
willem de zwijger|willem drees|willem van oranje|witte de with
""".replace("\n", "").split("|"))  # fmt: skip
# Of a house that reigned, whatever the first name: Jan van Nassau.
_NOBLE = re.compile(
    r"\w+(?: \w+)? van (?:nassau|oranje|oranje nassau|stolberg|buren|beieren|solms|egmond|brederode"
    r"|saksen|bourgondië|bourgondie|waldeck|henegouwen|holland|gelre|brabant|vlaanderen|parma)"
)
_AREA = (
    r"(?:wijk|buurt|kwartier|stadsdeel|district|dorp|kern|gebied|centrum|spectrum|terrein|"
    r"park|plein|eiland|hof|hart|ziekenhuis|begraafplaats)"
)
# A direction, a belief or care as an adjective, before what kind of place it is.
_ADJECTIVE = re.compile(
    r"\b(?:westerse?|joodse?|islamitische?|katholieke?|protestantse?|christelijke?|"
    rf"medische?|medisch|psychiatrische?|psychiatrisch) (?=(?:\w+ )?{_AREA}\b)",
    re.IGNORECASE,
)
# A kind of district as a remark behind a name: `(wijk)`, `, buurt Noord`. Behind an author stands a
# centre or a publisher.
_REMARK = re.compile(
    r"(?: ?\(|[,;/|] ?)(?:in |uit )?(?:de )?(?:wijk|buurt|kwartier|stadsdeel|district)\b.*$", re.I
)


def holds_places(column: str) -> bool:
    """Whether a column of this name holds places, such as ``wijk`` and ``stadsdeel_naam``."""
    return _PLACES.search(column.casefold()) is not None


def is_namesake(text: str) -> bool:
    """Whether a text is the name of somebody who districts are called after."""
    plain = text.casefold()
    return plain in _NAMESAKES or _NOBLE.fullmatch(plain) is not None


def without_remark(text: str) -> str:
    """A name without the kind of place behind it."""
    return _REMARK.sub("", text).strip()


def undescribed(text: str) -> str:
    """The name of a place without an adjective that says where or what it is: ``Westerse Wijk``."""
    return _ADJECTIVE.sub("", text)

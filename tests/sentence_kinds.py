"""What a reader should never meet on a page: each kind of it with a detector and an example."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

BLOCKS = (
    *("p", "li", "tr", "h1", "h2", "h3", "h4", "figcaption", "caption", "dd", "dt", "div"),
    *("section", "table", "summary"),
)
CELLS = ("td", "th")
# What is not read as a sentence: programs, and names as they stand in a file.
UNREAD = ("script", "style", "code", "pre", "math", "mjx-container")
SEPARATOR = " | "

_MONTH = (
    "(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
)
_PEOPLE = (
    "(?:mensen|personen|cliënten|deelnemers|vertrekkers|uitstromers|instromers|huishoudens|"
    "kandidaten|uitkeringen|trajecten|banen|plaatsingen)"
)
_FLOWS = "(?:(?:gedeeltelijke )?(?:in|uit)stroom|gestart|deelnemers)"
_NUMBER = r"\d[\d.]*(?:,\d+)?%?"


# Name and group of a key figure, as they stand in the open data, before its value.
_FIGURE = re.compile(r"^[a-z_]+\.[a-z_]+ \| [^|]* \| ")


@dataclass(frozen=True)
class Kind:
    """A kind of fault in what is read.

    Attributes
    ----------
    name
        What is wrong.
    pattern
        Where it is found, in one line of text: a sentence, or a row with its cells between bars.
    wrong, right
        An example of it, and one that says the same well.
    """

    name: str
    pattern: str
    wrong: tuple[str, ...]
    right: tuple[str, ...]

    def found(self, line: str) -> str:
        """The words that are at fault; empty when there are none."""
        match = re.search(self.pattern, line)
        return match[0] if match else ""


KINDS = (
    Kind(
        "a date as digits",
        r"\b(?:19|20)\d\d-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])\b(?!-)",
        ("Peildatum | 20200107", "geteld tot 2020-01-07"),
        ("Peildatum | 7 januari 2020", "€ 20.200.107"),
    ),
    Kind(
        "a rung as a number of rungs",
        r"\b(?i:trede)\b[^|]*\| (?:\w+ )?\d+ treden?\b",
        ("Trede waarop de meeste kandidaten staan | 2 treden",),
        ("Trede waarop de meeste kandidaten staan | trede 2", "Treden van de ladder | 7 treden"),
    ),
    Kind(
        "a quarter as a rank",
        r"\b[Rr]angnummer\b|\b(?:[Ee]erste|[Ll]aatste) kwartaal\b[^|]*\| [1-4](?: \||$)",
        ("Eerste kwartaal van de periode | 1", "Eenheid: rangnummer van het kwartaal."),
        ("Eerste kwartaal van de periode | 1e kwartaal", "In het eerste kwartaal vertrokken er 3."),
    ),
    Kind(
        "a part of a person",
        rf"\d,\d+ {_PEOPLE}\b(?! (?:per|en|minder|meer))"
        r"|(?:^|\| )\d[\d.]*,\d+ \| (?:[^|]*\| )?(?:personen|huishoudens)\b",
        ("dan zijn 12,5 mensen gestegen", "Mensen | 3.966,6 | personen"),
        ("dan zijn 12 mensen gestegen", "12,5% van de mensen", "5,6 maanden"),
    ),
    Kind(
        "a nought with its noun",
        r"(?<![\d.,])\b0 (?:cijfers|kenmerken|doelen|reeksen|van de \d+ kenmerken)",
        ("1 cijfer beter, 0 cijfers slechter", "dat is in 0 van de 9 kenmerken"),
        (
            "1 cijfer beter, geen cijfers slechter",
            "dat is in geen van de 9 kenmerken",
            "100 cijfers",
        ),
    ),
    Kind(
        "one word in two",
        r"\b(?i:weg gebleven|even veel)\b",
        ("Weg gebleven na 12 maanden", "even veel mensen"),
        ("Weggebleven na 12 maanden", "evenveel mensen", "wie weg was gebleven"),
    ),
    Kind(
        "both ways at once",
        r"\bof omgekeerd\b",
        ("van laag naar hoog van 9,7 naar 11,8, of omgekeerd",),
        ("Is het laag, dan 9,7; is het hoog, dan 11,8.",),
    ),
    Kind(
        "an acronym that lost a capital",
        r"\b(?!i[A-Z])[a-z][A-Z]{2,}",
        ("Wie bij het uWV komt", "de bBZ"),
        ("Wie bij het UWV komt", "een iPad", "RAP-methodiek"),
    ),
    Kind(
        "a sign beside the word for it",
        rf"(?:^|\| )(?:[Mm]in|[Pp]lus)\b[^|.]{{0,40}}\| ?[−+-]\d|[−+][−+]"
        rf"|[−+]{_NUMBER} (?:minder|meer|lager|hoger|af|toe)\b"
        r"|\b(?:daalde|steeg|nam|groeide|kromp|daling|stijging|afname|toename)\b"
        rf"[^|.]{{0,30}} [−+]{_NUMBER}",
        ("Min instroom | −118", "het bestand nam met −152 af", "−16 minder dan begroot"),
        (
            *("Min instroom | 118", "Verandering | −152", "het bestand nam met 152 af"),
            "Werkelijk min begroot, saldo, 2025 | −18",
        ),
    ),
    Kind(
        "a flow of one day",
        rf"^(?:[^|]*\| )?(?i:{_FLOWS})(?: \||,) \d+ {_MONTH} \d{{4}}(?: \||,|$)",
        ("Instroom | 30 september 2019 | 760", "Uitstroom, 1 mei 2020 | Alinea 3"),
        ("Instroom | t/m 30 september 2019 | 760", "Stand aan het eind | 1 oktober 2019 | 6.143"),
    ),
    Kind(
        "a code for how precise a number is",
        r"\b(?:at_least|at_most|more_than|less_than)\b|\bcirca \d",
        ("Aandeel | at_least | 28,5%", "circa 850 deelnemers"),
        ("Aandeel | ten minste 28,5%", "ongeveer 850 deelnemers"),
    ),
    Kind(
        "an interval around an expectation",
        r"\b[Vv]erwacht(?: door begeleiders)?\b(?![^|]*gemeten)[^|]*\|[^%]*\|[^|]*%[^|]* "
        r"\(\d[\d.,]*%? tot \d"
        r"|\bverwacht(?:en|ing)? \d[^.]*95%-interval",
        ("2 sociale contacten | verwacht | 92 | 81,5% (72,4% tot 88,1%)",),
        ("2 sociale contacten | verwacht door begeleiders | 92 | 81,5%",),
    ),
    Kind(
        "a value that is none",
        r"\b(?:nan|NaN|None|NaT|<NA>|inf)\b",
        ("Mediaan | nan",),
        ("Mediaan | –", "informatie"),
    ),
)


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._unread = 0
        self._cells = 0
        self._inside = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self._inside |= tag == "article"
        self._unread += tag in UNREAD
        self._cells += tag in CELLS
        if self._inside and tag == "img":
            self.parts.append(f"\n{dict(attrs).get('alt') or ''}\n")
        if tag in BLOCKS and not self._cells:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._inside &= tag != "article"
        self._unread -= tag in UNREAD
        self._cells -= tag in CELLS
        if tag in CELLS:
            self.parts.append(SEPARATOR)
        if tag in BLOCKS and not self._cells:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._inside and not self._unread:
            self.parts.append(re.sub(r"\s+", " ", data))


def lines_of(html: str) -> list[str]:
    """What is read of a page: a line per paragraph, caption, text alternative and table row."""
    reader = _Lines()
    reader.feed(html)
    text = "".join(reader.parts)
    lines = (re.sub(r"\s+", " ", line).strip(" |") for line in text.split("\n"))
    return [_FIGURE.sub("", line) for line in lines if line]

"""Sentences and alternatives of images: numbers of persons outside tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evalutils.attack.drawings import printed
from evalutils.attack.forms import Form, count_form, number
from evalutils.attack.pages import Page
from evalutils.attack.puzzle import Range
from evalutils.attack.reading import Outsider, Seen, Spot

_PERSONS = "mensen|cliënten|personen|deelnemers|vertrekkers|huishoudens|starters"
_NUMBER = r"(\d{1,3}(?:\.\d{3})+|\d+)"
_COUNTED = re.compile(rf"(?<![\d.,€+−-]){_NUMBER}(?: van de {_NUMBER})? (?:{_PERSONS})\b")
# With a sign, or said to be a change, it is the difference of two numbers of persons.
_CHANGED = re.compile(rf"(?:(?<![\w.,])[+−-]|\b(?:daalde|steeg) met ){_NUMBER} (?:{_PERSONS})\b")
_CHANGE = re.compile(r"\b(?:daalde|steeg) met $")
# What is said of numbers in general, and is none of this evaluation.
_IN_GENERAL = re.compile(r"(?:minder dan|meer dan|onder|vanaf|per|bij)(?: de)? $")


def counts_in_sentences(reading: Outsider) -> Iterator[Seen]:
    """Every number of persons in the text of the pages of an evaluation, in tables too."""
    for page in reading.evaluation.pages:
        in_tables = (
            text for table in page.tables for row in table.rows for text in row.cells.values()
        )
        texts = (*page.texts, *in_tables)
        for text in texts:
            yield from _counts(reading, page, text)
        yield from _no_differences(reading, page, texts)


def _counts(reading: Outsider, page: Page, text: str) -> Iterator[Seen]:
    for found in _COUNTED.finditer(text):
        before = text[: found.start()]
        if _IN_GENERAL.search(before) or _CHANGE.search(before):
            continue
        for written in filter(None, found.groups()):
            form = count_form(written, reading.evaluation.rule)
            if form is not None:
                yield Seen(form, Spot(page.path, "running text", _words(text), "a number"))


def _no_differences(reading: Outsider, page: Page, texts: Sequence[str]) -> Iterator[Seen]:
    """Changes that are no difference of two numbers that are shown, and so tell another."""
    changes = [(number(found[1]), text) for text in texts for found in _CHANGED.finditer(text)]
    if not changes:
        return
    rows = (*reading.evaluation.of_programme, *reading.evaluation.of_public)
    shown = {float(row["value"]) for row in rows if row["value"] and row["unit"] == "person"}
    written = (one.value for one in printed(texts) if not one.signed)
    shown |= {one for one in written if one and reading.evaluation.rule.shows(one)}
    for change, text in changes:
        if not any(one + change in shown for one in shown):
            form = Form(Range(change, change), "exact")
            yield Seen(form, Spot(page.path, "running text", _words(text), "a number"))


def _words(text: str) -> str:
    """The first words of a sentence without its numbers."""
    return " ".join(re.sub(r"\S*\d\S*", "…", text).split()[:6])


def take_alternatives(reading: Outsider) -> None:
    """What the alternative of a chart says of a number of all clients that a table hides.

    The name of a row begins a part of it, or a colon follows: in *van wie is gemeten 15 van de 40*
    the number is not that of the row *gemeten*.
    """
    texts = {page.path: page.texts for page in reading.evaluation.pages}
    for name, seen in list(reading.seen.items()):
        place = seen[0].place
        alone = ", " not in place.row or place.row.endswith(", Alle cliënten")
        if alone and all(one.form.kind == "hidden" for one in seen):
            label = re.escape(place.row.split(", ")[0])
            named = rf"(?:(?:^|[:;,.…] ){label}:?|(?<!\w){label}:)"
            pattern = re.compile(rf"{named} [+−]?{_NUMBER}(?![\d.,%]*[\d%])", re.IGNORECASE)
            for text in texts.get(place.page, ()):
                for found in pattern.finditer(text):
                    reading.count(name, found[1], place._replace(column="text alternative"))

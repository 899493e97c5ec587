"""The page about the published files, and the versions in the colophon."""

from __future__ import annotations

from collections.abc import Mapping

from evalutils.book.markdown import link, page, table
from evalutils.book.published_tables import NEUTRAL
from evalutils.book.versions import Versions
from evalutils.contracts import audit_table, fixed_names, key_figures
from evalutils.literal import code, markdown

_FILES = (
    ("key_figures.csv", "alle cijfers uit dit boek, één per regel, ook die een bron zelf noemt."),
    (fixed_names.WORKBOOK, "dezelfde cijfers voor Excel, een blad per analyse."),
    ("audit.csv", "elke controle van een gepubliceerd cijfer, één per regel."),
    ("datapackage.json", "beschrijving van de kolommen, leesbaar voor programma's."),
    ("provenance.json", "per hoofdstuk: de instellingen, de gebruikte bestanden en de versies."),
)


def open_data_page(notice: str = "") -> str:
    """The page about the published files; the notice is on chapters without figures there."""
    files = "\n".join(f"- {_download(name)}: {what}" for name, what in _FILES)
    return page(
        "# Open data",
        "Alle cijfers uit dit boek zijn ook als bestand te krijgen. Zo kun je ze narekenen, "
        "vergelijken of in een eigen grafiek zetten.",
        notice,
        "## Bestanden",
        files,
        NEUTRAL,
        "## Kolommen van key_figures.csv",
        "Het bestand is tekst (UTF-8) met een komma tussen de kolommen en een punt voor de "
        "decimalen. In een Nederlandse Excel open je het met *Gegevens*, *Uit tekst/CSV*.",
        _columns(key_figures.COLUMNS),
        f"Wat een kengetal betekent en hoe het is berekend, staat bij "
        f"{link('de rekenwijze', fixed_names.METHODS)}. De bestanden die de onderzoeker invult, "
        f"staan in {link('de gegevenswijzer', fixed_names.DATA_DICTIONARY)}.",
        "## Kolommen van audit.csv",
        _columns(audit_table.COLUMNS),
        "## Van een cijfer terug naar de bron",
        "Elke regel noemt in `source` het brondocument, in `locator` de plaats daarin en in `page` "
        "waar het cijfer in dit boek staat. Daar leidt de bron naar de regel waar het uit volgt.",
        "In `provenance.json` staat per hoofdstuk welke bestanden zijn gebruikt. Van elk bestand "
        "staat er een controlegetal (SHA-256) bij. Is het controlegetal van jouw bestand gelijk, "
        "dan is het hetzelfde bestand.",
    )


def _columns(descriptions: Mapping[str, str]) -> str:
    rows = [[code(name), markdown(description)] for name, description in descriptions.items()]
    return table(["Kolom", "Betekenis"], rows)


def _download(name: str) -> str:
    # Plain HTML: a Markdown link would make Sphinx look for a source page of this name.
    return f'<a href="{fixed_names.PUBLISHED_DATA}/{name}" download>{name}</a>'


def versions_section(versions: Versions) -> str:
    """The versions that made the book, for the colophon."""
    entries = [("Python", markdown(versions.python))]
    entries += [(markdown(name), markdown(number)) for name, number in versions.packages.items()]
    return page(commit_sentence(versions), table(["Onderdeel", "Versie"], entries))


def commit_sentence(versions: Versions) -> str:
    """Which version of code and data this was made from."""
    if versions.commit is None:
        return "De code waarmee dit is gemaakt, stond niet in versiebeheer."
    sentence = f"Gemaakt uit versie {code(versions.commit.sha)} van de code en de gegevens"
    if versions.commit.dirty:
        return sentence + ", met wijzigingen die nog niet waren vastgelegd."
    return sentence + "."

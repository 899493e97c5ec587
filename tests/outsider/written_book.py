"""A published folder, written by hand: one protected evaluation, its tables and key figures."""

import csv
import json
from collections.abc import Sequence
from html import escape
from pathlib import Path

from evalutils.attack.findings import PROBLEMS, Leak
from evalutils.attack.whole_book import attack, look
from evalutils.contracts.key_figures import COLUMNS

SAID = (
    "Kleine aantallen zijn verborgen: aantallen onder 10 staan er niet, andere aantallen zijn "
    "afgerond op een veelvoud van 5."
)
PINNED, ONE, LEFT = (PROBLEMS[name] for name in ("pinned", "one", "left"))
PUBLIC = PROBLEMS["public"]
EXACT, ABSENT = PROBLEMS["exact"], PROBLEMS["absent"]
HASH, AUDITED, TYPED = (PROBLEMS[name] for name in ("hash", "audited", "typed"))
DRAWN, COLOURED = PROBLEMS["drawn"], PROBLEMS["coloured"]

CODES = (
    "<table><tr><th>Code</th><th>Bestemming</th><th>Groep</th></tr>"
    "<tr><td>paid_work</td><td>betaald werk</td><td>betaald werk</td></tr>"
    "<tr><td>care</td><td>zorg</td><td>zorg</td></tr></table>"
)


def with_codes(book: Path) -> Path:
    """The book with a codelist, as its data dictionary has it."""
    (book / "data-dictionary.html").write_text(f"<article>{CODES}</article>", encoding="utf-8")
    return book


def table(name: str, columns: str, *rows: str) -> str:
    """A table of a page; a row of one cell is a heading between the rows."""
    heads = "".join(f"<th>{escape(head)}</th>" for head in columns.split(" | "))
    width = len(columns.split(" | "))
    body = "".join(_row(row.split(" | "), width) for row in rows)
    return (
        f'<table aria-labelledby="tabel-{name}-title"><tr><td colspan="{width}">{name}</td></tr>'
        f"<tr>{heads}</tr>{body}</table>"
    )


def _row(cells: Sequence[str], width: int) -> str:
    if len(cells) == 1:
        return f'<tr><th colspan="{width}">{escape(cells[0])}</th></tr>'
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def write_book(
    folder: Path,
    *tables: str,
    text: str = "",
    period: str = "2023",
    figures: Sequence[str] = (),
    public: bool = False,
) -> Path:
    """Write a book, or add a period of the programme to it.

    `figures` are rows of key_figures.csv as ``indicator | group | value | unit | n | method``.
    """
    page = folder / "almelo" / "werkfit" / period / "outflow.html"
    page.parent.mkdir(parents=True)
    title = f"<article><h1>Werkfit, {period}</h1></article>"
    page.with_name("index.html").write_text(title, encoding="utf-8")
    said = f"<p>{'' if public else SAID}</p><p>{text}</p>"
    page.write_text(f"<article>{said}{''.join(tables)}</article>", encoding="utf-8")
    (folder / "data").mkdir(exist_ok=True)
    with (folder / "data" / "key_figures.csv").open("a", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(COLUMNS))
        if handle.tell() == 0:
            writer.writeheader()
        place = {"municipality": "almelo", "programme": "werkfit", "period": period}
        names = ("indicator", "group", "value", "unit", "n", "method")
        for row in figures:
            writer.writerow({**place, **dict(zip(names, row.split(" | "), strict=True))})
    return folder


def counted_from_clients(folder: Path, period: str = "2023") -> None:
    """Say that the numbers of the book are counted from tables of clients."""
    inputs = {f"data/almelo/werkfit/{period}/spells.csv": None}
    text = json.dumps({"pages": [{"page": "outflow.html", "inputs": inputs}]})
    (folder / "data" / "provenance.json").write_text(text, encoding="utf-8")


def found(folder: Path, previous: Path | None = None) -> list[tuple[str, str]]:
    """What the attack finds: the row, and what is wrong."""
    leaks: list[Leak] = attack(look(folder, previous))
    return [(leak.place.row, leak.problem) for leak in leaks]

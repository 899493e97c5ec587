"""The published data beside the pages: all key figures, those of each page, checks, provenance."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evalutils.book import site
from evalutils.book.book_input import BookInput, Part, parts_of
from evalutils.book.claim_figures import claim_figures, told
from evalutils.book.differences import FILE
from evalutils.book.excel_file import workbook
from evalutils.book.notebook_page import page_folder
from evalutils.book.published_tables import (
    Row,
    audit_csv,
    csv_text,
    data_package,
    distinct,
    harvest,
)
from evalutils.book.versions import provenance, read_record
from evalutils.contracts.fixed_names import WORKBOOK
from evalutils.contracts.key_figures import COLUMNS
from evalutils.environment import files_in
from evalutils.show.page_figures import NAME
from evalutils.system.folders import write_inside

# Beside the pages in the composed folder; not part of the book's own source.
DATA_FOLDER = "_data"


def data_files(book: BookInput, parts: Sequence[Part]) -> dict[str, str | bytes]:
    """What each file holds, by its name in the folder of the published data."""
    found = {
        part.file: _told_of_invented(harvest(part.run, part.place, part.name, part.file), book)
        for part in parts
    }
    found |= {
        site.evaluation_file(item.key): claim_figures(item)
        for item in site.in_key_order(book.evaluations)
    }
    every = distinct(row for rows in found.values() for row in rows)
    records = [read_record(part.record, part.file, part.name) for part in parts]
    public = {str(item.key) for item in book.evaluations if item.disclosure == "published"}
    return {
        FILE: csv_text(COLUMNS, every),
        WORKBOOK: workbook(every, book.publication),
        **dict(_of_pages(found)),
        "audit.csv": audit_csv(book.audit),
        "provenance.json": as_json(provenance(records, book.versions, book.files, public)),
        "datapackage.json": as_json(
            data_package(book.publication.title, book.versions.packages["evalutils"])
        ),
    }


def _told_of_invented(rows: Sequence[Row], book: BookInput) -> list[Row]:
    """The figures of a page, those of an evaluation with invented clients marked as such.

    A page across evaluations has figures of both.
    """
    invented = {tuple(asdict(item.key).values()) for item in book.evaluations if item.synthetic}
    return [
        row | {"synthetic": told(invented=True)}
        if (row["municipality"], row["programme"], row["period"]) in invented
        else row
        for row in rows
    ]


def _of_pages(found: Mapping[str, Sequence[Row]]) -> Iterator[tuple[str, str]]:
    for file, rows in found.items():
        if rows:
            yield f"{page_folder(file)}/{NAME}.csv", csv_text(COLUMNS, rows)


def as_json(content: Mapping[str, Any]) -> str:
    """JSON as it is published."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def files_of_pages(composed: Path) -> list[str]:
    """What Sphinx makes the pages of: all but the published data."""
    data = f"{composed / DATA_FOLDER}{os.sep}"
    return [path for path in files_in(composed) if not path.startswith(data)]


def compose_data(book: BookInput, target: Path) -> None:
    """Write the published data beside the composed pages, unless they came with these.

    BuildError: a notebook or its run record is wrong.
    """
    if not (target / DATA_FOLDER / FILE).is_file():
        for file, held in data_files(book, made_parts(book)).items():
            write_inside(target / DATA_FOLDER, file, held)


def made_parts(book: BookInput) -> list[Part]:
    """The notebooks in the book, but for the chapters that could not be made."""
    return [part for part in parts_of(book) if part.name not in book.failures]

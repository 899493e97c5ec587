"""An edition that was published before there was a log, or elsewhere, kept beside the log."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evalutils.attack.published_book import FIGURES, Published, read_book
from evalutils.book.differences import earlier_figures
from evalutils.contracts.fixed_names import PUBLISHED_DATA
from evalutils.dataset.editions import (
    BEFORE,
    COUNTS_FILE,
    Before,
    counts_file,
    counts_in,
    figure_label,
)
from evalutils.disclosure.publishable import ROUNDED
from evalutils.errors import InputError
from evalutils.release.edition import keep_edition, opened
from evalutils.system.folders import replace_file


def published_before(previous: Path, *, per_municipality: bool = False) -> dict[str, Any]:
    """What a build is to know of what was published before, as the options of that build.

    `previous` is a published book or its zip file; with `per_municipality` also the folder or zip
    file with a book of each; the figures are then by the name of each, or that of none for a book
    of everybody. InputError: it is none.
    """
    with opened(previous) as folder:
        assert folder is not None
        within = sorted(path.parent for path in folder.glob(f"*/{PUBLISHED_DATA}"))
        alone = (folder / PUBLISHED_DATA).exists() or not within or not per_municipality
        books = [folder] if alone else within
        figures = {"" if alone else one.name: earlier_figures(one) for one in books}
        earlier = figures if per_municipality else figures[""]
        return {"earlier": earlier, "beside": [told_in(one) for one in books]}


def keep_before(previous: Path, log: Path) -> Path:
    """Keep a published book where every next one is protected beside it; gives its file.

    A zip file that `evalutils release` made says itself what each count was shown as; of another
    book its key figures do.

    Parameters
    ----------
    previous
        The folder of a book, or a zip file of one.
    log
        The folder with the log of releases.

    Raises
    ------
    InputError
        When it is no published book.
    """
    with opened(previous) as html, tempfile.TemporaryDirectory() as folder:
        assert html is not None
        made = Path(folder, BEFORE)
        if not (html / COUNTS_FILE).is_file():
            keep_edition(html, made, counts_file(told_in(html)))
        content = (made if made.exists() else previous).read_bytes()
    log.mkdir(parents=True, exist_ok=True)
    kept = sorted(log.glob("*.zip"))
    for path in kept:
        if path.read_bytes() == content:
            return path
    place = log / f"{BEFORE}-{1 + sum(path.name.startswith(BEFORE) for path in kept)}.zip"
    replace_file(place, content)
    return place


def told_in(html: Path) -> dict[str, Before]:
    """What a published book says of numbers of persons in protected evaluations, by their label.

    Raises
    ------
    InputError
        When it is no published book, or what is kept of it was changed.
    """
    kept, figures = html / COUNTS_FILE, html / FIGURES
    try:
        if kept.is_file():
            return counts_in(kept.read_text(encoding="utf-8"))
        if figures.is_file() and ROUNDED not in figures.read_text(encoding="utf-8"):
            return {}  # nothing in it is protected: reading all its pages would take seconds
    except (OSError, ValueError):
        raise InputError(f"'{html}' is no published book that can be read.") from None
    return dict(one for item in read_book(html).evaluations for one in _told(item))


def _told(evaluation: Published) -> Iterator[tuple[str, Before]]:
    """What the key figures of a protected evaluation say of numbers of persons."""
    rule, key = evaluation.rule, "/".join(evaluation.key)
    for row in evaluation.figures:
        for part in ("value", "n") if row["unit"] == "person" else ("n",):
            label = figure_label(key, row["indicator"], row["group"], part)
            if row[part]:
                near = rule.around(float(row[part]))
                yield label, Before(max(near.low, rule.threshold), near.high, shown=True)
            elif part == "value":
                yield label, Before(0, float("inf"), shown=False)

"""The way of a book to its release: made, attacked, looked at by a second person, logged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd

from evalutils.book.building import BOOK
from evalutils.book.differences import CHANGE, CHANGELOG, WHY, differences, read_figures, reasons
from evalutils.book.released import Release, release_log
from evalutils.book.versions import read_versions
from evalutils.chapters.clearing import told_by
from evalutils.chapters.dominance import unstated
from evalutils.contracts.fixed_names import PUBLISHED_DATA
from evalutils.dataset.editions import KEY, counts_file
from evalutils.dataset.evaluation import Evaluation
from evalutils.errors import InputError
from evalutils.making import make_book
from evalutils.project import Project
from evalutils.release.attacked import require_safe
from evalutils.release.before import keep_before
from evalutils.release.checklist import ToRelease, checklist
from evalutils.release.edition import keep_edition, opened
from evalutils.release.names import require_two_people
from evalutils.release.suppression_log import REASON, suppression_log
from evalutils.system.build_folder import RUNS
from evalutils.system.folders import replace_file
from evalutils.system.key_file import new_key

CHECK = "release"
"""Folder beside the book with what the checker reads."""
_SEEN = "seen"
_COMMAND = 'evalutils release --made-by "..." --checked-by "..."'
Tell = Callable[[str], None]


def prepare(
    project: Project,
    selection: Sequence[str],
    tell: Tell,
    *,
    previous: Path | None = None,
    **options: Any,
) -> Path:
    """Make a book, attack it, and write what the checker reads; gives the folder of that.

    Parameters
    ----------
    previous
        A published book, or its zip file, to attack it with instead of the last release. It is
        kept in the folder of the log: this book and every next one is protected beside it.
    options
        For `evalutils.making.make_book`.

    Raises
    ------
    DisclosureError
        When the attack finds a number that the book gives away.
    """
    _require_key(project, tell)
    log, folder = release_log(project), project.build_dir / CHECK
    if previous is not None:
        tell(f"Protected beside: {keep_before(previous, log.folder)}")
    made = make_book(project, "release", selection, tell, **options)
    before = next(reversed(log.releases()), None)
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / _SEEN).unlink(missing_ok=True)
    with opened(previous or (log.edition(before) if before else None)) as earlier:
        reached = require_safe(made.html, earlier, tell)
        changes = differences(*map(_figures, (earlier, made.html)))
    left_out = suppression_log(made.data.evaluations, made.data.library)
    changes[WHY] = reasons(changes["indicator"], project.root / CHANGELOG)
    _write_table(folder / "differences.csv", changes)
    _write_table(folder / "reached.csv", reached)
    _write_table(folder / "suppression.csv", left_out)
    protected = [one for one in made.data.evaluations if one.disclosure == "protected"]
    told = ToRelease(
        [str(one.key) for one in protected],
        vouched_for(made.data.evaluations),
        {str(one.key): unstated(one) for one in protected},
    )
    text = checklist(told, before, changes[CHANGE], left_out[REASON], _COMMAND)
    replace_file(folder / "checklist.md", text.encode())
    replace_file(folder / _SEEN, log.digest(project.build_dir / BOOK).encode())
    return folder


def record(
    project: Project,
    selection: Sequence[str],
    tell: Tell,
    *,
    made_by: str,
    checked_by: str,
    **options: Any,
) -> Path:
    """Put a book that was looked at in the log, and make it as a released one; gives its file.

    InputError: the names are not of two people, or the book is another one than was looked at.
    """
    names = require_two_people(made_by, checked_by)
    log = release_log(project)
    made = make_book(project, "release", selection, tell, **options)
    digest = log.digest(project.build_dir / BOOK)
    _require_seen(project.build_dir / CHECK / _SEEN, digest)
    commit = read_versions(project.data_dir).commit
    runs = project.build_dir / RUNS
    of_each = {str(one.key): log.digest(runs / str(one.key)) for one in made.data.evaluations}
    number, today = len(log.releases()) + 1, dt.date.today()
    sha = commit.sha if commit else None
    invented = vouched_for(made.data.evaluations)
    release = Release(number, today, *names, sha, digest, of_each, invented)
    log.folder.mkdir(parents=True, exist_ok=True)
    keep_edition(made.html, log.edition(release), counts_file(told_by(made.data)))
    path = log.add(release)
    make_book(project, "release", selection, tell, **options)
    return path


def vouched_for(evaluations: Iterable[Evaluation]) -> tuple[str, ...]:
    """The evaluations of which only people can say that the clients are invented."""
    return tuple(str(item.key) for item in evaluations if item.unproven)


def _require_key(project: Project, tell: Tell) -> None:
    if not KEY.exists():
        place = KEY.usual_place()
        new_key(place, never_in=(project.root, project.data_dir))
        tell(f"A key for the digests of releases was made: {place}")


def _require_seen(stamp: Path, digest: str) -> None:
    seen = ""
    with suppress(OSError):
        seen = stamp.read_text(encoding="utf-8").strip()
    if not digest or seen != digest:
        raise InputError(
            "This book is not one that was looked at: it was not prepared, or data, notebooks or "
            "pages changed since. Give 'evalutils release' first, and read what it writes."
        )


def _figures(book: Path | None) -> pd.DataFrame:
    return read_figures(book and book / PUBLISHED_DATA)


def _write_table(path: Path, table: pd.DataFrame) -> None:
    replace_file(path, table.to_csv(index=False).encode())

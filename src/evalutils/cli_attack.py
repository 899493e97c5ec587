"""The attack on a book, as a check on the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from evalutils.errors import InputError
from evalutils.project import Project
from evalutils.system.build_folder import HTML


def attack_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of the attack."""
    for option in (
        click.option(
            "--previous",
            metavar="PATH",
            type=click.Path(path_type=Path),
            help="With --disclosure: the edition that was published before, as folder or zip file.",
        ),
        click.option(
            "--disclosure",
            "book",
            is_flag=False,
            flag_value="",
            metavar="[BOOK]",
            help="Find out from the pages and tables of a built book what it hides.  "
            "[default: html/ in the build folder]",
        ),
    ):
        command = option(command)
    return command


def attack_book(
    project: Project, selection: Sequence[str], book: str | None, previous: Path | None
) -> None:
    """Attack a book and tell what it gives away.

    Raises
    ------
    InputError
        When there is no such book, or evaluations are chosen: it is attacked as a whole.
    DisclosureError
        When it gives something away.
    """
    from evalutils.release.attacked import require_safe

    if book is None or selection:
        raise InputError(
            "A book is attacked as a whole: evalutils check --disclosure [BOOK] [--previous PATH]."
        )
    require_safe(Path(book) if book else project.build_dir / HTML, previous, click.echo)

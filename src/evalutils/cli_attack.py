"""The attack on a book, as a check on the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from evalutils.errors import DisclosureError, InputError
from evalutils.project import Project


def attack_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of the attack."""
    for option in (
        click.option(
            "--previous",
            metavar="PATH",
            type=click.Path(path_type=Path),
            help="With --disclosure: the edition that was published before.",
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
    from evalutils.attack.findings import lines
    from evalutils.attack.whole_book import attack, look

    if book is None or selection:
        raise InputError(
            "A book is attacked as a whole: evalutils check --disclosure [BOOK] [--previous PATH]."
        )
    folder = Path(book) if book else project.build_dir / "html"
    looked = look(folder, previous)
    found = attack(looked)
    click.echo(f"Attacked: {folder}. Protected evaluations: {len(looked.outsiders)}.")
    click.echo(f"Numbers that it hides or rounds: {looked.numbers}.")
    if found:
        told = lines(found)
        raise DisclosureError("\n".join([f"The book gives numbers away ({len(found)}):", *told]))
    click.echo("None of them can be found out from what is published.")

"""The command that releases a book."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from evalutils.cli_options import PDF, SELECTION_HELP, run_options
from evalutils.errors import InputError
from evalutils.project import Project


@click.command(epilog=SELECTION_HELP)
@run_options
@click.option("--made-by", default="", metavar="NAME", help="Who made the book.")
@click.option("--checked-by", default="", metavar="NAME", help="Who looked at it; somebody else.")
@click.option(
    "--previous",
    type=click.Path(path_type=Path, exists=True),
    help="A book published before, or its zip file: kept in releases/, where it protects all that "
    "follow.  [default: the last release]",
)
@PDF
@click.option("--replace", is_flag=True, help="As for build.")
@click.pass_obj
def release(
    project: Project,
    /,
    selection: Sequence[str],
    made_by: str,
    checked_by: str,
    previous: Path | None,
    **options: Any,
) -> None:
    """Make a book, attack it, and release it once a second person has looked at it.

    Without names: makes the book and attacks it as an outsider would, together with what was
    published before. What it gives away is named, and the exit code is 4. Otherwise a list of
    differences, of what was left out and why, and a checklist are written beside the book, for the
    second person alone.

    With both names: puts exactly that book in releases/, and takes the mark of a draft off it.
    """
    from evalutils.release.releasing import prepare, record

    if not made_by and not checked_by:
        folder = prepare(project, selection, click.echo, previous=previous, **options)
        click.echo(f"To be looked at by somebody else: {folder / 'checklist.md'}")
    elif made_by and checked_by and previous is None:
        names = {"made_by": made_by, "checked_by": checked_by}
        click.echo(f"Released: {record(project, selection, click.echo, **names, **options)}")
    else:
        raise InputError(
            "Give no name and look at what is written, or both --made-by and --checked-by, "
            "without --previous: what was named so is kept."
        )

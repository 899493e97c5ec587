"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

SELECTION_HELP = """\b
SELECTION chooses evaluations by municipality/programme/period:
  enschede            everything of that municipality
  zwolle/startbaan    every period of that programme
  'enschede/*/*'      a pattern; put it in quotes
Without SELECTION all evaluations are taken."""
SELECTION = click.argument("selection", nargs=-1)


def run_options(command: click.decorators.FC) -> click.decorators.FC:
    """The selection and the options of a command that runs notebooks."""
    given: dict[str, Any] = {"type": click.IntRange(min=1), "show_default": True}
    for option in (
        SELECTION,
        click.option(
            "--cold-kernels",
            "cold",
            is_flag=True,
            help="Start every notebook afresh, as stock Jupyter does; slower, with equal results.",
        ),
        click.option("--force", is_flag=True, help="Also run notebooks that are unchanged."),
        click.option(
            "--retry-failed",
            is_flag=True,
            help="Also run notebooks that failed before, with nothing changed since.",
        ),
        click.option(
            "--timeout",
            "timeout_s",
            default=300,
            help="Seconds that one notebook may take.",
            **given,
        ),
        click.option("--workers", default=2, help="Notebooks at a time.", **given),
    ):
        command = option(command)
    return command


def folder(
    *names: str, meaning: str, **more: Any
) -> Callable[[click.decorators.FC], click.decorators.FC]:
    """An option that is a folder."""
    kind = click.Path(path_type=Path, file_okay=False, exists="default" in more)
    return click.option(*names, type=kind, help=meaning, **more)


def count(
    name: str, meaning: str, most: int | None = None
) -> Callable[[click.decorators.FC], click.decorators.FC]:
    """An option that is a whole number of 1 or more."""
    return click.option(name, type=click.IntRange(1, most), help=meaning)

"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable

import click

SELECTION_HELP = """\b
SELECTION chooses evaluations by municipality/programme/period:
  enschede            everything of that municipality
  zwolle/startbaan    every period of that programme
  'enschede/*/*'      a pattern; put it in quotes
Without SELECTION all evaluations are taken."""
SELECTION = click.argument("selection", nargs=-1)


def run_options(command: click.decorators.FC) -> click.decorators.FC:
    """Options of a command that runs notebooks."""
    for option in (
        click.option("--force", is_flag=True, help="Also run notebooks that are unchanged."),
        click.option(
            "--timeout",
            "timeout_s",
            type=click.IntRange(min=1),
            default=300,
            show_default=True,
            help="Seconds that one notebook may take.",
        ),
        click.option(
            "--workers",
            type=click.IntRange(min=1),
            default=2,
            show_default=True,
            help="Notebooks at a time.",
        ),
    ):
        command = option(command)
    return command


def count(
    name: str, meaning: str, most: int | None = None
) -> Callable[[click.decorators.FC], click.decorators.FC]:
    """An option that is a whole number of 1 or more."""
    return click.option(name, type=click.IntRange(1, most), help=meaning)

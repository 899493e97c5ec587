"""Arguments and options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

_UNITS = {"K": 10**3, "M": 10**6, "G": 10**9}
_LEAST_MEMORY = 10**8  # a kernel needs as much before the first cell
SELECTION_HELP = """\b
SELECTION chooses evaluations by municipality/programme/period:
  enschede            everything of that municipality
  zwolle/startbaan    every period of that programme
  'enschede/*/*'      a pattern; put it in quotes
Without SELECTION all evaluations are taken."""
SELECTION = click.argument("selection", nargs=-1)


def _size(_: click.Context, __: click.Parameter, text: str | None) -> int:
    """A number of bytes, with K, M or G for thousands, millions or billions."""
    if text is None:
        return 0
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([KMG])(?:i?B)?", text.strip(), re.IGNORECASE)
    size = float(found[1]) * _UNITS[found[2].upper()] if found else 0
    if size < _LEAST_MEMORY:
        raise click.BadParameter(f"'{text}'. Give at least 100M, as 500M or 2G.")
    return int(size)


_RUN_OPTIONS = (
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
        type=click.IntRange(min=1),
        show_default=True,
    ),
    click.option(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help="Let the workers of a Dask cluster run them: tcp://host:8786; see docs/machines.md.",
    ),
    click.option(
        "--memory",
        callback=_size,
        metavar="SIZE",
        help="What one notebook may take, e.g. 2G or 500M.  [default: all there is]",
    ),
    click.option(
        "-j",
        "--jobs",
        "workers",
        type=click.IntRange(min=1),
        help="Notebooks at a time, on this machine.  [default: three for two processors]",
    ),
)


PDF = click.option(
    "--pdf", "with_pdfs", is_flag=True, help="Make an accessible PDF of each municipality too."
)


def run_options(command: click.decorators.FC) -> click.decorators.FC:
    """The selection and the options of a command that runs notebooks."""
    for option in _RUN_OPTIONS:
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

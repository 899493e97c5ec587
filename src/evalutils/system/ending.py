"""How a command ends: every error becomes one message and an exit code, never a traceback."""

from __future__ import annotations

import errno
import io
import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click

from evalutils.errors import EvalutilsError
from evalutils.system.contained import adopting
from evalutils.system.interrupts import interruptible, shielded
from evalutils.system.refusals import in_one_line

INTERRUPTED = 130


def exit_code_of(command: Callable[[], object]) -> int:
    """Run a command to its end, whatever that is.

    The code is 0 done, 1 a notebook, the book or the system failed, 2 data or arguments wrong, 3
    contradictions, 4 something tells of persons, 130 interrupted.
    """
    open_standard_streams()
    try:
        with interruptible(), adopting():
            try:
                if sys.stdout is None:
                    raise BrokenPipeError  # before hours of work of which nothing can be said
                command()
                _finish_output()
            except BaseException as error:
                with shielded():
                    return _told(error)
    except KeyboardInterrupt as error:  # before the command began, or while its end was told
        return _told(error)
    return 0


def _told(error: BaseException) -> int:
    """Say what ended a command and give the exit code; what cannot be said is left unsaid."""
    message, code = ending_of(error)
    with suppress(OSError, AttributeError):
        if isinstance(error, click.ClickException):
            error.show()  # with the usage of the command
        elif message:
            click.echo(message, err=True)
    with suppress(OSError, AttributeError):
        _finish_output()
    return code


def ending_of(error: BaseException) -> tuple[str, int]:
    """What is said of an error that ends a command, and the exit code."""
    if isinstance(error, EvalutilsError):
        return str(error), error.exit_code
    if isinstance(error, click.exceptions.Exit):
        return "", error.exit_code
    if isinstance(error, click.ClickException):
        return str(error), 2
    if isinstance(error, KeyboardInterrupt):
        return "Interrupted.", INTERRUPTED
    if isinstance(error, OSError):
        return in_one_line(error), 1
    if isinstance(error, MemoryError):
        return in_one_line(OSError(errno.ENOMEM, "")), 1
    if isinstance(error, Exception):
        return _unforeseen(error), 1
    raise error


def _unforeseen(error: Exception) -> str:
    """Name a fault of ours without its text, which may hold a value about a person."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} in {Path(place.filename).name} line {place.lineno}"
    return f"This is a fault of evalutils, not of your data: {where}. {_kept(error)}"


def _kept(error: Exception) -> str:
    """Keep the traceback outside the project, where only the user can read it."""
    try:
        handle, name = tempfile.mkstemp(prefix="evalutils-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write("".join(traceback.format_exception(error)))
    except OSError:
        return "Its traceback could not be kept."
    return (
        f"The traceback is in {name}. It may hold values from the data: read it before you "
        "report it."
    )


def open_standard_streams() -> None:
    """Make sure that all can be said, and that no file becomes standard output."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may know few characters


def _finish_output() -> None:
    """Write out what was said; when that fails, nothing must try it again at the end."""
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise

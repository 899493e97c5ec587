"""The exception family: one class per kind of fault, one exit code per class."""

from __future__ import annotations

from collections.abc import Sequence


class EvalutilsError(Exception):
    """Base of every error a user can cause; the command line prints it without a traceback."""

    exit_code = 1


class RunError(EvalutilsError):
    """One or more notebooks failed; the others are complete and kept."""


class BusyError(RunError):
    """Another command is at work in the same folder."""


class BuildError(EvalutilsError):
    """The book could not be built; the last complete book is left standing."""


class InputError(EvalutilsError):
    """The data, the parameters or the selection are not what the contract asks."""

    exit_code = 2


class DataError(InputError):
    """All faults of one or more data files, collected before stopping.

    Each fault is one message: file, row, column, what is wrong, what to do. `folder` is where the
    files stand, as the user wrote it, and `what` it holds.
    """

    def __init__(self, faults: Sequence[str], folder: str = "", what: str = "data") -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        head = f"1 fault in the {what}" if count == 1 else f"{count} faults in the {what}"
        where = f" folder '{folder}'" if folder else ""
        super().__init__("\n".join([f"{head}{where}:", *(f"  {fault}" for fault in self.faults)]))


class IdentifierError(DataError):
    """The data hold what tells who somebody is; no message shows it."""

    exit_code = 4


class InterruptedRunError(EvalutilsError):
    """Ctrl-C, SIGTERM or SIGHUP; what was finished is kept, the rest is not."""

    exit_code = 130


class GateError(EvalutilsError):
    """A new evaluation holds figures that contradict each other; nothing is published."""

    exit_code = 3


class DisclosureError(EvalutilsError):
    """A book gives away what it says that it hides; the message names places and no values."""

    exit_code = 4


class UnclearedError(RunError):
    """A notebook about protected data shows or writes what was not cleared.

    `cell` is its number in the notebook that a researcher edits; `problem` says what it does and
    what to do instead, and nothing about the data.
    """

    def __init__(self, cell: int, problem: str) -> None:
        super().__init__(f"cell {cell} {problem}")
        self.cell = cell


class RefusedError(EvalutilsError):
    """The operating system refused: a full disk, no permission, a path that is something else."""

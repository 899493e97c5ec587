"""Failures that are remembered: with nothing changed a job would only fail again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from evalutils.chapters import Failed
from evalutils.running.record import Basis, as_written, basis_in, with_hash


@dataclass(frozen=True)
class FailureRecord:
    """What a failed job was made from, and why it failed; beside its traceback.

    Attributes
    ----------
    asked
        The parts of the data that it asked for until then; None when that is not known.
    why
        As everybody may read it.
    limit_s
        The limit of time that it ran into, in seconds; None for none.
    may_pass
        Whether it may go well another time with everything the same, so that it is run again.
    """

    basis: Basis
    asked: Collection[str] | None
    why: Failed
    limit_s: int | None = None
    may_pass: bool = False

    def to_json(self) -> str:
        """Write it as one JSON object."""
        return with_hash({**asdict(self.basis), **asdict(self)})


def read_failure(path: Path) -> FailureRecord | None:
    """Read one back; None when there is none or when it is not one of this version."""
    try:
        content = as_written(path)
        rest = {f.name: content[f.name] for f in fields(FailureRecord) if f.name != "basis"}
        why = Failed(**rest.pop("why"))
        return FailureRecord(basis_in(content), why=why, **rest)
    except (OSError, ValueError, KeyError, TypeError):
        return None

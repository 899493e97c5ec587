"""What a mutation is: one changed file, and what may be read from it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.attack.reading import Said

# The readings of the file that are right, beside refusing it; None when any is.
Right = Sequence[Said] | None
REFUSED: Right = []


class PartOf(Said):
    """A reading that may leave things out."""


def is_right(found: Said, right: Right) -> bool:
    """Whether a reading is among those that are right."""
    return right is None or any(
        found.items() <= one.items() if isinstance(one, PartOf) else found == one for one in right
    )


@dataclass
class Target:
    """A file that is to be changed.

    Attributes
    ----------
    data, name
        The data folder and the file in it.
    said
        What the file says before.
    elsewhere
        A folder outside the project, for what links lead to.
    """

    data: Path
    name: str
    said: Said
    elsewhere: Path

    @property
    def path(self) -> Path:
        """The file."""
        return self.data / self.name

    @property
    def table(self) -> str:
        """The table that it holds."""
        return self.path.stem

    def text(self) -> str:
        """Its content."""
        return self.path.read_bytes().decode()


@dataclass(frozen=True)
class Change:
    """What was done to a file.

    Attributes
    ----------
    what
        In words.
    right
        What may be read from it.
    secret
        Text that no message may show, where the file is about persons.
    """

    what: str
    right: Right
    secret: str = ""


Mutator = Callable[[Random, Target], Change]

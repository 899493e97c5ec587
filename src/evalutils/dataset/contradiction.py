"""A figure that cannot be true together with the others of its evaluation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Contradiction:
    """A figure that cannot be true together with the others.

    Attributes
    ----------
    kind
        Key of `RULES`.
    table
        Name of the contract, or ``assumptions``.
    row
        Row in its file; 0 for a key of assumptions.yaml.
    column
        The column, or the key, of the figure.
    about
        What the row is about: columns of its key with their values.
    published, computed
        What the source prints, and what the other figures make of it or allow at most; NaN where
        that is no number.
    tolerance
        How far the two may differ through rounding.
    beside
        The column, measure or destination that the other figure comes from.
    problem
        What is wrong and what to do, for the command line.
    impossible
        True when it cannot be a slip of the source, so that it is no finding but a fault also in
        a published evaluation: with it the project itself would count wrongly.
    source
        The document, where the row names one.
    """

    kind: str
    table: str
    row: int
    column: str
    about: tuple[tuple[str, str], ...]
    published: float
    computed: float
    problem: str
    tolerance: float = 0.0
    beside: str = ""
    impossible: bool = False
    source: str | None = None

    @property
    def figure(self) -> str:
        """A name that stays when rows change place: ``exits.count[paid_work]``."""
        about = ":".join(value for _, value in self.about)
        return f"{self.table}.{self.column}" + (f"[{about}]" if about else "")

"""What is wrong with one cell, said with its text or without it."""

from __future__ import annotations

from evalutils.dataset.faults import quoted


class CellError(ValueError):
    """The text of a cell is not a value of its column; the message says what to write.

    `problem` is read after the text; of a cell with a text or a code it shows nothing of the cell.
    """

    def __init__(self, text: str, problem: str) -> None:
        self.problem = problem
        super().__init__(f"{quoted(text)} {problem}")


class TextError(CellError):
    """The same of a text of which nothing may be shown."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        ValueError.__init__(self, problem)

"""A table of protected data, for calculations and not for eyes."""

from __future__ import annotations

import pandas as pd


class GuardedTable(pd.DataFrame):
    """A frame that does not show its cells; what is computed from it is an ordinary frame.

    It keeps a table from a page by a slip. The gate of the runner keeps everything else that was
    not cleared from it, such as the printed form of what was computed.
    """

    def __repr__(self) -> str:
        return (
            f"<table of protected data, {len(self.columns)} columns; "
            "report.publish clears what is computed from it>"
        )

    __str__ = __repr__

    def _repr_html_(self) -> None:
        return None

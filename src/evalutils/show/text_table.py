"""A great table of finished texts."""

from __future__ import annotations

from typing import Any

import pandas as pd
from great_tables import GT
from great_tables._tbl_data import cast_frame_to_string, replace_null_frame

from evalutils.literal import html


class _Texts(pd.DataFrame):
    """Cells that are texts, so that great_tables need not make texts of them, twice."""


cast_frame_to_string.register(_Texts, lambda frame: frame)
replace_null_frame.register(_Texts, lambda frame, _: frame)


class TextTable(GT):
    """A table of texts, all of which are escaped at once.

    great_tables 1.1 escapes, formats and stores them one by one, which takes most of the time of a
    table.
    """

    def _render_formats(self, context: str) -> Any:
        body = self._body.copy()
        frame: Any = self._tbl_data
        body.body = frame.map(lambda text: html(str(text)), na_action="ignore")
        for form in self._formats:
            write = getattr(form.func, context, form.func.default)
            rows: dict[str, list[int]] = {}
            for column, row in form.cells.resolve():
                rows.setdefault(column, []).append(row)
            for column, places in rows.items():
                cells = frame[column].iloc[places]
                body.body.loc[cells.index, column] = [write(text) for text in cells]
        stub = self._stub.update_group_row_labels(body, frame, self._boxhead)
        if not body.body.isna().any(axis=None):
            body.body, frame = _Texts(body.body), _Texts(frame)
        return self._replace(_body=body, _tbl_data=frame, _stub=stub)

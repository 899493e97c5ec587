"""A great table of finished texts."""

from __future__ import annotations

from typing import Any

from great_tables import GT

from evalutils.literal import html


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
        stub = self._stub.update_group_row_labels(body, self._tbl_data, self._boxhead)
        return self._replace(_body=body, _stub=stub)

"""What a researcher does in cells of one's own: draw, show, say and publish a figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from numbers import Number
from string import Formatter
from typing import Any

import numpy as np
import pandas as pd

from evalutils.chapters import AnalysisInputs
from evalutils.contracts.units import UNITS
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose, Shown
from evalutils.errors import InputError
from evalutils.report.cleared_numbers import Cleared, ClearedNumbers
from evalutils.report.drawn_numbers import drawn_numbers, figure_of, forget
from evalutils.report.drawn_texts import drawn_texts
from evalutils.report.key_figure_rows import OWN_FIGURES, own_row
from evalutils.show import own_content


class OwnCells:
    """The part of a report that is for cells of a researcher's own.

    Of a protected evaluation all of it takes only numbers of cleared results; of others anything.
    """

    inputs: AnalysisInputs
    published: list[Publishable]
    _drawn: list[tuple[Any, set[float], set[str]]]
    _kept: dict[int, Publishable]

    def draw(self, plot: Callable[..., Any], cleared: Publishable, **how: Any) -> Any:
        """Draw a cleared result in the style of the book.

        Parameters
        ----------
        plot
            A function of seaborn that takes ``data`` and ``ax``, such as ``seaborn.barplot``.
        cleared
            The result.
        how
            Its other arguments, such as ``x`` and ``y``.

        Returns
        -------
        matplotlib.axes.Axes
            To finish by hand, and to give to `show`.
        """
        from evalutils.show.chart_style import canvas

        frame = self._frame_of(cleared)
        other = [name for name, value in how.items() if _is_data(value)]
        if other and self._protected:
            raise InputError(f"report.draw: name a column of the result, {other[0]}='column'.")
        figure, axes = canvas(4.0)
        plot(data=frame, ax=axes, **how)
        self._drawn.append((figure, set(drawn_numbers(figure)), drawn_texts(figure)))
        return axes

    def show(
        self,
        item: Any,
        *,
        title: str,
        alternative: str = "",
        headings: Mapping[str, str] | None = None,
    ) -> Shown:
        """Show a table, or a figure with a number, a caption and a text alternative.

        Parameters
        ----------
        item
            A cleared result or a frame; or a figure, axes, grid or plot of matplotlib or seaborn.
        title
            Dutch title of the table, or caption of the figure; unique on the page.
        alternative
            Of a figure: what it shows, with its main numbers, for who cannot see it.
        headings
            Of a table: Dutch heading per column, in order; without any all columns.

        Raises
        ------
        InputError
            When a figure has no text alternative, or protected data were not cleared.
        """
        numbers = self._numbers()
        numbers.check_text(f"{title} {alternative}", "The title or alternative")
        if isinstance(item, Publishable | pd.DataFrame):
            return self._table(item, title, headings or {}, numbers)
        figure = figure_of(item)
        if not alternative:
            raise InputError("A figure needs alternative='...': what it shows, for who cannot see.")
        if self._protected:
            before = [drawn[1:] for drawn in self._drawn if drawn[0] is figure]
            places, texts = before[0] if before else (set(), set())
            numbers.check_drawn(drawn_numbers(figure), "The figure", places)
            for text in drawn_texts(figure) - texts:
                numbers.check_text(text, "A text in the figure")
        forget(figure)
        return own_content.chart(figure, title=title, alternative=alternative)

    def _table(
        self,
        item: Publishable | pd.DataFrame,
        title: str,
        headings: Mapping[str, str],
        numbers: ClearedNumbers,
    ) -> HtmlTable | Nothing:
        if isinstance(item, Publishable):
            frame = self._frame_of(item)
        else:
            frame = pd.DataFrame(item)
            numbers.check_frame(frame, "The table")
        for heading in headings.values() or map(str, frame.columns):
            numbers.check_text(heading, "A heading")
        return own_content.table(frame, title=title, headings=headings)

    def say(self, template: str, **values: Any) -> Prose:
        """A sentence of one's own, with its numbers written in Dutch.

        Parameters
        ----------
        template
            Dutch text with names between braces: ``{n}`` a whole number, ``{mean:1}`` one
            decimal, ``{share:%}`` a percentage, ``{costs:euro}`` an amount.
        values
            The values by name; of protected data from `number` or a cleared frame.
        """
        numbers = self._numbers()
        given = values.values()
        texts = [part for part, *_ in Formatter().parse(template)]
        for text in (*texts, *(value for value in given if isinstance(value, str))):
            numbers.check_text(text, "The sentence")
        self._check_values(values, numbers)
        return own_content.sentence(template, values)

    def _check_values(self, values: Mapping[str, Any], numbers: ClearedNumbers) -> None:
        known = {self.inputs.evaluation.period_start, self.inputs.evaluation.period_end}
        for name, value in values.items():
            if isinstance(value, date) and not pd.isna(value):
                if pd.Timestamp(value) not in map(pd.Timestamp, known):
                    numbers.check_text(str(value), "The sentence")
            elif isinstance(value, Number):
                numbers.check([value], "The sentence")
            elif not isinstance(value, str) and not (np.isscalar(value) or value is pd.NaT):
                if value is None or value is pd.NA:
                    continue
                kind = type(value).__name__
                raise InputError(f"report.say: {name}= is a {kind}; give one number or text.")

    def number(self, cleared: Publishable, column: str, **where: object) -> Cleared:
        """One number of a cleared result, to calculate with.

        Parameters
        ----------
        cleared
            The result.
        column
            The column of the number.
        where
            Values of other columns that together choose one row.

        Raises
        ------
        InputError
            When they choose no row or several.
        """
        frame = self._frame_of(cleared)
        for name, value in where.items():
            frame = frame[frame[name] == value]
        if len(frame) != 1:
            chosen = ", ".join(f"{name}={value!r}" for name, value in where.items())
            raise InputError(f"{chosen or 'No condition'}: {len(frame)} rows instead of one.")
        value = frame[column].iloc[0]
        return Cleared(float("nan") if pd.isna(value) else float(value))

    def key_figure(
        self,
        indicator: str,
        value: float,
        *,
        unit: str,
        method: str,
        group: str = "",
        n: float | None = None,
    ) -> None:
        """Publish a key figure of one's own with those of the page.

        Parameters
        ----------
        indicator
            Its name, which begins with ``own.``.
        value
            The value; missing when it was left out.
        unit
            A unit of the contract, such as ``percent`` or ``person``.
        method
            How it was computed, in English as the other figures.
        group
            What it is about, where there are several.
        n
            The number of people that it rests on.

        Raises
        ------
        InputError
            When the name or unit is another, or the value was not cleared.
        """
        if not indicator.startswith(OWN_FIGURES) or indicator == OWN_FIGURES:
            raise InputError(f"'{indicator}': a figure of your own has a name as own.young_share.")
        if unit not in UNITS:
            raise InputError(f"'{unit}' is no unit. Choose one of {', '.join(UNITS)}.")
        numbers = self._numbers()
        numbers.check_text(indicator, "The name of a figure")
        numbers.check([value] if n is None else [value, n], f"Figure {indicator}")
        numbers.check_text(group, f"The group of {indicator}")
        numbers.check_text(method, f"The method of {indicator}")
        row = own_row(indicator, float(value), unit=unit, method=method, group=group, n=n)
        self.published.append(Publishable(pd.DataFrame(), row, self._protected))

    @property
    def _protected(self) -> bool:
        return self.inputs.rule is not None

    def _numbers(self) -> ClearedNumbers:
        rule = self.inputs.rule
        return ClearedNumbers(self._kept.values(), None if rule is None else rule.threshold)

    def _frame_of(self, item: Publishable) -> pd.DataFrame:
        """The frame of a result, as this report cleared it."""
        if not isinstance(item, Publishable):
            kind = type(item).__name__
            raise InputError(f"A {kind} is no result: give what report.count or report[...] gave.")
        kept = self._kept.get(id(item))
        if self._protected and kept is None:
            raise InputError("This result was not cleared by this report; use report.publish.")
        if self._protected and kept is not None and not item.frame.equals(kept.frame):
            raise InputError(
                "This result was changed after it was cleared. Change a copy, and show that: "
                "own = result.frame.copy()."
            )
        return item.frame


def _is_data(value: object) -> bool:
    return isinstance(value, pd.DataFrame | pd.Series | pd.Index | np.ndarray)

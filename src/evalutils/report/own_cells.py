"""What a researcher does in cells of one's own: draw, show, say and publish a figure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from numbers import Real
from string import Formatter
from typing import Any

import pandas as pd

from evalutils.chapters import AnalysisInputs
from evalutils.contracts.units import UNITS
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose, Shown
from evalutils.errors import InputError
from evalutils.report.cleared_numbers import Cleared, ClearedNumbers, numbers_of, words_of
from evalutils.report.drawn_numbers import drawn_numbers, figure_of
from evalutils.show import own_content

# What the name of a figure of a researcher's own begins with.
OWN_FIGURES = "own."


class OwnCells:
    """The part of a report that is for cells of a researcher's own.

    Of a protected evaluation all of it takes only numbers of cleared results; of others anything.
    """

    inputs: AnalysisInputs
    published: list[Publishable]
    _drawn: list[Any]

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

        figure, axes = canvas(4.0)
        plot(data=cleared.frame, ax=axes, **how)
        self._drawn.append(figure)
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
        if not any(figure is drawn for drawn in self._drawn):
            numbers.check(drawn_numbers(figure), "The figure")
            numbers.check_text(_words_in(figure), "The figure")
        _forget(figure)
        return own_content.chart(figure, title=title, alternative=alternative)

    def _table(
        self,
        item: Publishable | pd.DataFrame,
        title: str,
        headings: Mapping[str, str],
        numbers: ClearedNumbers,
    ) -> HtmlTable | Nothing:
        frame = item.frame if isinstance(item, Publishable) else item
        if isinstance(item, pd.DataFrame) and not numbers.everything:
            numbers.check(numbers_of(pd.DataFrame(item)), "The table")
            for text in words_of(pd.DataFrame(item)):
                numbers.check_text(text, "The table")
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
        numbers.check([value for value in given if isinstance(value, Real)], "The sentence")
        return own_content.sentence(template, values)

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
        frame = cleared.frame
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
        given = [value] if n is None else [value, n]
        self._numbers().check(given, f"Figure {indicator}")
        row = {
            "indicator": indicator,
            "group": group,
            "value": float(value),
            "lower": float("nan"),
            "upper": float("nan"),
            "n": float("nan") if n is None else float(n),
            "unit": unit,
            "method": method,
            "status": "suppressed" if pd.isna(value) else "computed",
            "source": None,
        }
        protected = self.inputs.rule is not None
        self.published.append(Publishable(pd.DataFrame(), pd.DataFrame([row]), protected))

    def _numbers(self) -> ClearedNumbers:
        rule = self.inputs.rule
        return ClearedNumbers(self.published, None if rule is None else rule.threshold)


def _words_in(figure: Any) -> str:
    """What the researcher wrote in a figure; the labels of ticks follow from what is drawn."""
    written = [text for axes in figure.axes for text in (*axes.texts, axes.title)]
    return " ".join(text.get_text() for text in written)


def _forget(figure: Any) -> None:
    """Close the figure in pyplot, which else shows it again under the cell."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close(figure)

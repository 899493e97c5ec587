"""Costs of a small programme, cleared, and the marks of their charts."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from filled_tables import public
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from outputs import full_sample

from evalutils.cost_benefit import Case, make_case
from evalutils.disclosure import Publishable
from evalutils.display import Chart
from evalutils.result import Result

EURO = "€\N{NO-BREAK SPACE}"


def cost(central: float, per: str, **columns: Any) -> dict[str, Any]:
    row = {"item": per, "kind": "cost", "bearer": "municipality", "price_year": 2020}
    return {**row, "central": central, "per": per, **columns}


def case(**changed: Any) -> Case:
    """100 participants and 55 exits; an exit costs 6,000 to 8,000 and saves 1,250 a month."""
    sample = full_sample()
    about = {"source": "verslag-2020", "locator": "tabel 1", "note": None}
    own = {name: {"value": value, **about} for name, value in changed.items()}
    assumptions = sample["assumptions"] | own
    rates = {"rate_per_year": 0.03, "sensitivity_rate_per_year": 0.035}
    return make_case(sample["costs"], assumptions, **rates)


def published(analyse: Callable[[Case], Result], **changed: Any) -> Publishable:
    return public(analyse(case(**changed)))


def axes_of(shown: Chart) -> Axes:
    (axes,) = shown.figure.axes
    return axes


def dots_of(axes: Axes) -> list[list[tuple[float, float]]]:
    """The dots as (across, up), one list per time that dots were drawn."""
    drawn = [dots for dots in axes.collections if isinstance(dots, PathCollection)]
    return [[(float(x), float(y)) for x, y in np.asarray(dots.get_offsets())] for dots in drawn]


def lines_by_colour(axes: Axes) -> dict[str, pd.DataFrame]:
    """The curves that are drawn, by their colour."""
    return {
        str(line.get_color()): pd.DataFrame(line.get_xydata(), columns=["x", "y"])
        for line in axes.lines
        if len(np.asarray(line.get_xydata())) > 2
    }


def by_colour(frame: pd.DataFrame, colours: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    """The rows behind each curve: a share of lost exits each, none for all of them."""
    parts = [part for lost, part in frame.groupby("lost") if float(str(lost)) < 1]
    return dict(zip(colours, parts, strict=False))

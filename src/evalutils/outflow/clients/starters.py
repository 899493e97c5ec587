"""How many people the followed spells are of: who began more than once has several."""

from __future__ import annotations

import pandas as pd

from evalutils.outflow.clients.curve_steps import finished
from evalutils.outflow.clients.followed import Window, followed
from evalutils.result import Balance, KeyFigure, Result, remainders

COUNTS = ("clients", "people", "again")


def starters(spells: pd.DataFrame, window: Window) -> Result:
    """Spells with a day in the window, and the clients whose they are.

    Returns
    -------
    Result
        One row: clients (spells, as in the curves), people (clients), again (clients with more than
        one spell). No rows without spells. Indicators ``outflow.followed_people`` and
        ``outflow.repeat_starters``.
    """
    each = followed(spells, window)["client"].value_counts()
    row = {"clients": int(each.sum()), "people": len(each), "again": int((each > 1).sum())}
    frame = finished([pd.DataFrame([row])] if len(each) else [], COUNTS)
    # What the spells have above the people are spells of people who began again.
    several = Balance(((0, "clients"),), ((0, "people"),), "remainder")
    figures = {
        "outflow.followed_people": ("people", "clients with a spell in the period"),
        "outflow.repeat_starters": ("again", "clients with more than one spell in the period"),
    }
    return Result(
        frame,
        counts=COUNTS,
        balances=(several, *remainders([0], "people", "again")) if len(frame) else (),
        names={(0, "clients"): "programme.clients"} if len(frame) else {},
        key_figures=tuple(
            KeyFigure(name, value, "person", method, group=None)
            for name, (value, method) in figures.items()
        ),
    )

"""Invented tables as frames, for tests to look at."""

from functools import cache

import numpy as np
import pandas as pd

from evalutils.synthetic.world import ClientTable, make_tables

DATES = ("start", "end", "date")


@cache
def invented(clients: int, seed: int) -> dict[str, pd.DataFrame]:
    """Tables of clients spread evenly over three programmes."""
    tables = make_tables(np.arange(clients) * 3 // clients, seed)
    return {name: frame_of(table) for name, table in tables.items()}


def frame_of(table: ClientTable) -> pd.DataFrame:
    frame = pd.DataFrame(
        {column.name: np.char.decode(column.words)[column.codes] for column in table}
    )
    for name in DATES:
        if name in frame:
            frame[name] = pd.to_datetime(frame[name].replace("", None))
    if "birth_year" in frame:
        frame["birth_year"] = frame["birth_year"].astype(int)
    return frame

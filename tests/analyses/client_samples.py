"""Clients written as rows in the test that needs them, and a crowd of invented ones."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from evalutils.ladder import histories

START, END = date(2024, 1, 1), date(2024, 12, 31)


def measurements(*rows: tuple[Any, ...], **groups: list[str]) -> pd.DataFrame:
    """Rows of client, date, kind and rung, with grouping columns."""
    frame = pd.DataFrame(rows, columns=["client_id", "date", "kind", "rung"])
    return frame.assign(date=pd.to_datetime(frame["date"]), **groups)


def moved(**steps: int) -> pd.DataFrame:
    """Clients by step, such as ``s12=40`` for 40 clients who went from rung 1 to rung 2."""
    rows = []
    for step, count in steps.items():
        for number in range(count):
            client = f"{step}-{number}"
            rows.append((client, "2024-02-01", "measured", step[1]))
            rows.append((client, "2024-08-01", "measured", step[2]))
    return histories(measurements(*rows), START, END)


def crowd(clients: int, seed: int = 1, rungs: int = 6) -> pd.DataFrame:
    """Measurements of invented clients in two districts: some once, some with an expectation."""
    random = np.random.default_rng(seed)
    rows = []
    for number in range(clients):
        rung = int(random.integers(1, rungs + 1))
        day = pd.Timestamp(START) + pd.Timedelta(days=int(random.integers(0, 90)))
        rows.append((f"c{number}", day, "measured", str(rung)))
        if random.random() < 0.4:
            later = min(rungs, rung + int(random.integers(0, 2)))
            rows.append((f"c{number}", day, "expected", str(later)))
        if random.random() < 0.8:
            rung = int(np.clip(rung + random.choice([-1, 0, 0, 1, 1]), 1, rungs))
            rows.append((f"c{number}", day + pd.Timedelta(days=180), "measured", str(rung)))
    frame = measurements(*rows)
    district = {f"c{number}": ["noord", "zuid"][number % 2] for number in range(clients)}
    return frame.assign(district=frame["client_id"].map(district))

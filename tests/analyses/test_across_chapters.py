"""A reader lays chapters about the same clients side by side, and tries to find what is hidden."""

import pandas as pd
import pytest
from attack import assert_not_found, seen_cell
from client_samples import END, START, moved
from filled_tables import ladder, protected

from evalutils.dataset.counting import count_caseload, count_exits
from evalutils.dataset.library import Destination
from evalutils.disclosure.recovery import Bounds
from evalutils.ladder import client_coverage, client_transitions, client_ways, projection
from evalutils.outflow import (
    Window,
    destinations,
    followed_exits,
)

WINDOW = Window(START, END, fewest=10)
CODES = {
    "paid_work": "work", "supported_work": "work_with_support", "self_employed": "self_employed",
    "moved": "administrative",
}  # fmt: skip
CODELIST = {code: Destination(code, code, kind, "") for code, kind in CODES.items()}


def clients(**leaving: tuple[int, str]) -> pd.DataFrame:
    """Spells of so many clients who left for a destination, and the day they began."""
    rows = [
        (f"{code}{number}", day, "2024-12-01", code)
        for code, (count, day) in leaving.items()
        for number in range(count)
    ]
    frame = pd.DataFrame(rows, columns=["client_id", "start", "end", "destination"])
    return frame.assign(start=pd.to_datetime(frame["start"]), end=pd.to_datetime(frame["end"]))


def test_exits_to_work_do_not_give_a_hidden_destination_away() -> None:
    # Shown 45 = 43 to 47, and 15 and 15 = 13 to 17: nobody else than 9 would fit.
    counts = {"paid_work": 17, "supported_work": 17, "self_employed": 9, "moved": 40}
    spells = clients(**{code: (count, "2024-01-15") for code, count in counts.items()})
    benefits = pd.DataFrame({"client_id": ["x"], "start": [pd.Timestamp(START)], "end": pd.NaT})
    caseload = count_caseload(spells, START, END)
    listed = protected(destinations(count_exits(spells, START, END), caseload)).frame
    lasting = protected(followed_exits(spells, benefits, CODELIST, WINDOW)).frame
    known = {
        code: seen_cell(listed, row, "count") for row, code in enumerate(listed["destination"])
    }
    known["to_work"] = seen_cell(lasting, 0, "to_work")
    work = ("paid_work", "supported_work", "self_employed")
    equations = [
        {"total": 1, **dict.fromkeys(counts, -1)},
        {"to_work": 1, **dict.fromkeys(work, -1)},
    ]
    assert_not_found({**counts, "total": 83, "to_work": 43}, known, equations)


@pytest.mark.parametrize(("up", "down"), [(12, 8), (13, 9), (48, 9)])
def test_the_realised_ladder_does_not_give_falls_away(up: int, down: int) -> None:
    people = moved(s12=up, s21=down, s22=57)
    standing = ladder(current=[up, down + 57], realised=[down, up + 57])
    covered = protected(client_coverage(people, standing)).frame
    ways = protected(client_ways(people, standing)).frame
    steps = protected(client_transitions(people, [1, 2], standing)).frame
    later = protected(projection(people, [1, 2], standing)).frame
    # 1:1, 1:2, 2:1 and 2:2; the falls end on rung 1 with nobody who stayed there.
    cells = dict(zip(("11", "12", "21", "22"), range(4), strict=True))
    known: dict[str, Bounds] = {name: seen_cell(steps, row, "count") for name, row in cells.items()}
    known |= {name: seen_cell(ways, 0, name) for name in ("up", "same", "down", "followed")}
    known["end 1"] = seen_cell(later, 0, "count")
    known["measured"] = seen_cell(covered, 0, "measured")
    assert known["end 1"] == seen_cell(steps, 0, "last_total")
    equations = [
        {"followed": 1, "up": -1, "same": -1, "down": -1},
        {"up": 1, "12": -1},
        {"down": 1, "21": -1},
        {"same": 1, "11": -1, "22": -1},
        {"end 1": 1, "11": -1, "21": -1},
        {"measured": 1, "followed": -1},
    ]
    n = up + down + 57
    truth = {"11": 0, "12": up, "21": down, "22": 57, "up": up, "same": 57, "down": down}
    assert_not_found({**truth, "followed": n, "measured": n, "end 1": down}, known, equations)

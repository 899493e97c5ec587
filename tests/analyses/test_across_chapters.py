"""A reader lays chapters about the same clients side by side, and tries to find what is hidden."""

import pandas as pd
import pytest
from client_samples import END, START, measurements, moved
from filled_tables import ladder, together

from attack import assert_not_found, seen_cell
from evalutils.dataset.counting import count_caseload, count_exits, count_ladder
from evalutils.dataset.library import Destination
from evalutils.disclosure.recovery import Bounds
from evalutils.ladder import (
    client_coverage,
    client_transitions,
    client_ways,
    distribution,
    histories,
    projection,
)
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
    listed, lasting = together(
        destinations(count_exits(spells, START, END), caseload),
        followed_exits(spells, benefits, CODELIST, WINDOW),
    )
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
    _, covered, ways, steps, later = together(
        distribution(standing, [1, 2]),
        client_coverage(people),
        client_ways(people),
        client_transitions(people, [1, 2]),
        projection(people, [1, 2]),
    )
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


def test_moments_of_the_same_people_do_not_tell_who_has_no_rung() -> None:
    # 93 measured, shown as 95 = 93 to 97. 62 were measured twice, shown as 60 = 58 to 62, and 32
    # were not, shown as 30 = 28 to 32: 94 at most. Nobody or 1 would be without a rung.
    steps = {"11": 20, "21": 10, "12": 12, "22": 13, "13": 2, "33": 5}
    once = {"1": 18, "2": 12, "3": 1, "unknown": 1}
    rows = [
        (f"{step}-{number}", day, "measured", rung)
        for step, count in steps.items()
        for number in range(count)
        for day, rung in zip(("2024-02-01", "2024-08-01"), step, strict=True)
    ]
    rows += [
        (f"{rung}-{number}", "2024-02-01", "measured", rung)
        for rung, count in once.items()
        for number in range(count)
    ]
    people = measurements(*rows)
    standing = count_ladder(people.assign(correction=False), [1, 2, 3], START, END)
    listed, covered = together(
        distribution(standing, [1, 2, 3]), client_coverage(histories(people, START, END))
    )
    moments = {"current": (52, 35, 6, 1), "realised": (30, 25, 7, 32)}
    truth = {f"{moment} {rung}": n for moment, ns in moments.items() for rung, n in enumerate(ns)}
    known = {name: seen_cell(listed, row, "count") for row, name in enumerate(truth)}
    known |= {name: seen_cell(covered, 0, name) for name in ("measured", "followed")}
    known["n"] = seen_cell(listed, 0, "n")
    equations = [
        {"n": 1, **{f"{moment} {rung}": -1 for rung in range(4)}} for moment in moments
    ] + [
        {number: 1, **{f"{moment} {rung}": -1 for rung in range(3)}}
        for number, moment in (("measured", "current"), ("followed", "realised"))
    ]
    assert_not_found({**truth, "measured": 93, "followed": 62, "n": 94}, known, equations)

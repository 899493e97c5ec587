"""Mistakes in panel.csv: two groups of clusters over time."""

from bad_input.mistakes import Case, Change, written

HEADER = "role,cluster,outcome,period_start,date,phase,people,reached\n"
EARLY, LATE = "2022-01-01,2022-12-31,before", "2023-01-01,2023-12-31,after"


def row(role: str, cluster: str, period: str, counts: str = "120,30") -> str:
    return f"{role},{cluster},werk,{period},{counts}\n"


OURS = [row("programme", "Noord", period) for period in (EARLY, LATE)]
THEIRS = [row("control", "Zuid", period) for period in (EARLY, LATE)]


def panel(*rows: str) -> Change:
    return written("panel.csv", HEADER + "".join(rows))


CASES = [
    Case(
        "a group over time without another to compare with",
        panel(*OURS),
        "panel.csv row 2, column 'role'",
        "outcome 'werk' has no cluster with role 'control'",
        "Add its rows",
    ),
    Case(
        "groups over time without a start",
        panel(OURS[0], THEIRS[0]),
        "panel.csv row 2, column 'phase'",
        "outcome 'werk' has no period 'after', so that nobody knows when the programme started",
        "Write 'before' in the periods before the start",
    ),
    Case(
        "groups over time with nothing before the start",
        panel(OURS[1], THEIRS[1]),
        "panel.csv row 2, column 'phase'",
        "outcome 'werk' has no period 'before', so that nobody knows how they differed",
        "Write 'before' in the periods before the start",
    ),
    Case(
        "a group that is missing in a period",
        panel(*OURS, THEIRS[0]),
        "panel.csv row 2, column 'period_start'",
        "the group 'control' has no row for 2023-01-01 to 2023-12-31 of outcome 'werk'",
        "leave that period out of both groups",
    ),
    Case(
        "a cluster that is missing in a period",
        panel(*OURS, *THEIRS, row("control", "West", LATE)),
        "panel.csv row 6, column 'cluster'",
        "'West' has 1 of the 2 periods of outcome 'werk'",
        "leave it out of all periods",
    ),
    Case(
        "a cluster that changes groups",
        panel(*OURS, *THEIRS, row("control", "West", EARLY), row("programme", "West", LATE)),
        "panel.csv row 7, column 'role'",
        "'West' is 'control' in row 6 and 'programme' here",
        "A cluster is in one group all the time",
    ),
    Case(
        "periods over time that overlap",
        panel(*(row.replace("2023-01-01", "2022-12-01") for row in (*OURS, *THEIRS))),
        "panel.csv row 3, column 'period_start'",
        "the period shares days with that of row 2, of which the last day is 2022-12-31",
        "Give periods that follow each other",
    ),
    Case(
        "a start that is not the same for both groups",
        panel(*OURS, *(row.replace("after", "before") for row in THEIRS)),
        "panel.csv row 5, column 'phase'",
        "this period is 'before' here and 'after' in row 3",
        "The start is one day for both groups",
    ),
    Case(
        "a period before the start that comes after it",
        panel(
            *(
                text.replace("before", "x").replace("after", "before").replace("x", "after")
                for text in (*OURS, *THEIRS)
            )
        ),
        "panel.csv row 3, column 'phase'",
        "this period is 'before' and comes after row 2, which is 'after'",
        "from the first period with the programme on",
    ),
    Case(
        "more who reached it than people in a cluster",
        panel(*OURS, THEIRS[0], row("control", "Zuid", LATE, "20,30")),
        "panel.csv row 5, column 'reached'",
        "30 is more than 20 in 'people'",
        "Correct one of the two",
    ),
    Case(
        "fewer people in a cluster than nobody",
        panel(*OURS, THEIRS[0], row("control", "Zuid", LATE, "-20,30")),
        "panel.csv row 5, column 'people'",
        "-20 is below 0",
        "Counts are whole numbers from 0",
    ),
    Case(
        "a cluster without people",
        panel(*OURS, THEIRS[0], row("control", "Zuid", LATE, "0,0")),
        "panel.csv row 5, column 'people'",
        "nobody is in this cluster and period",
        "Leave the cluster out of all periods",
    ),
]

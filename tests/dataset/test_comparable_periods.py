"""What evaluation.yaml declares of a series is held against the data of both periods."""

from pathlib import Path

import pytest
from small_data import DESTINATIONS, EVALUATION, LADDER, write_data

from evalutils.contracts.tables import TABLES
from evalutils.dataset.load import load_data_set
from evalutils.errors import DataError
from pseudonymised import with_pseudonyms

NOW, BEFORE = "almelo/werkfit/2025", "almelo/werkfit/2024"
SPELLS = "client_id,start,end,destination\n{}"
CODES = DESTINATIONS + "part_time_work,parttime werk,work,\n"


def faults(root: Path, declared: str, *, now: dict[str, str], before: dict[str, str]) -> list[str]:
    """What is wrong with two periods of a programme, of which the last one declares this."""
    data = write_data(root)
    (data / "codelists/destinations.csv").write_text(CODES, encoding="utf-8")
    (data / "ladders/vijf.yaml").write_text(LADDER, encoding="utf-8")
    texts = {
        NOW: now | {"evaluation.yaml": now.get("evaluation.yaml", EVALUATION) + declared},
        BEFORE: {"evaluation.yaml": EVALUATION.replace("2025", "2024")} | before,
    }
    for key, files in texts.items():
        (data / key).mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (data / key / name).write_text(text, encoding="utf-8")
    try:
        load_data_set(data, [NOW])
    except DataError as error:
        return [*error.faults]
    return []


def declares(changed: str = "", clients: str = "other", period: str = "2024") -> str:
    more = f", changed: [{changed}]" if changed else ""
    return f"comparable_with:\n  {period}: {{clients: {clients}{more}}}\n"


def written(table: str, *rows: dict[str, object]) -> dict[str, str]:
    """The file of a table with these cells; the others are empty."""
    columns = [column.name for column in TABLES[table].all_columns]
    lines = [",".join(str(row.get(name, "")) for name in columns) for row in rows]
    return {f"{table}.csv": "\n".join([",".join(columns), *lines, ""])}


def exits(base: str = "", **counts: int) -> dict[str, str]:
    rows = [{"destination": code, "count": count, "base": base} for code, count in counts.items()]
    return written("exits", {"destination": "total", "count": 40}, *rows)


def lasted(definition: str) -> dict[str, str]:
    cohort = {"cohort": "a", "definition": definition, "months": 12, "exits": 40, "still_out": 20}
    return written("durability", cohort | {"within_base": "yes"})


ALIKE = exits(paid_work=20)


def test_periods_that_count_alike_are_comparable(tmp_path: Path) -> None:
    assert faults(tmp_path, declares(), now=ALIKE, before=ALIKE) == []


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2023", "'2023' is no other period of this programme. Did you mean '2024'?"),
        ("cohorts", "there is no table durability with cohorts."),
    ],
)
def test_what_is_declared_is_there(tmp_path: Path, period: str, said: str) -> None:
    (fault,) = faults(tmp_path, declares(period=period), now=ALIKE, before=ALIKE)
    assert fault.startswith(f"{NOW}/evaluation.yaml row 10, key 'comparable_with.{period}'")
    assert said in fault


EARLIER = EVALUATION.replace("2025", "2024")
OTHER_LADDER = {"evaluation.yaml": EARLIER.replace("drie-treden", "vijf")}
REGION = EARLIER.replace("Almelo, code: GM0141", "Regio Almelo, code: null")
OTHER_PLACE = {"evaluation.yaml": REGION}
OTHER_BASE = exits("inflow", paid_work=20) | written(
    "caseload", {"measure": "inflow", "date": "2024-12-31", "count": 50}
)
SPLIT_WORK = exits(paid_work=15, part_time_work=5)


@pytest.mark.parametrize(
    ("change", "now", "before", "said"),
    [
        ("ladder", ALIKE, ALIKE | OTHER_LADDER, "evaluation.yaml row 10"),
        ("border", ALIKE, ALIKE | OTHER_PLACE, "evaluation.yaml row 10"),
        ("base", ALIKE, OTHER_BASE, "2025/exits.csv row 3, column 'base'"),
        ("codes", SPLIT_WORK, ALIKE, "2025/exits.csv row 4, column 'destination'"),
        ("codes", ALIKE, SPLIT_WORK, "2024/exits.csv row 4, column 'destination'"),
        (
            "definition",
            lasted("benefit_not_resumed"),
            lasted("cbs_status"),
            "2025/durability.csv row 2, column 'definition'",
        ),
    ],
)
def test_what_changed_is_declared_or_named_with_file_and_row(
    tmp_path: Path, change: str, now: dict[str, str], before: dict[str, str], said: str
) -> None:
    (fault,) = faults(tmp_path / "silent", declares(), now=now, before=before)
    assert said in fault
    assert f"Name '{change}' in 'changed'" in fault
    assert faults(tmp_path / "told", declares(change), now=now, before=before) == []


def spells(*rows: str) -> dict[str, str]:
    return {"spells.csv": with_pseudonyms(SPELLS.format("".join(f"{row}\n" for row in rows)))}


FOLLOWED = EVALUATION.replace("published", "protected") + "observed_until: 2025-12-31\n"


def followed(year: int, *rows: str, start: str = "") -> dict[str, str]:
    text = FOLLOWED.replace("2025", str(year))
    first = f"{year}-01-01"
    return spells(*rows) | {"evaluation.yaml": text.replace(first, start or first)}


def test_a_client_in_both_is_no_other_client(tmp_path: Path) -> None:
    now = followed(2025, "a,2025-02-01,,", "b,2025-02-01,,")
    before = followed(2024, "c,2024-02-01,,", "b,2024-02-01,2024-03-01,paid_work")
    (fault,) = faults(tmp_path / "other", declares(), now=now, before=before)
    assert fault.startswith(f"{NOW}/spells.csv row 3, column 'client_id'")
    assert "2024/spells.csv too" in fault
    assert "clients: same" in fault
    assert faults(tmp_path / "same", declares(clients="same"), now=now, before=before) == []


def test_periods_without_a_client_in_both_have_no_same_clients(tmp_path: Path) -> None:
    now, before = followed(2025, "a,2025-02-01,,"), followed(2024, "c,2024-02-01,,")
    (fault,) = faults(tmp_path / "same", declares(clients="same"), now=now, before=before)
    assert fault.startswith(f"{NOW}/evaluation.yaml")
    assert "no client of 2024 is in spells here. Write {clients: other}" in fault
    assert faults(tmp_path / "other", declares(), now=now, before=before) == []


@pytest.mark.parametrize("declared", [declares(clients="same"), declares(), ""])
def test_clients_of_periods_that_overlap_would_count_twice(tmp_path: Path, declared: str) -> None:
    now = followed(2025, "a,2025-02-01,,", "b,2025-02-01,,", start="2024-07-01")
    before = followed(2024, "b,2024-02-01,2024-03-01,paid_work")
    (fault,) = faults(tmp_path, declared, now=now, before=before)
    assert fault.startswith(f"{NOW}/spells.csv row 3, column 'client_id'")
    assert "share 2024-07-01 to 2024-12-31" in fault


def test_a_period_within_another_has_clients_of_its_own(tmp_path: Path) -> None:
    year = followed(2025, "a,2025-02-01,,", "b,2025-02-01,,")
    half = {
        "evaluation.yaml": year["evaluation.yaml"].replace("end: 2025-12-31", "end: 2025-06-30")
    }
    (fault,) = faults(tmp_path / "same", "", now=year, before=spells("b,2025-02-01,,") | half)
    assert "share 2025-01-01 to 2025-06-30" in fault
    assert faults(tmp_path / "other", "", now=year, before=spells("c,2025-02-01,,") | half) == []


def test_who_is_on_file_in_two_years_counts_in_both(tmp_path: Path) -> None:
    now = followed(2025, "b,2024-02-01,,")
    assert faults(tmp_path, "", now=now, before=followed(2024, "b,2024-02-01,,")) == []


def test_measured_clients_of_periods_that_overlap_count_twice_too(tmp_path: Path) -> None:
    def measured(start: int, end: int, day: str) -> dict[str, str]:
        text = FOLLOWED.replace("2025-01-01", f"{start}-01-01").replace("end: 2025", f"end: {end}")
        return {
            "measurements.csv": with_pseudonyms(f"client_id,date,kind,rung\na,{day},measured,2\n"),
            "evaluation.yaml": text,
        }

    now, before = measured(2025, 2025, "2025-02-01"), measured(2024, 2025, "2024-02-01")
    (fault,) = faults(tmp_path, "", now=now, before=before)
    assert fault.startswith(f"{NOW}/measurements.csv row 2, column 'client_id'")


def test_counts_of_periods_that_overlap_are_not_comparable_either(tmp_path: Path) -> None:
    now = ALIKE | {"evaluation.yaml": EVALUATION.replace("2025-01-01", "2024-12-01")}
    (fault,) = faults(tmp_path, declares(), now=now, before=ALIKE)
    assert fault.startswith(f"{NOW}/evaluation.yaml row 10, key 'comparable_with.2024'")
    assert "share 2024-12-01 to 2024-12-31" in fault

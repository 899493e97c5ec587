"""What the table of groups over time tells an outsider."""

from pathlib import Path

from written_book import LEFT, found, table, write_book

HEAD = ("groepen-per-periode", "Periode | Fase | Mensen | Bereikt | Aandeel")


def problems(tmp_path: Path, row: str) -> set[str]:
    periods = table(*HEAD, "Met het programma", f"2023 | vanaf de start | {row}")
    return {problem for _, problem in found(write_book(tmp_path, periods))}


def test_who_did_not_reach_it_is_a_group_too(tmp_path: Path) -> None:
    # Ten to twelve people, of whom ten or more reached it: at most two others.
    assert LEFT in problems(tmp_path, "10 | 10 | –")
    assert problems(tmp_path / "wide", "200 | 95 | –") == set()

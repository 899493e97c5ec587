"""The table of contents follows municipality, programme, period and chapters."""

from typing import Any

from evalutils.book.toc import build_toc, count_pages

from .sample import caseload, evaluation, table


def part(toc: dict[str, Any], caption: str) -> list[dict[str, Any]]:
    return next(item["chapters"] for item in toc["parts"] if item["caption"] == caption)


def files(entries: list[dict[str, Any]]) -> list[str]:
    return [
        file for entry in entries for file in (entry["file"], *files(entry.get("sections", [])))
    ]


def test_a_programme_with_one_period_has_no_page_of_its_own() -> None:
    toc = build_toc([evaluation("lelystad/werkbedrijf/2014")])
    assert files(part(toc, "Evaluaties")) == [
        "lelystad/index",
        "lelystad/werkbedrijf/2014/index",
        "lelystad/werkbedrijf/2014/outflow",
        "lelystad/werkbedrijf/2014/quality",
    ]


def test_a_programme_with_two_periods_has_a_page_above_them() -> None:
    periods = [evaluation(f"fryslan-west/pastiel/{year}") for year in (2017, 2016)]
    programme = part(build_toc(periods), "Evaluaties")[0]["sections"][0]
    assert programme["file"] == "fryslan-west/pastiel/index"
    assert [entry["title"] for entry in programme["sections"]] == ["periode 2016", "periode 2017"]


def test_only_chapters_with_data_are_listed() -> None:
    ladder = table("ladder", [{"moment": "current", "rung": "1", "count": 3}])
    both = evaluation("zwolle/route/2022", tables={"caseload": caseload(), "ladder": ladder})
    neither = evaluation("zwolle/ander/2022", tables={})
    sections = part(build_toc([both, neither]), "Evaluaties")[0]["sections"]
    none, two = ([entry["title"] for entry in item["sections"]] for item in sections)
    assert none == ["Kwaliteit van de gegevens"]
    assert two == ["Participatieladder", "Uitstroom", "Kwaliteit van de gegevens"]


def test_municipalities_stand_in_the_order_of_their_names() -> None:
    late_key = evaluation("a/programma/2020", municipality_name="Zutphen")
    early_key = evaluation("z/programma/2020", municipality_name="Aalten")
    titles = [item["title"] for item in part(build_toc([late_key, early_key]), "Evaluaties")]
    assert titles == ["Aalten", "Zutphen"]


def test_general_pages_are_there_whatever_is_selected() -> None:
    toc = build_toc([evaluation()], sources=["bron"], extra=["toelichting.md"])
    general = files(part(toc, "Verantwoording"))
    for name in ("methods", "definitions", "data-dictionary", "open-data", "sources/index"):
        assert name in general
    assert {"sources/bron", "toelichting", "accessibility", "colophon"} <= set(general)


def test_a_book_without_comparison_has_no_empty_part() -> None:
    captions = [item["caption"] for item in build_toc([evaluation()])["parts"]]
    assert captions == ["Evaluaties", "Verantwoording"]


def test_every_page_is_counted_and_the_start_page_too() -> None:
    toc = build_toc([evaluation()], across=["comparison"])
    listed = [file for item in toc["parts"] for file in files(item["chapters"])]
    assert count_pages(toc) == len(listed) + 1
    assert len(set(listed)) == len(listed)

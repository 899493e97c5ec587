"""Generated pages say what an evaluation is, what is missing, and how sure it is."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from evalutils.book import pages, site
from evalutils.book.versions import Commit, Versions
from evalutils.contracts.tables import TABLES
from evalutils.contracts.units import UNITS
from evalutils.contracts.yaml_files import YAML_FILES
from evalutils.dutch import publication_date
from evalutils.identifiers.scan import found_in
from evalutils.quantities import quantity

from .sample import LIBRARY, SOURCE, caseload, evaluation, table


def claims(*rows: dict[str, object]) -> pd.DataFrame:
    common = {"decimals": 0, "unit": "percent", "source": SOURCE}
    return table("claims", [common | {"claim": f"c{n}"} | row for n, row in enumerate(rows)])


def test_the_title_names_programme_and_period() -> None:
    page = pages.evaluation_page(evaluation(title="Pastiel", period_label="2017"), LIBRARY)
    assert page.startswith("# Pastiel, 2017\n")


def test_what_nobody_took_over_is_not_said_to_lack_in_the_source() -> None:
    page = pages.evaluation_page(evaluation(), LIBRARY)
    expected = "In dit boek niet overgenomen: cijfers over de participatieladder en de kosten."
    assert expected in page.splitlines()
    assert "Niet in de bron" not in page


def test_what_the_source_does_not_say_is_told_as_declared() -> None:
    item = evaluation(not_in_source=("ladder", "durability"))
    assert (
        "Niet in de bron: cijfers over de participatieladder en duurzame uitstroom. "
        "In dit boek niet overgenomen: cijfers over de kosten."
    ) in pages.evaluation_page(item, LIBRARY).splitlines()
    both = replace(item, not_in_source=("ladder_moves", "costs"))
    said = pages.evaluation_page(both, LIBRARY)
    assert "Niet in de bron: cijfers over de participatieladder en de kosten." in said
    assert "niet overgenomen" not in said


def test_an_evaluation_without_results_calls_that_a_finding_when_the_source_is_silent() -> None:
    silent = evaluation(tables={}, not_in_source=("ladder", "exits", "costs"))
    page = pages.evaluation_page(silent, LIBRARY)
    assert "Geen resultaten: niet in de bron. Dat is zelf een bevinding" in page
    assert "## Hoofdstukken" not in page
    unknown = pages.evaluation_page(evaluation(tables={}), LIBRARY)
    assert "Geen resultaten: in dit boek niet overgenomen." in unknown
    assert "bevinding" not in unknown


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        (("ladder", "exits", "costs"), "Geen resultaten: niet in de bron"),
        (("ladder", "costs"), "Geen resultaten: in dit boek niet overgenomen"),
    ],
)
def test_the_overview_uses_the_same_words(declared: tuple[str, ...], words: str) -> None:
    item = evaluation(tables={}, not_in_source=declared)
    assert words in pages.overview_sections([item])


def test_a_protected_evaluation_says_that_small_numbers_are_hidden() -> None:
    protected = evaluation(disclosure="protected")
    for text in (
        pages.evaluation_page(protected, LIBRARY),
        pages.chapter_context(protected, LIBRARY),
    ):
        assert "aantallen onder 10 staan er niet" in text  # data/parameters
        assert "veelvoud van 5" in text


def test_a_published_evaluation_says_that_its_figures_were_public() -> None:
    page = pages.evaluation_page(evaluation(), LIBRARY)
    assert "waren al openbaar" in page
    assert "verborgen: aantallen" not in page


def test_an_invented_evaluation_that_hides_nothing_does_not_say_it_was_public() -> None:
    page = pages.evaluation_page(evaluation(synthetic=True), LIBRARY)
    assert "De cliënten zijn verzonnen; er is niets verborgen." in page
    assert "openbaar" not in page


def test_without_a_comparison_group_nothing_is_said_to_be_caused() -> None:
    page = pages.evaluation_page(evaluation(evidence="none"), LIBRARY)
    assert "geen vergelijkingsgroep" in page
    assert "leidt tot" not in page


def test_a_claim_has_a_place_of_its_own_and_its_place_leads_to_the_document() -> None:
    found = claims(
        {"claim": "pct_work", "quantity": "aandeel", "value": 9, "locator": "Tabel 2, rij 3"},
        {"claim": "Pct work", "quantity": "meeste", "words": "het grootste gedeelte"},
    )
    page = pages.evaluation_page(evaluation(tables={"claims": found}), LIBRARY)
    assert '<span id="cijfer-pct_work"></span>Aandeel' in page
    row = f"../../../sources/{SOURCE}.html#fryslan-west--pastiel--2017--claims-"
    assert re.search(rf'<a href="{row}\d+">Tabel 2, rij 3</a>', page)
    # another name than letters, digits and underscores is no identifier: its row is
    assert '<span id="cijfer-rij-' in page
    assert "‘het grootste gedeelte’" in page


def test_claims_are_grouped_by_topic_in_the_order_of_the_file() -> None:
    found = claims(
        {"quantity": "aandeel a", "value": 75, "topic": "duur", "qualifier": "circa"},
        {"quantity": "aandeel b", "value": 10, "topic": "kosten"},
        {"quantity": "aandeel c", "value": 36.6, "decimals": 1, "topic": "duur"},
    )
    page = pages.evaluation_page(evaluation(tables={"claims": found}), LIBRARY)
    rows = [line for line in page.splitlines() if "Aandeel" in line]
    names = [row.split(" | ")[0].partition("</span>")[2] for row in rows]
    assert names == ["Aandeel a", "Aandeel c", "Aandeel b"]
    assert re.findall("<summary>(.*?)</summary>", page) == ["Duur: 2 cijfers", "Kosten: 1 cijfer"]
    assert "ongeveer 75%" in rows[0]
    assert "36,6%" in rows[1]


def test_text_of_a_researcher_cannot_break_a_page() -> None:
    found = claims({"quantity": "a | b *c* <script> $x$", "value": 1, "locator": "# kop"})
    page = pages.evaluation_page(evaluation(tables={"claims": found}), LIBRARY)
    row = next(line for line in page.splitlines() if "script" in line)
    # The table takes one backslash away from before a bar.
    assert r"A \\| b \*c\* \<script\> \$x\$" in row


def test_the_overview_is_a_list_by_municipality_with_every_chapter() -> None:
    overview = pages.overview_sections([evaluation()])
    assert "|" not in overview  # no table: it has to be read on a phone
    assert "[Fryslan\\-west](/fryslan-west/index.md)\n: - [Traject Pastiel]" in overview
    assert "(/fryslan-west/pastiel/2017/index.md), periode 2017<br>" in overview
    assert "(/fryslan-west/pastiel/2017/outflow.ipynb)" in overview


def test_a_programme_page_warns_that_periods_may_differ_for_other_reasons() -> None:
    periods = tuple(evaluation(f"fryslan-west/pastiel/{year}") for year in (2016, 2017))
    page = pages.programme_page(site.Programme(periods))
    assert "2 perioden" in page
    assert "andere mensen" in page


def test_a_source_page_counts_the_rows_that_cite_it() -> None:
    cited = evaluation(tables={"caseload": caseload()})
    uncited = evaluation("x/y/2020", tables={"caseload": caseload(source=None)})
    shared = evaluation(
        "x/z/2020",
        sources=(SOURCE, "enschede-eaa-2019"),
        tables={"caseload": caseload(source=None)},
    )
    page = pages.source_page(LIBRARY.sources[SOURCE], [cited, uncited, shared])
    counts = [line.split(" | ")[-1] for line in page.splitlines() if "/index.md)" in line]
    # A row without a source counts only where there is one source to choose from.
    assert counts == ["1 |", "1 |", "0 |"]


def test_only_sources_that_are_cited_get_a_page() -> None:
    used = pages.used_sources([evaluation()], LIBRARY.sources)
    assert [source.key for source in used] == [SOURCE]


def test_the_data_dictionary_names_every_table_column_and_value() -> None:
    page = pages.data_dictionary_page(LIBRARY)
    for item in TABLES.values():
        assert f"`{item.name}.csv`" in page
        for column in item.all_columns:
            assert f"`{column.name}`" in page
            assert all(f"`{value}`" in page for value in column.allowed)
    assert all(f"`{code}`" in page for code in LIBRARY.destinations)


def test_the_data_dictionary_names_every_file_and_key_of_yaml() -> None:
    page = pages.data_dictionary_page(LIBRARY)
    for item in YAML_FILES:
        (section,) = [part for part in page.split("\n## ") if f"`{item.name}`\n" in part]
        for key in item.keys:
            assert f"| `{key.name}` |" in section
            assert all(f"| `{key.name}.{part.name}` |" in section for part in key.parts)
            assert all(f"`{value}` = {label}" in section for value, label in key.choices)
    assert "| `coverage.share` |" in page
    assert "geheel aantal maanden van 1 tot en met 600" in page


def test_keys_that_stand_below_several_keys_are_told_once() -> None:
    page = pages.data_dictionary_page(LIBRARY)
    assert "| `spells.columns` |" in page
    assert "| `benefits.columns` |" not in page
    assert "| `benefits` | Uitkering per cliënt\\. | dezelfde sleutels als bij `spells` |" in page
    assert "| `measurements.columns` |" in page  # of which there are fewer


def test_a_table_of_several_chapters_names_them_in_the_plural() -> None:
    page = pages.data_dictionary_page(LIBRARY)
    assert "Voor de hoofdstukken *Uitstroom* en *Kosten en baten*." in page
    assert "Voor het hoofdstuk *Participatieladder*." in page


def test_every_unit_has_a_dutch_form() -> None:
    for unit in UNITS:
        assert quantity(1, 0, unit)
        assert quantity(2.5, 1, unit)
    assert quantity(7000, 0, "EUR") == "€\N{NO-BREAK SPACE}7.000"
    assert quantity(500, 0, "EUR_per_month") == "€\N{NO-BREAK SPACE}500 per maand"
    assert quantity(1, 0, "month") == "1\N{NO-BREAK SPACE}maand"
    assert quantity(3, 0, "year") == "3\N{NO-BREAK SPACE}jaar"
    assert quantity(2019, 0, "date") == "2019"


def test_publication_dates_are_written_out() -> None:
    assert publication_date("2023-03") == "maart 2023"
    assert publication_date("2020-01-31") == "31 januari 2020"
    assert publication_date("2024") == "2024"


def test_the_colophon_tells_whether_the_code_was_committed() -> None:
    # Its first twelve signs would hold a number that passes for that of a person.
    commit = "d7c6440882656b0284ba8626cd309c885edf2b55"
    assert found_in([commit[:12]])
    dirty = pages.versions_section(Versions("3.11", {}, Commit(commit, ("../README.md",))))
    assert f"`{commit}`" in dirty
    assert not found_in([dirty])
    assert "nog niet waren vastgelegd" in dirty
    assert "niet in versiebeheer" in pages.versions_section(Versions("3.11", {}, None))

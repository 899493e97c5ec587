"""The tables of the book: Dutch numbers, headings, notes and safe HTML."""

import re

import pandas as pd
import pytest
from filled_tables import RULE, caseload, exits, protected, public, table
from outputs import CODELIST, cells_of, everything, full_sample

from evalutils import outflow, tables
from evalutils.disclosure import Publishable, Rule
from evalutils.display import Nothing, Table
from evalutils.show.cells import LEFT_OUT_NOTE
from evalutils.show.rendering import render

EURO = "€\N{NO-BREAK SPACE}"


def exits_table(result: Publishable) -> list[list[str]]:
    return cells_of(tables.outflow.destinations(result, CODELIST))


@pytest.fixture(scope="module")
def all_tables() -> list[Table]:
    return [item for item in everything(full_sample(), None) if isinstance(item, Table)]


def test_every_part_of_every_chapter_has_a_table(all_tables: list[Table]) -> None:
    assert len(all_tables) == 29
    assert len({item.title for item in all_tables}) == 29


def test_the_same_table_is_the_same_bytes_twice(all_tables: list[Table]) -> None:
    again = [item for item in everything(full_sample(), None) if isinstance(item, Table)]
    assert [item.html for item in again] == [item.html for item in all_tables]


def test_every_heading_is_filled_and_says_what_it_heads(all_tables: list[Table]) -> None:
    for item in all_tables:
        headings = re.findall(r"<th\b([^>]*)>(.*?)</th>", item.html, flags=re.S)
        assert headings
        for attributes, text in headings:
            assert text.strip(), item.title
            assert re.search(r'scope="(col|row|colgroup|rowgroup)"', attributes), item.title


def test_no_cell_shows_a_machine_value(all_tables: list[Table]) -> None:
    for item in all_tables:
        for cell in (cell for row in cells_of(item) for cell in row):
            assert not re.search(r"\b(nan|NaN|None|NaT|<NA>|True|False)\b", cell), item.title
            assert not re.search(r"\d\.\d\d?(?!\d)", cell), f"decimal point in {cell}"


def test_identifiers_are_unique_on_a_page(all_tables: list[Table]) -> None:
    names = [name for item in all_tables for name in re.findall(r'\bid="([^"]+)"', item.html)]
    assert len(names) == len(set(names))


def test_words_of_a_data_file_cannot_become_html() -> None:
    rows = [
        {"funnel": "<script>alert(1)</script>", "order": 1, "stage": "a & b", "count": 10},
        {"funnel": "<script>alert(1)</script>", "order": 2, "stage": "<b>vet</b>", "count": 5},
        {"funnel": "andere", "order": 1, "stage": '"x"', "count": 5},
    ]
    shown = tables.outflow.funnels(public(outflow.funnel_shares(table("funnel", *rows))))
    assert isinstance(shown, Table)
    assert "<script>alert" not in shown.html
    assert "<b>vet" not in shown.html
    text = [cell for row in cells_of(shown) for cell in row]
    assert "<script>alert(1)</script>" in text
    assert "A & b" in text


def test_headings_between_the_rows_get_a_slug_each_and_keep_their_text() -> None:
    names = ["A <b>", "A, b!", "A <b>", "Ж"]
    frame = pd.DataFrame({"row": ["1", "2", "3", "4"], "value": "5", "group": names})
    columns = {"row": "Rij {{H2O}}", "value": "<i>{{H2O}}</i>"}
    shown = render(frame, columns, name="proef", title="{{H2O}}", groups="group")
    ids = re.findall(r'class="gt_group_heading"[^>]* id="([^"]*)"', shown.html)
    assert ids == ["tabel-proef-a-b", "tabel-proef-a-b-2", "tabel-proef-naam"]
    texts = [text for row in cells_of(shown) for text in row]
    assert [text for text in texts if text in names] == ["A <b>", "A, b!", "Ж"]
    assert {"{{H2O}}", "Rij {{H2O}}", "<i>{{H2O}}</i>"} <= set(texts)


def test_the_account_of_zwolle_line_by_line() -> None:
    result = public(outflow.caseload_account(full_sample()["caseload"]))
    assert cells_of(tables.outflow.caseload_account(result))[2:] == [
        ["Stand aan het begin", "432"],
        ["Plus instroom", "+44"],
        ["Min uitstroom", "−64"],
        ["Stand aan het eind, berekend", "412"],
        ["Stand aan het eind, gepubliceerd", "414"],
        ["Verschil dat de stromen niet verklaren", "+2"],
        ["Verandering van het bestand", "−18"],
    ]


def test_an_account_backwards_when_the_start_is_not_given() -> None:
    result = public(outflow.caseload_account(caseload(inflow=760, outflow=912, stock_end=6143)))
    assert cells_of(tables.outflow.caseload_account(result))[2:] == [
        ["Stand aan het eind, gepubliceerd", "6.143"],
        ["Min instroom", "−760"],
        ["Plus uitstroom", "+912"],
        ["Stand aan het begin, afgeleid", "6.295"],
        ["Verandering van het bestand", "−152"],
    ]


def test_a_hidden_flow_shows_what_it_is_below_and_the_rest_a_dash() -> None:
    numbers = caseload(stock_start=200, inflow=4, outflow=60, stock_end=150)
    shown = tables.outflow.caseload_account(protected(outflow.caseload_account(numbers)))
    assert cells_of(shown)[2:] == [
        ["Stand aan het begin", "200"],
        ["Plus instroom", "<10"],
        ["Min uitstroom", "−60"],
        ["Stand aan het eind, berekend", "–"],
        ["Stand aan het eind, gepubliceerd", "150"],
        ["Verschil dat de stromen niet verklaren", "–"],
        ["Verandering van het bestand", "−50"],
        [LEFT_OUT_NOTE],
    ]


def test_a_rounded_difference_is_called_rounding() -> None:
    result = protected(outflow.caseload_account(full_sample()["caseload"]))
    assert ["Verschil, binnen de afronding", "+5"] in cells_of(
        tables.outflow.caseload_account(result)
    )


def test_hidden_counts_show_below_10_and_missing_ones_a_dash() -> None:
    data = table(
        "exits",
        {"destination": "total", "count": 100},
        {"destination": "paid_work", "count": 60},
        {"destination": "education", "share": 15},
        {"destination": "self_employed", "count": 7},
    )
    rows = cells_of(
        tables.outflow.destinations(protected(outflow.destinations(data, None)), CODELIST)
    )
    assert rows[1][:3] == ["Bestemming", "Aantal", "Aandeel"]
    assert [row[:3] for row in rows[2:6]] == [
        ["Alle uitstroom samen", "100", "–"],
        ["Betaald werk", "60", "60,0%"],
        ["Opleiding", "–", "15%"],
        ["Eigen bedrijf", "<10", "–"],
    ]
    assert rows[-1] == [LEFT_OUT_NOTE]


def test_a_count_left_out_to_protect_another_is_not_called_small() -> None:
    # 33 = 12 + 12 + 9: one 12 has to go as well.
    result = protected(
        outflow.destinations(exits(total=33, paid_work=12, education=12, self_employed=9), None)
    )
    shown = {row[0]: row[1] for row in exits_table(result)[2:6]}
    assert shown == {
        "Alle uitstroom samen": "35",
        "Betaald werk": "weggelaten",
        "Opleiding": "10",
        "Eigen bedrijf": "<10",
    }


def test_the_threshold_of_the_rule_is_the_one_that_is_shown() -> None:
    result = protected(outflow.destinations(exits(paid_work=5), None), Rule(8, 5))
    assert exits_table(result)[2] == ["Betaald werk", "<8"]


def test_public_tables_say_nothing_about_leaving_out(all_tables: list[Table]) -> None:
    assert not [item.title for item in all_tables if LEFT_OUT_NOTE in item.html]


def test_a_printed_share_stands_as_printed_and_is_not_repeated() -> None:
    data = table(
        "exits",
        {"destination": "paid_work", "count": 418, "share": 55, "base": "inflow"},
        {"destination": "education", "share": 12, "base": "inflow"},
    )
    result = public(outflow.destinations(data, caseload(inflow=759)))
    rows = exits_table(result)
    assert rows[1][-1] == "Gedrukt"
    assert (rows[2][2], rows[2][-1]) == ("55,1%", "55%")
    assert (rows[3][2], rows[3][-1]) == ("12%", "–")


def test_groups_get_a_heading_and_a_warning_only_when_there_are_groups() -> None:
    one = cells_of(
        tables.outflow.destinations(
            public(outflow.destinations(exits(education=3), None)), CODELIST
        )
    )
    assert ["Alle cliënten"] not in one
    data = table(
        "exits",
        {"destination": "education", "count": 3},
        {"destination": "education", "group": "jong", "count": 2},
    )
    both = cells_of(tables.outflow.destinations(public(outflow.destinations(data, None)), CODELIST))
    assert ["Alle cliënten"] in both
    assert ["Jong"] in both
    assert both[-1] == ["Groepen kunnen overlappen en worden niet opgeteld."]


def test_administrative_exits_and_reasons_stand_apart_from_destinations() -> None:
    result = public(
        outflow.destinations(exits(total=64, paid_work=14, moved=20, no_contact=3), None)
    )
    shown = [row[0] for row in exits_table(result)[2:]]
    # 64 - 14 - 20 - 3 = 27 have no destination that the source counts.
    assert shown == ["Alle uitstroom samen", "Betaald werk", "Bestemming niet genoemd"]
    assert exits_table(result)[-1][1:3] == ["27", "42,2%"]
    moved = cells_of(tables.outflow.administrative(result, CODELIST))
    assert moved[2][:3] == ["Verhuisd", "20", "31,3%"]
    stopped = cells_of(tables.outflow.reasons(result, CODELIST))
    assert stopped[1][0] == "Reden"
    assert stopped[2][:2] == ["Geen contact meer", "3"]


def test_the_total_of_a_group_of_reasons_is_no_destination() -> None:
    data = table(
        "exits",
        {"destination": "paid_work", "count": 19},
        {"destination": "total", "group": "reden", "count": 105},
        {"destination": "no_contact", "group": "reden", "share": 35},
    )
    result = public(outflow.destinations(data, None))
    assert [row[0] for row in exits_table(result)[2:]] == ["Betaald werk"]
    (row,) = (row for row in cells_of(tables.outflow.reasons(result, CODELIST)) if "35%" in row)
    assert row == ["Geen contact meer", "35%", "totaal van de groep", "105"]


def test_a_column_without_a_single_number_is_left_out() -> None:
    frame = pd.DataFrame({"a": ["x", "y"], "b": ["–", "–"], "c": ["–", "1"]})
    shown = render(frame, {"a": "A", "b": "B", "c": "C"}, name="proef", title="Proef")
    assert cells_of(shown)[1] == ["A", "C"]


def test_exact_figures_need_no_column_for_their_precision() -> None:
    exact = public(outflow.caseload_figures(caseload(inflow=3)))
    assert cells_of(tables.outflow.caseload_figures(exact))[1] == ["Maat", "Aantal"]
    row = {"measure": "inflow", "count": 800, "qualifier": "circa"}
    about = public(outflow.caseload_figures(table("caseload", row)))
    assert cells_of(tables.outflow.caseload_figures(about))[2] == ["Instroom", "800", "ongeveer"]


def test_targets_leave_the_unit_to_the_name_of_the_target() -> None:
    result = public(outflow.target_results(full_sample()["targets"]))
    row = cells_of(tables.outflow.targets(result))[2]
    assert [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] == [
        "Werk",
        "ten minste 1.650",
        "1",
        "0%",
        "nee",
    ]


def test_a_hidden_result_of_a_target_shows_below_10_or_left_out() -> None:
    row = {"direction": "at_least", "target": 50}
    data = table(
        "targets",
        {"indicator": "a", "unit": "person", "result": 4, "statement": "not_met", **row},
        {"indicator": "b", "unit": "percent", "result": 66.7, **row},
        {"indicator": "c", "unit": "EUR", "result": 7, **row},
    )
    shown = cells_of(tables.outflow.targets(protected(outflow.target_results(data))))
    assert [line[2] for line in shown[2:5]] == ["<10", "weggelaten", f"{EURO}7"]
    assert "Oordeel van de bron" not in shown[1]


@pytest.mark.parametrize("rule_name", ["public", "protected"])
def test_without_data_there_is_no_table(rule_name: str) -> None:
    rule = RULE if rule_name == "protected" else None
    assert not [item for item in everything({}, rule) if isinstance(item, Table)]
    assert [item for item in everything({}, rule) if isinstance(item, Nothing)]


def test_instruments_have_a_heading_per_stage_and_no_point_for_few_people() -> None:
    data = table(
        "instruments",
        {"instrument": "klein", "started": 13, "exits_work": 10},
        {"instrument": "groot", "stage": "meedoen", "started": 204, "exits_work": 83},
        {"instrument": "gedrukt", "started": 13, "share_work": 45},
    )
    rows = cells_of(tables.outflow.instruments(public(outflow.instrument_shares(data))))
    assert [row[0] for row in rows[2:7]] == [
        "Meedoen",
        "Groot",
        "Fase niet bekend",
        "Klein",
        "Gedrukt",
    ]
    assert rows[3][-1] == "83; 40,7% (34,2 tot 47,5)"
    assert rows[5][-1] == "10; 49,7% tot 91,8%"
    assert rows[6][-1] == "45% (van 13)"

"""Dutch names and codes of registrations in the place of codes are told with the right code."""

from pathlib import Path

import pytest
from client_data import SPELLS, client_data
from small_data import DESTINATIONS, EVALUATION, KEY, faults_of, write_data

REASONS = """\
code,label,destination,source
11,arbeid in dienstbetrekking of uitkering ziekte,paid_work,jaarverslag
13,zelfstandig beroep of bedrijf,self_employed,jaarverslag
02,aangaan relatie,relationship,jaarverslag
"""
MORE = """\
self_employed,zelfstandig ondernemer,self_employed,
relationship,relatie of samenwonen,administrative,
"""
EXITS = "destination,group,count,share,base,overlapping,source,locator,note\n"
CASELOAD = "measure,date,count,qualifier,source,locator,note\n"
LADDER = "moment,rung,count,share,source,locator,note\n"
CLAIMS = (
    "claim,quantity,value,decimals,unit,qualifier,formula,indicator,topic,accepted,source,locator,"
    "note\n"
)
TARGETS = (
    "indicator,target,result,unit,direction,target_start,target_end,measured_on,statement,source,"
    "locator,note\n"
)


def with_reasons(data: Path) -> Path:
    codelists = data / "codelists"
    (codelists / "destinations.csv").write_text(DESTINATIONS + MORE, encoding="utf-8")
    (codelists / "benefit_end_reasons.csv").write_text(REASONS, encoding="utf-8")
    return data


@pytest.mark.parametrize(
    "written", ["betaald werk", "Betaald Werk", "BETAALD  WERK", "betaald-werk"]
)
def test_the_dutch_name_of_a_destination_is_told_with_its_code(
    written: str, tmp_path: Path
) -> None:
    data = with_reasons(write_data(tmp_path, exits=f"{EXITS}{written},,9,,,,,,\n"))
    (fault,) = faults_of(data)
    assert "That is the Dutch name of 'paid_work': write paid_work." in fault


@pytest.mark.parametrize(
    ("written", "destination"),
    [
        ("11", "paid_work"),
        ("13", "self_employed"),
        ("02", "relationship"),
        ("2", "relationship"),  # a spreadsheet dropped the zero
        ("Aangaan relatie", "relationship"),
    ],
)
def test_a_code_of_the_national_statistics_points_to_its_destination(
    written: str, destination: str, tmp_path: Path
) -> None:
    data = with_reasons(write_data(tmp_path, exits=f"{EXITS}{written},,9,,,,,,\n"))
    (fault,) = faults_of(data)
    assert "of the national benefit statistics" in fault
    assert f"codelists/benefit_end_reasons.csv makes '{destination}' of it. Write that." in fault
    assert "add it there" not in fault


@pytest.mark.parametrize(
    ("first", "second", "by"),
    [
        ("Jongeren", "jongeren", "capitals only"),
        ("Súdwest", "Sudwest", "capitals, accents or spaces only"),
        ("Coöperatie", "COOPERATIE", "capitals, accents or spaces only"),
        ("Zuid West", "Zuidwest", "capitals, accents or spaces only"),
        ("Zuid-West", "zuid west", "capitals, accents or spaces only"),
        ("Wijk 10", "Wijk10", "capitals, accents or spaces only"),
    ],
)
def test_two_names_that_readers_take_for_one_are_a_fault_in_every_table(
    first: str, second: str, by: str, tmp_path: Path
) -> None:
    tables = {
        "exits": f"{EXITS}paid_work,{{}},9,,,,,,\n",
        "funnel": "funnel,order,stage,count,source,locator,note\n{},1,a,9,,,\n",
        "targets": f"{TARGETS}{{}},1,1,person,at_least,,,,,,,\n",
        "claims": CLAIMS + "c{},q,1,0,person,,,,,,,,\n",
    }
    for number, (table, text) in enumerate(tables.items()):
        header, row = text.splitlines()
        lines = [header, row.format(first), row.format(second)]
        if table == "funnel":
            lines[2] = lines[2].replace(",1,a", ",2,b")
        data = write_data(tmp_path / str(number), **{table: "\n".join(lines) + "\n"})
        assert [fault for fault in faults_of(data) if f"row 2 by {by}. Write both alike" in fault]


@pytest.mark.parametrize(("first", "second"), [("5-6", "56"), ("18+", "18-"), ("A1", "A2")])
def test_names_that_differ_in_a_sign_or_number_are_two_names(
    first: str, second: str, tmp_path: Path
) -> None:
    rows = f"{EXITS}paid_work,{first},9,,,,,,\npaid_work,{second},9,,,,,,\n"
    assert faults_of(write_data(tmp_path, exits=rows)) == []


def test_what_no_list_knows_may_be_added(tmp_path: Path) -> None:
    data = with_reasons(write_data(tmp_path, exits=f"{EXITS}99,,9,,,,,,\n"))
    assert "Otherwise add it there." in faults_of(data)[0]


@pytest.mark.parametrize(
    ("table", "rows", "code"),
    [
        ("caseload", f"{CASELOAD}instroom,,9,,,,\n", "inflow"),
        ("caseload", f"{CASELOAD}Stand aan het begin,,9,,,,\n", "stock_start"),
        ("caseload", f"{CASELOAD}inflow,,9,Ongeveer,,,\n", "circa"),
        ("exits", f"{EXITS}paid_work,,9,,uitstroom,,,,\n", "outflow"),
        ("ladder", f"{LADDER}huidige trede,1,9,,,,\n", "current"),
        ("ladder", f"{LADDER}current,onbekend,9,,,,\n", "unknown"),
        ("targets", f"{TARGETS}a,1,1,personen,at_least,,,,,,,\n", "person"),
        ("targets", f"{TARGETS}a,1,1,person,ten minste,,,,,,,\n", "at_least"),
        ("targets", f"{TARGETS}a,1,1,person,at_least,,,,gehaald,,,\n", "met"),
    ],
)
def test_a_dutch_choice_is_told_with_its_code(
    table: str, rows: str, code: str, tmp_path: Path
) -> None:
    said = " ".join(faults_of(write_data(tmp_path, **{table: rows})))
    assert f"That is the Dutch name of '{code}': write {code}." in said.replace(
        f"name of {code}:", f"name of '{code}':"
    )


def test_a_name_that_is_almost_a_dutch_name_is_a_question(tmp_path: Path) -> None:
    (fault,) = faults_of(write_data(tmp_path, caseload=f"{CASELOAD}stand begin,,9,,,,\n"))
    assert "Did you mean 'stock_start' (stand aan het begin)?" in fault


def test_a_dutch_choice_in_yaml_is_told_with_its_code(tmp_path: Path) -> None:
    data = write_data(tmp_path)
    text = EVALUATION.replace("published\n", "de cijfers waren al openbaar\n")
    (data / KEY / "evaluation.yaml").write_text(text, encoding="utf-8")
    (fault,) = faults_of(data)
    assert "That is the Dutch name of 'published': write published." in fault


@pytest.mark.parametrize(
    ("destination", "said"),
    [
        ("11", "These look like codes or names of the national benefit statistics"),
        ("betaald werk", "These are Dutch names: write the code"),
        ("maan", "Correct it, or add it there."),
    ],
)
def test_clients_with_other_codes_get_the_advice_without_a_value(
    destination: str, said: str, tmp_path: Path
) -> None:
    rows = f"{SPELLS}a,2025-01-10,2025-02-10,{destination}\n"
    (fault,) = faults_of(with_reasons(client_data(tmp_path, spells=rows)))
    assert said in fault
    assert destination not in fault

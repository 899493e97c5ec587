"""Sources, ladders, codelists and parameters of a data folder."""

from datetime import date
from pathlib import Path

import pytest
from small_data import DESTINATIONS, KEY, LADDER, faults_of, write_data

from evalutils.dataset.library import Destination, Rung, load_library
from evalutils.dataset.sources_file import load_sources
from evalutils.errors import DataError, InputError


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_data(tmp_path / "data")


def test_the_shared_files_are_read(data: Path) -> None:
    library = load_library(data)
    assert library.sources["jaarverslag"].publisher == "Gemeente Almelo"
    assert library.sources["jaarverslag"].published == "2025"
    assert library.ladders["drie-treden"].numbers == (1, 2, 3)
    assert library.ladders["drie-treden"].rungs[0] == Rung(1, "laag", "a")
    assert library.destinations["total"] == Destination(
        "total", "alle uitstroom samen", "total", ""
    )
    assert library.parameters["disclosure_threshold"].at(date(2025, 1, 1)) == 10


def test_rungs_are_in_order_whatever_their_order_in_the_file(data: Path) -> None:
    text = "title: a\nversion: 1\nrungs: {2: {label: b, rule: c}, 1: {label: d, rule: e}}\n"
    (data / "ladders" / "drie-treden.yaml").write_text(text, encoding="utf-8")
    assert load_library(data).ladders["drie-treden"].numbers == (1, 2)


def test_a_codelist_that_dutch_excel_saved_is_read(data: Path) -> None:
    text = DESTINATIONS.replace(",", ";").replace("betaald", "één")
    (data / "codelists" / "destinations.csv").write_bytes(text.encode("cp1252"))
    assert load_library(data).destinations["paid_work"].label == "één werk"


def test_all_faults_of_shared_files_are_told_at_once(data: Path) -> None:
    (data / "sources.yaml").write_text("a:\n  title: b\n", encoding="utf-8")
    (data / "ladders" / "drie-treden.yaml").write_text("- a\n", encoding="utf-8")
    (data / "codelists" / "destinations.csv").unlink()
    (data / "parameters" / "disclosure_rounding.yaml").write_text("unit: a\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_library(data)
    files = [fault.split(":")[0].split(" row")[0].split(",")[0] for fault in caught.value.faults]
    assert files == [
        "codelists/destinations.csv",
        "ladders/drie-treden.yaml",
        "parameters/disclosure_rounding.yaml",  # description
        "parameters/disclosure_rounding.yaml",  # reference
        "parameters/disclosure_rounding.yaml",  # values
        "sources.yaml",  # publisher
        "sources.yaml",  # published
        "sources.yaml",  # description
    ]


def test_a_fault_in_a_ladder_is_not_held_against_the_rungs_of_a_table(tmp_path: Path) -> None:
    data = write_data(tmp_path, ladder="moment,rung,count,share\ncurrent,3,5,\n")
    assert faults_of(data) == []
    text = LADDER.replace("{label: hoog, rule: c}", "hoog")
    (data / "ladders" / "drie-treden.yaml").write_text(text, encoding="utf-8")
    faults = faults_of(data)
    assert len(faults) == 2  # the label and the rule of rung 3
    assert all(fault.startswith("ladders/drie-treden.yaml row 6") for fault in faults)


def test_sources_that_cannot_be_read_are_not_held_against_the_tables(tmp_path: Path) -> None:
    funnel = "funnel,order,stage,count,source\na,1,b,5,jaarverslag\n"
    data = write_data(tmp_path, funnel=funnel)
    (data / "sources.yaml").write_text("a: b: c\n", encoding="utf-8")
    (fault,) = faults_of(data)
    assert fault.startswith("sources.yaml row 1: this is not YAML")


@pytest.mark.parametrize("number", ["a", "1.5", "true", "null", "2025-01-01"])
def test_a_rung_has_a_whole_number(number: str, data: Path) -> None:
    rungs = f"{{{number}: {{label: b, rule: c}}, 9: {{label: d, rule: e}}}}"
    text = f"title: a\nversion: 1\nrungs: {rungs}\n"
    (data / "ladders" / "drie-treden.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"is not a whole number|row 3: this key is not a name"):
        load_library(data)


@pytest.mark.parametrize(
    "values", ["5", "{}", "{2023: 5}", "{2023-01-01: a}", "{2023-01-01: true}", "[5]", "null"]
)
def test_a_parameter_has_a_number_for_each_date(values: str, data: Path) -> None:
    text = f"description: a\nunit: b\nvalues: {values}\nreference: {{title: c, href: d}}\n"
    (data / "parameters" / "disclosure_rounding.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="write one number for each date"):
        load_library(data)


def test_load_sources_needs_no_other_file(tmp_path: Path) -> None:
    text = "a: {title: b, publisher: c, published: 2025-01, description: d}\n"
    (tmp_path / "sources.yaml").write_text(text, encoding="utf-8")
    assert load_sources(tmp_path)["a"].published == "2025-01"


def test_a_missing_data_folder_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no data folder '.*elders'"):
        load_library(tmp_path / "elders")


def test_a_file_for_a_data_folder_is_an_error(data: Path) -> None:
    with pytest.raises(InputError, match="no data folder"):
        load_library(data / "sources.yaml")


def test_the_folder_of_an_evaluation_is_not_shared(data: Path) -> None:
    assert (data / KEY).is_dir()
    assert "werkfit" not in load_library(data).ladders


def end_reasons(data: Path, *lines: str) -> None:
    text = "\n".join(["code,label,destination,source", *lines])
    (data / "codelists" / "benefit_end_reasons.csv").write_text(text, encoding="utf-8")


def test_a_data_folder_may_do_without_end_reasons(data: Path) -> None:
    assert load_library(data).end_reasons == ()


@pytest.mark.parametrize("target", ["niets.csv", "benefit_end_reasons.csv"])
def test_end_reasons_behind_a_link_to_nowhere_are_not_left_out(target: str, data: Path) -> None:
    (data / "codelists" / "benefit_end_reasons.csv").symlink_to(target)
    with pytest.raises(DataError, match=r"^1 fault.*\n  codelists/benefit_end_reasons.csv: "):
        load_library(data)


def test_an_end_reason_stands_for_a_known_destination(data: Path) -> None:
    end_reasons(data, "11,arbeid,paid_work,jaarverslag")
    assert [item.destination for item in load_library(data).end_reasons] == ["paid_work"]
    assert [item.key for item in load_library(data).shared_sources] == ["jaarverslag"]
    end_reasons(data, "11,arbeid,paid_wrok,jaarverslag", "11,werk,paid_work,jaarverslag")
    with pytest.raises(DataError) as caught:
        load_library(data)
    told = " ".join(caught.value.faults)
    assert "'paid_wrok' is not in codelists/destinations.csv. Did you mean 'paid_work'?" in told
    assert "'11' occurs twice" in told


def test_an_unknown_grouping_is_a_fault(data: Path) -> None:
    path = data / "codelists" / "destinations.csv"
    path.write_text("code,label,grouping,description\npaid_work,werk,wrok,\n", encoding="utf-8")
    with pytest.raises(DataError, match="'wrok' is not a grouping"):
        load_library(data)


def parameter(data: Path, unit: str, values: str, key: str = "rente", source: str = "") -> str:
    """What is told of one fixed value."""
    cited = f", source: {source}" if source else ""
    text = f"description: a\nunit: {unit}\nvalues: {{{values}}}\n"
    text += f"reference: {{title: c, href: d{cited}}}\n"
    (data / "parameters" / f"{key}.yaml").write_text(text, encoding="utf-8")
    try:
        load_library(data)
    except DataError as error:
        (fault,) = error.faults
        return fault
    return ""


@pytest.mark.parametrize(
    ("unit", "value", "right"),
    [
        ("share_per_year", "0.0225", True),
        ("share_per_year", "-0.01", True),
        ("share_per_year", "2.25", False),  # percent in the place of a share
        ("share_per_year", "-0.5", False),
        ("percent", "100", True),
        ("percent", "-1", False),
        ("percent_per_year", "10.0", True),
        ("percent_per_year", "1000", False),
        ("person", "5", True),
        ("person", "0", False),
        ("person", "2.5", False),
        ("EUR_per_month", "1400", True),
    ],
)
def test_a_fixed_value_is_what_its_unit_allows(
    unit: str, value: str, right: bool, data: Path
) -> None:
    fault = parameter(data, unit, f"2021-01-01: {value}")
    assert (fault == "") is right
    assert right or fault.startswith("parameters/rente.yaml row 3, key 'values': ")


@pytest.mark.parametrize(
    ("key", "unit", "value", "words"),
    [
        (
            "discount_rate",
            "share_per_year",
            "2.25",
            "2.25 on 2023-01-01 is no value from -0.1 to 0.25",
        ),
        (
            "discount_rate",
            "share_per_year",
            "-0.5",
            "-0.5 on 2023-01-01 is no value from -0.1 to 0.25",
        ),
        (
            "consumer_price_change",
            "percent_per_year",
            "-100",
            "-100 on 2023-01-01 is no value from -50 to 100",
        ),
        (
            "divosa_returned_6_months",
            "percent",
            "101",
            "101 on 2023-01-01 is no value from 0 to 100",
        ),
        ("disclosure_threshold", "person", "9.9", "9.9 on 2023-01-01 is not whole"),
        ("disclosure_threshold", "person", "0", "0 on 2023-01-01 is no value from 2 to 1000"),
        ("disclosure_rounding", "person", "-10", "-10 on 2023-01-01 is no value from 1 to 1000"),
    ],
)
def test_a_value_outside_its_unit_is_refused(
    key: str, unit: str, value: str, words: str, data: Path
) -> None:
    fault = parameter(data, unit, f"2023-01-01: {value}", key)
    assert fault.startswith(f"parameters/{key}.yaml row 3, key 'values': {words}")


@pytest.mark.parametrize(
    ("key", "unit", "value"),
    [
        ("discount_rate", "share_per_year", "0"),
        ("discount_rate", "share_per_year", "0.0225"),
        ("consumer_price_change", "percent_per_year", "-0.5"),
        ("disclosure_rounding", "person", "10"),
        ("something_new", "euro", "-5"),
    ],
)
def test_a_value_within_its_unit_is_accepted(key: str, unit: str, value: str, data: Path) -> None:
    assert parameter(data, unit, f"2023-01-01: {value}", key) == ""


def test_a_rounding_above_the_threshold_is_refused(data: Path) -> None:
    # The threshold of the small data folder is 10.
    fault = parameter(data, "person", "2023-01-01: 11", "disclosure_rounding")
    assert fault.startswith("parameters/disclosure_rounding.yaml row 3, key 'values': 11 is above")


@pytest.mark.parametrize("value", ["9.9", "0", "1", "-10", "100000"])
def test_a_threshold_hides_somebody(value: str, data: Path) -> None:
    fault = parameter(data, "person", f"2023-01-01: {value}", "disclosure_threshold")
    assert "disclosure_threshold.yaml row 3, key 'values'" in fault


def test_a_value_of_a_later_day_is_not_in_force(data: Path) -> None:
    fault = parameter(data, "percent", "2021-01-01: 5, 2098-01-01: 6")
    assert fault.endswith("2098-01-01 is after today. Add the value when it is in force.")


def test_shared_files_cite_documents_that_are_there(data: Path) -> None:
    assert parameter(data, "percent", "2021-01-01: 5", source="jaarverslag") == ""
    fault = parameter(data, "percent", "2021-01-01: 5", "ander", "jaarverslg")
    assert fault.startswith("parameters/ander.yaml row 4, key 'reference.source': 'jaarverslg' is")
    (data / "parameters" / "ander.yaml").unlink()
    end_reasons(data, "11,arbeid,paid_work,kladblok")
    with pytest.raises(DataError, match="row 2, column 'source': 'kladblok' is not in sources"):
        load_library(data)


def test_copied_shared_files_may_do_without_their_documents(data: Path) -> None:
    assert parameter(data, "percent", "2021-01-01: 5", source="van-elders") == ""
    end_reasons(data, "11,arbeid,paid_work,ook-van-elders")
    assert len(load_library(data).end_reasons) == 1


@pytest.mark.parametrize("label", ["#REF!", "=x", "#N/B", "FryslÃ¢n"])
def test_a_label_in_a_codelist_is_a_text(label: str, data: Path) -> None:
    path = data / "codelists" / "destinations.csv"
    path.write_text(f"code,label,grouping,description\nwerk,{label},work,\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_library(data)
    assert "codelists/destinations.csv" in caught.value.faults[0]

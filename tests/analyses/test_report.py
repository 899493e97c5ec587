"""The object that a notebook opens."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from filled_tables import caseload, exits
from sample_evaluation import LIBRARY, evaluation

from evalutils.chapters import AnalysisInputs, analysis_named, clearing
from evalutils.chapters.outflow_chapters import OUTFLOW
from evalutils.contracts.key_figures import MIME_TYPE
from evalutils.dataset.evaluation import Coverage
from evalutils.errors import InputError
from evalutils.ladder import coverage
from evalutils.report.evaluation_report import Report, open_report
from evalutils.report.key_figure_rows import SHOWN

DATA = Path(__file__).parents[2] / "data"


def report(disclosure: str = "published", **tables: object) -> Report:
    one = evaluation(disclosure=disclosure, **tables)  # type: ignore[arg-type]
    return Report(OUTFLOW, AnalysisInputs(one, LIBRARY))


def test_a_table_that_the_source_does_not_give_has_no_rows() -> None:
    found = report().table("exits")
    assert found.empty
    assert "destination" in found.columns


def test_a_table_of_protected_data_does_not_show_itself() -> None:
    found = report("protected", exits=exits(total=64, paid_work=14)).table("exits")
    for shown in (repr(found), str(found), f"{found}"):
        assert shown.startswith(f"<table of protected data, {len(found.columns)} columns")
        assert "64" not in shown
    assert found._repr_html_() is None
    assert found["count"].sum() == 64 + 14  # it can be calculated with
    assert "64" in repr(report(exits=exits(total=64)).table("exits"))


def test_the_introduction_of_public_figures_names_programme_organisation_and_period() -> None:
    assert report().introduction().text == (
        "**Programma werkfit**, Gemeente Almelo. Periode: heel 2020."
    )


def test_the_introduction_of_protected_figures_gives_the_rule() -> None:
    text = report("protected").introduction().text
    assert text.endswith(
        "Aantallen onder 10 zijn weggelaten en andere aantallen zijn afgerond op 5."
    )


def test_key_figures_of_a_page_name_the_evaluation_and_the_analysis() -> None:
    page = report(exits=exits(total=64, paid_work=14), caseload=caseload(outflow=64))
    _ = page["destinations"], page["caseload_account"]
    frame = page.key_figures().frame
    assert list(frame.columns) == list(SHOWN)
    assert set(frame["municipality"]) == {"almelo"}
    assert set(frame["analysis"]) == {"outflow"}
    assert frame["indicator"].tolist() == ["outflow.count", "outflow.count", "outflow.share"]


def test_key_figures_travel_as_records_without_missing_numbers() -> None:
    page = report(exits=exits(total=64, paid_work=14))
    _ = page["destinations"]
    bundle, _ = page.key_figures()._repr_mimebundle_()
    records = bundle[MIME_TYPE]
    assert json.loads(json.dumps(records, allow_nan=False)) == records
    assert isinstance(records, list)
    assert records[0]["lower"] is None
    assert "<table" in str(bundle["text/html"])


def test_a_figure_without_its_own_source_gets_those_of_the_evaluation() -> None:
    page = report()
    page.publish(coverage(Coverage(60, "circa", None, "")))  # type: ignore[arg-type]
    assert page.key_figures().frame["source"].tolist() == ["verslag-2020 bijlage-2020"]


def test_a_page_without_figures_has_an_empty_table_of_key_figures() -> None:
    frame = report().key_figures().frame
    assert frame.empty
    assert list(frame.columns) == list(SHOWN)


def test_an_evaluation_without_a_ladder_has_no_scheme() -> None:
    with pytest.raises(InputError, match="no ladder scheme"):
        _ = report().scheme


def test_a_report_opens_the_evaluation_that_its_parameters_name() -> None:
    page = open_report("outflow", "zwolle", "ontwikkelroute", "2022-2023", str(DATA))
    account = page["caseload_account"].frame.iloc[0]
    assert (account["expected_end"], account["stock_end"], account["residual"]) == (412, 414, 2)
    assert page.destinations["paid_work"].label == "betaald werk"


def test_an_analysis_without_data_is_an_error_that_lists_what_there_is() -> None:
    with pytest.raises(InputError, match=r"no data for 'ladder'.*Available: outflow, cost_benefit"):
        open_report("ladder", "fryslan-west", "pastiel", "2017", str(DATA))


def test_an_unknown_analysis_is_an_error_that_lists_what_there_is() -> None:
    with pytest.raises(InputError, match=r"no analysis 'exits'.*caseload_figures"):
        _ = report()["exits"]


def test_a_figure_that_the_catalogue_does_not_list_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forgotten = replace(analysis_named("destinations"), indicators=("outflow.count",))
    monkeypatch.setattr(clearing, "analysis_named", lambda _: forgotten)
    with pytest.raises(InputError, match=r"gives outflow\.(share|ratio).*: list"):
        _ = report(exits=exits(total=64), caseload=caseload(outflow=64))["destinations"]


def test_an_unknown_evaluation_is_an_error() -> None:
    with pytest.raises(InputError, match="almere/nergens/2020"):
        open_report("outflow", "almere", "nergens", "2020", str(DATA))

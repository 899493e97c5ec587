"""The audit of one evaluation tells no number of another that is protected."""

from dataclasses import replace

import pandas as pd
from every_table import Story, evaluation, shared

from evalutils.audit import audit, claims_of
from evalutils.contracts.tables import TABLES
from evalutils.dataset.evaluation import Evaluation
from evalutils.keys import EvaluationKey
from evalutils.report.audited import Audited

NUMBERS = ("published", "computed", "difference", "bound", "check", "explanation")
SECRET = "almelo/werkfit/2023"


def claiming(key: str, disclosure: str, *rows: tuple[str, float, str]) -> Evaluation:
    """An evaluation with claims: name, value and formula."""
    columns = [column.name for column in TABLES["claims"].all_columns]
    filled = [
        {"claim": name, "quantity": name, "value": value, "decimals": 0, "unit": "person",
         "formula": formula, "source": "verslag", "qualifier": "exact"}
        for name, value, formula in rows
    ]  # fmt: skip
    frame = pd.DataFrame(filled, columns=columns, index=range(2, 2 + len(filled)))
    frame = frame.astype("object").where(frame.notna(), None).replace({"": None})
    one = evaluation(Story(60, 1), disclosure)
    return replace(one, key=EvaluationKey(*key.split("/")), tables={"claims": frame})


def audited() -> Audited:
    """The audit of a published evaluation that quotes a document with protected figures too."""
    hidden = claiming(SECRET, "protected", ("few", 7, ""))
    public = claiming(
        "almelo/werkfit/2020", "published", ("many", 40, ""), ("all", 48, "many + few"),
        ("twice", 80, "2 * many"),
    )  # fmt: skip
    claims = [*claims_of(hidden), *claims_of(public)]
    verdicts = tuple(item for item in audit(claims, {}) if item.claim.evaluation == str(public.key))
    return Audited((public,), shared(), tuple(claims_of(public)), verdicts, frozenset({SECRET}))


def test_what_is_recomputed_of_a_protected_figure_is_not_told() -> None:
    found = audited()
    table = found.table().set_index("claim")
    # 47 - 40 = 7: the reader subtracts what the other figure is.
    (sum_of_both,) = [item for item in found.verdicts if item.claim.name == "all"]
    assert sum_of_both.computed - 40 == 7
    told = " ".join(str(table.loc["all", name]) for name in NUMBERS)
    assert not {"7", "47", "1"} & set(told.replace(",", " ").split())
    assert table.loc["all", "verdict"] == "inconsistent"
    assert table.loc["twice", "computed"] == 80  # rests on figures that are public


def test_a_line_of_the_command_holds_no_number_of_it_either() -> None:
    (line,) = audited().failing()
    assert line == "almelo/werkfit/2020/claims.csv row 3: all is not what 'many + few' gives"

"""A text in a YAML file is kept as one in a table: what does not show is no part of it."""

from pathlib import Path

import pytest
from small_data import EVALUATION, KEY, load_one, write_data

FUNNEL = "funnel,order,stage,count,source,locator,note\nWerkfit,1,{},40,jaarverslag,p. 3,\n"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Werk\u200bfit", "Werkfit"),
        ("Werk\u2060fit\ufeff", "Werkfit"),
        ("Werk\u00adfit", "Werkfit"),
        ("\u200fWerkfit\u200e", "Werkfit"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("Werk\u00a0\u2009 fit", "Werk fit"),
    ],
)
def test_both_kinds_of_file_hold_the_same_text(written: str, kept: str, tmp_path: Path) -> None:
    data = write_data(tmp_path / "data", funnel=FUNNEL.format(written))
    text = EVALUATION.replace("title: Werkfit", f'title: "{written}"')
    (data / KEY / "evaluation.yaml").write_text(text, encoding="utf-8")
    found = load_one(data)
    assert found.title == kept
    assert found.tables["funnel"]["stage"].tolist() == [kept]

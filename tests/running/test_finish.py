from __future__ import annotations

import copy
from typing import Any

import pytest

from evalutils.display import NOTHING_MIME
from evalutils.errors import RunError
from evalutils.running import finish as finishing
from evalutils.running.finish import finish

from .workshop import code, markdown

FIGURE = {"alt": "staafdiagram", "caption": "Uitstroom naar *werk*", "name": "werk"}
NOTHING = {"data": {NOTHING_MIME: {}, "text/plain": "niets"}}
TABLE = {"data": {"text/html": "<table></table>"}}


def shown(*outputs: dict[str, Any], source: str = "show()", tags: tuple[str, ...] = ()) -> Any:
    defaults = {"output_type": "display_data", "metadata": {}, "data": {}}
    return {**code(source, *tags), "outputs": [{**defaults, **output} for output in outputs]}


def figure(**changes: str) -> dict[str, Any]:
    svg = {"image/svg+xml": "<svg/>"}
    return {"data": svg, "metadata": {"evalutils": {**FIGURE, **changes}}}


def finished(*cells: Any) -> tuple[list[Any], list[str]]:
    executed = {"cells": [markdown("# T\n\n# Nog een"), *cells], "metadata": {"papermill": {}}}
    before = copy.deepcopy(executed)
    notebook, warnings = finish(
        executed, title="Uitstroom: Startbaan, 2023", slug="zwolle--baan", parameters={"a": "b"}
    )
    assert executed == before, "finish changes a copy"
    return notebook["cells"][1:], warnings


def tags(cell: Any) -> list[str]:
    return list(cell["metadata"].get("tags", []))


def test_title_replaces_the_first_heading_only() -> None:
    executed = {"cells": [markdown("# T\n\n# Nog een")], "metadata": {}}
    notebook, _ = finish(executed, title=r"Kosten \1 en *baten*", slug="s", parameters={})
    assert notebook["cells"][0]["source"] == r"# Kosten \\1 en \*baten\*" + "\n\n# Nog een"


def test_parameter_cells_are_left_out_of_the_page() -> None:
    cells, _ = finished(code("a = 'x'", "parameters"), code("a = 'b'", "injected-parameters"))
    assert ["remove-cell" in tags(cell) for cell in cells] == [True, True]


def test_injected_cell_shows_only_published_parameters() -> None:
    (cell,), _ = finished(code("a = '/home/me/b'", "injected-parameters"))
    assert cell["source"] == "# Parameters\na = 'b'"


def test_code_is_folded_away_unless_the_notebook_says_otherwise() -> None:
    cells, _ = finished(code("1"), code("2", "remove-input"))
    assert [tags(cell) for cell in cells] == [["hide-input"], ["remove-input"]]


def test_an_output_that_is_folded_away_lies_behind_a_line_that_does_not_promise_code() -> None:
    (folded, plain), _ = finished(code("1", "remove-input", "hide-output"), code("2"))
    assert folded["metadata"]["mystnb"] == {"code_prompt_show": "Toon de uitkomst"}
    assert "mystnb" not in plain["metadata"]
    (table,), _ = finished(shown({"data": {"text/plain": "Kengetallen"}}, tags=("hide-output",)))
    assert table["metadata"]["mystnb"] == {"code_prompt_show": "Kengetallen"}


def test_timings_random_ids_and_addresses_are_taken_out() -> None:
    cell = shown({"data": {"text/plain": "<object at 0x7f3a5c2b1d60>"}})
    cell["metadata"].update(papermill={"duration": 1.2}, execution={"iopub.status.busy": "x"})
    (result,), _ = finished({**cell, "id": "3f2a"})
    assert result["id"] == "cell-2"
    assert result["metadata"] == {"tags": ["hide-input"]}
    assert result["outputs"][0]["data"]["text/plain"] == "<object at 0x0>"


def test_random_ids_of_a_styled_table_become_steady() -> None:
    html = '<style>#T_a1b2c_row0 {}</style><table id="T_{}"></table>'
    pages = [finished(shown({"data": {"text/html": html.replace("T_{}", "T_a1b2c")}}))]
    other = html.replace("T_a1b2c", "T_00ff0").replace("T_{}", "T_00ff0")
    pages.append(finished(shown({"data": {"text/html": other}})))
    assert pages[0] == pages[1]
    assert "#T_2_1_row0" in str(pages[0])


def test_warnings_leave_the_page_and_are_counted_per_cell() -> None:
    stderr = {"output_type": "stream", "name": "stderr", "text": "FutureWarning"}
    cells, warnings = finished(shown(stderr, TABLE), shown(TABLE))
    assert warnings == ["FutureWarning"]
    assert [len(cell["outputs"]) for cell in cells] == [1, 1]


def test_figure_gets_caption_label_and_alternative_text_where_myst_nb_reads_them() -> None:
    (cell,), _ = finished(shown(figure()))
    assert cell["metadata"]["mystnb"] == {
        "figure": {"caption": r"Uitstroom naar \*werk\*", "name": "fig-zwolle--baan-werk"},
        "image": {"alt": "staafdiagram"},
    }


@pytest.mark.parametrize("lacking", ["alt", "caption", "name"])
def test_figure_without_a_text_is_an_error(lacking: str) -> None:
    with pytest.raises(RunError, match=f"cell 2: a figure without {lacking}"):
        finished(shown(figure(**{lacking: ""})))


def test_figure_name_that_is_no_label_is_an_error() -> None:
    with pytest.raises(RunError, match="'Naar werk' is no label"):
        finished(shown(figure(name="Naar werk")))


def test_same_figure_name_twice_on_a_page_is_an_error() -> None:
    with pytest.raises(RunError, match="cell 3: figure name 'werk' is used twice"):
        finished(shown(figure()), shown(figure()))


def test_figure_that_shares_its_cell_is_an_error() -> None:
    with pytest.raises(RunError, match="one figure per cell"):
        finished(shown(figure(), TABLE))


def test_section_for_which_the_source_has_nothing_is_left_out_with_its_heading() -> None:
    cells, _ = finished(
        markdown("## Trechter"),
        code("x = 1"),
        shown(NOTHING),
        markdown("## Doelen"),
        shown(TABLE),
    )
    assert ["remove-cell" in tags(cell) for cell in cells] == [True, True, True, False, False]


def test_cell_that_shows_nothing_is_left_out_of_a_section_that_shows_something() -> None:
    cells, _ = finished(markdown("## Doelen"), shown(NOTHING), shown(TABLE))
    assert ["remove-cell" in tags(cell) for cell in cells] == [False, True, False]


def test_section_of_text_alone_stays() -> None:
    cells, _ = finished(markdown("## Uitleg"), markdown("Tekst."), markdown("## Doelen"))
    assert not any("remove-cell" in tags(cell) for cell in cells)


def test_nothing_is_known_by_the_same_name_as_the_notebooks_use() -> None:
    assert finishing.NOTHING_MIME == NOTHING_MIME

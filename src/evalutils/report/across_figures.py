"""The key figures of pages across evaluations, each with the evaluation and source it is of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from evalutils.contracts.audit_table import STRENGTHS, VERDICTS
from evalutils.contracts.fixed_names import AUDIT, COMPARISON
from evalutils.contracts.key_figures import KEY, ORIGIN
from evalutils.contracts.vocabulary import PER
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library
from evalutils.disclosure import Publishable
from evalutils.frames import rows as each_row
from evalutils.keys import told_apart
from evalutils.report.figure_rows import DOCUMENTS, FigureRows, of_evaluation, together
from evalutils.report.key_figure_rows import SHOWN, KeyFigures, placed, with_groups, with_names
from evalutils.statistics.proportions import SMALL_BASE

MEAN, NEXT, SHRUNKEN = (
    f"{COMPARISON}.{name}" for name in ("mean_share", "new_programme_share", "shrunken_share")
)
AMOUNT, OBSERVED = (f"{COMPARISON}.{name}" for name in ("cost", "observed_exits"))
# What the comparison gives again, over one horizon.
NEEDED = "cost_benefit.break_even_additional_exits"
COUNTED = ("claims", "checked", *VERDICTS, *STRENGTHS)

Figure = dict[str, Any]


def across_figures(
    published: Iterable[Publishable], titles: Mapping[str, str] | None = None
) -> KeyFigures:
    """The key figures of a page at the root of the book, which has no threshold of its own.

    `titles` are those of its evaluations by key, where figures are of one.
    """
    frames = [item.key_figures for item in published if len(item.key_figures)]
    frame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(SHOWN))
    return KeyFigures(frame.reindex(columns=list(SHOWN)), root="", titles=titles)


def compared_figures(
    figures: pd.DataFrame, evaluation: Evaluation, library: Library
) -> pd.DataFrame:
    """Rows of key_figures.csv of an evaluation as the comparison shows them."""
    page = f"{evaluation.key.slug}--{COMPARISON}"
    return placed(figures, evaluation, COMPARISON, page, library)


def pooled_figures(
    rows: pd.DataFrame,
    summary: pd.DataFrame,
    evaluations: Mapping[str, Evaluation],
    library: Library,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Those of what `pooling.pool` gives: of each programme, and of all together.

    That of a programme names its own rows, that of all together the rows of every programme.
    """
    if rows.empty:
        return pd.DataFrame(), pd.DataFrame()
    of_each, places = [], []
    for row in each_row(rows):
        evaluation = evaluations[row.evaluation]
        behind = FigureRows(evaluation).behind("outflow.share", row.group_key)
        figure = _figure(
            SHRUNKEN, row.destination, row.shrunken, n=row.n, method="beta-binomial shrinkage"
        )
        figure["source"] = " ".join(dict.fromkeys(behind[DOCUMENTS].split())) or None
        own = _frame(figure).assign(**behind)
        of_each.append(compared_figures(own, evaluation, library))
        places.append(behind | {"rows": of_evaluation(behind["rows"], evaluation.key)})
    row, group = summary.iloc[0], rows["destination"].iloc[0]
    method = "random-effects mean of programmes (REML, Hartung-Knapp), arcsine scale"
    ends = {MEAN: "", NEXT: "prediction_"}
    whole = _frame(
        *(
            _figure(
                name,
                group,
                row["mean"],
                row[f"{end}lower"],
                row[f"{end}upper"],
                n=len(rows),
                method=method,
            )
            for name, end in ends.items()
        )
    )
    sources = (source for key in rows["evaluation"] for source in evaluations[key].sources)
    whole = whole.assign(source=" ".join(dict.fromkeys(sources)), **together(places))
    named = _of_none(whole, COMPARISON)
    return pd.concat(of_each, ignore_index=True), with_names(named, COMPARISON, library)


def cost_figures(
    shown: pd.DataFrame,
    costs: pd.DataFrame,
    needed: pd.DataFrame,
    evaluation: Evaluation,
    library: Library,
) -> pd.DataFrame:
    """The amounts of a programme, the exits that they need and those that there were.

    Parameters
    ----------
    shown
        Its rows on the page, as `compared_costs.compare_costs` gives them.
    costs
        The rows of table ``costs`` that the amounts follow from, in the same order.
    needed
        Key figures of what they need.
    """
    year, months = int(shown["price_year"].iloc[0]), shown["horizon_months"].iloc[0]
    codes = told_apart(costs["per"], ":")
    amounts = _frame(
        *(
            _figure(AMOUNT, code, value, unit="EUR", method=f"consumer prices of {year}")
            for code, value in zip(codes, shown["amount"], strict=True)
        )
    )
    told = evaluation.disclosure != "protected"
    amounts = amounts.assign(**dict.fromkeys(ORIGIN, ""))
    for column in ("source", "locator", "note") if told else ():
        amounts[column] = costs[column].tolist()
    if told:
        documents = costs["source"].fillna(evaluation.sources[0]).tolist()
        amounts = amounts.assign(rows=[f"costs:{row}" for row in costs.index], documents=documents)
    items = [f"{item}, {PER[per]}" for item, per in zip(shown["item"], costs["per"], strict=True)]
    amounts = with_groups(compared_figures(amounts, evaluation, library), items)
    chosen = needed[needed["indicator"] == NEEDED]
    ends = chosen.iloc[[0, -1]].drop_duplicates() if len(chosen) else chosen
    ends = ends.assign(method=ends["method"] + f"; over {months:.0f} months, in prices of {year}")
    found = _observed(shown, evaluation)
    rest = [compared_figures(one, evaluation, library) for one in (ends, found)]
    return pd.concat([amounts, *rest], ignore_index=True)


def _observed(shown: pd.DataFrame, evaluation: Evaluation) -> pd.DataFrame:
    """Exits per 100 participants; of few the interval alone, as on the page.

    Both numbers are assumptions: their locators say where they stand.
    """
    row = shown.iloc[0]
    value = None if row["participants"] < SMALL_BASE else row["observed"]
    bounds = row["observed_low"], row["observed_high"]
    known = pd.Series([value, *bounds], dtype="float64").notna().any()
    figure = _figure(OBSERVED, "", value, *bounds, unit="per_100", method="exits / participants")
    given = [evaluation.assumptions.get(name, {}) for name in ("exits", "participants")]
    sources, *texts = (
        [*dict.fromkeys(str(one[name]) for one in given if one.get(name))]
        for name in ("source", "locator", "note")
    )
    figure["source"] = " ".join(sources) or None
    told = dict(zip(("locator", "note"), map("; ".join, texts), strict=True))
    behind = FigureRows(evaluation).assumed(("exits", "participants"))
    if evaluation.disclosure == "protected":
        told, behind = dict.fromkeys(told, ""), dict.fromkeys(behind, "")
    return _frame(figure).assign(**{**behind, **told}) if known else _frame()


def audit_figures(
    documents: pd.DataFrame, rows: Mapping[tuple[str, str], Sequence[str]], library: Library
) -> pd.DataFrame:
    """How many figures each document gives, and what came of checking them.

    `rows` are those of the figures that each number counts, by document and name of the number.
    """
    counted = [(row, name) for row in documents.to_dict("records") for name in COUNTED]
    found = [
        {
            **_figure(f"{AUDIT}.{name}", row["source"], row[name], unit="item"),
            "method": "number of figures in the document",
            "source": row["source"],
        }
        for row, name in counted
    ]
    behind = [rows.get((row["source"], name), ()) for row, name in counted]
    frame = _frame(*found).assign(rows=[*map(" ".join, behind)])
    frame[DOCUMENTS] = [
        " ".join([row["source"]] * len(those))
        for (row, _), those in zip(counted, behind, strict=True)
    ]
    named = with_names(_of_none(frame, AUDIT), AUDIT, library)
    return with_groups(named, [library.sources[key].title for key in named["source"]])


def _figure(
    indicator: str,
    group: str,
    value: float | None,
    lower: float | None = None,
    upper: float | None = None,
    *,
    n: float | None = None,
    unit: str = "percent",
    method: str = "",
) -> Figure:
    return {
        "indicator": indicator,
        "group": group,
        "value": value,
        "lower": lower,
        "upper": upper,
        "unit": unit,
        "n": n,
        "method": method,
        "status": "computed",
        "source": None,
    }


def _frame(*figures: Figure) -> pd.DataFrame:
    frame = pd.DataFrame(figures, columns=list(_figure("", "", None)))
    numbers = ["value", "lower", "upper", "n"]
    return frame.astype(dict.fromkeys(numbers, "float64"))


def _of_none(frame: pd.DataFrame, analysis: str) -> pd.DataFrame:
    """Figures of no single evaluation, and so of no single row."""
    places = dict.fromkeys((*KEY, *ORIGIN), "") | {"analysis": analysis}
    return frame.assign(**{name: text for name, text in places.items() if name not in frame})


def called(evaluation: Evaluation) -> dict[str, str]:
    """How an evaluation is called on the page."""
    return {
        "evaluation": str(evaluation.key),
        "municipality_name": evaluation.municipality_name,
        "title": evaluation.title,
        "period": evaluation.period_label,
    }

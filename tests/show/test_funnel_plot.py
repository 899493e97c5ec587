"""Evaluations by size within the limits of chance."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from chart_checks import assert_sound
from outputs import chart, sentence
from scipy.stats import norm
from shown_costs import axes_of, dots_of

from evalutils import dutch, show
from evalutils.disclosure import Publishable
from evalutils.display import Chart
from evalutils.report.pooling import funnel_curve, pool
from evalutils.show.chart_style import DARK, LIGHT

COUNTS, BASES = [30.0, 75.0, 10.0, 20.0], [100.0, 150.0, 40.0, 200.0]


def evaluations(**columns: Any) -> tuple[Publishable, Publishable, Publishable]:
    frame = pd.DataFrame(
        {
            "evaluation": list("abcd"),
            "title": list("ABCD"),
            "period": "2020",
            "label": "betaald werk",
            "base_label": "instroom",
            "reasons": "",
            "count": COUNTS,
            "n": BASES,
        }
    ).assign(**columns)
    frame["share"] = 100 * frame["count"] / frame["n"]
    frame = frame.assign(lower=frame["share"] - 5, upper=frame["share"] + 5)
    rows, summary = pool(Publishable(frame, pd.DataFrame(), False))
    return rows, summary, funnel_curve(summary, float(frame["n"].max()))


def drawn() -> Chart:
    return chart(show.funnel_plot.chart(*evaluations()))


def test_the_limits_stand_at_the_levels_that_the_caption_gives() -> None:
    shown, summary = drawn(), evaluations()[1].frame.iloc[0]
    assert "lijn: 95%-grens, streepjes: 99,8%-grens" in shown.caption
    # Around the mean of programmes that differ, the only one on the page.
    target = summary["mean"] / 100
    assert summary["dispersion"] > 1
    for colour, level, dashed in ((LIGHT, 0.95, False), (DARK, 0.998, True)):
        lines = [line for line in axes_of(shown).lines if line.get_color() == colour]
        assert [line.is_dashed() for line in lines] == [dashed, dashed]
        for line, sign in zip(lines, (-1, 1), strict=True):
            n, share = line.get_xydata().T
            half = norm.ppf(0.5 + level / 2) * np.sqrt(
                summary["dispersion"] * target * (1 - target) / n
            )
            np.testing.assert_allclose(share, np.clip(100 * (target + sign * half), 0, 100))


def test_every_evaluation_is_a_dot_at_its_size_and_share_with_its_number() -> None:
    axes = axes_of(drawn())
    shares = [100 * count / n for count, n in zip(COUNTS, BASES, strict=True)]
    assert dots_of(axes) == [list(zip(BASES, shares, strict=True))]
    assert [(text.get_text(), text.xy) for text in axes.texts] == [
        (str(number), pytest.approx(point))
        for number, point in enumerate(zip(BASES, shares, strict=True), start=1)
    ]


def test_with_few_programmes_the_sentence_says_how_many_are_needed() -> None:
    rows, summary, _ = evaluations()
    text = sentence(show.funnel_plot.sentence(rows, summary))
    assert "Er zijn hier 4 programma's. Buiten de grens van 99,8% zegt pas iets vanaf 5" in text
    assert f"gemiddelde van hierboven, {dutch.percent(summary.frame['mean'].iloc[0])}" in text
    assert "samen" not in text  # no second mean


def test_the_sentence_counts_what_lies_beyond_the_wide_limits_only() -> None:
    rows, summary, _ = evaluations()
    five = pd.concat([rows.frame, rows.frame.tail(1)], ignore_index=True)
    frame = five.assign(lower_998=[0.0, 0, 0, 11, 0], upper_998=[29.9, 100, 100, 100, 100])
    text = sentence(show.funnel_plot.sentence(Publishable(frame, pd.DataFrame(), False), summary))
    # 30% is above 29.9, and 10% below 11.
    assert "Buiten de grens van 99,8% liggen 2 van de 5 programma's." in text
    assert "pas iets vanaf" not in text
    assert "0 daarvan buiten de 99,8%-grenzen" in drawn().alt


def test_the_funnel_plot_is_sound() -> None:
    assert_sound(drawn)

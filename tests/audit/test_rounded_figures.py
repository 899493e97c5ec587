"""Figures that a source rounds to more than their last digit, thousands of euros, and rates."""

from claim_builder import claim, percent, verdict_of

from evalutils.audit import Claim, Verdict, check_claims
from evalutils.report.audit_records import describe
from evalutils.show.audited_figures import explanation


def said(found: Verdict) -> str:
    return explanation(found, numbers=True)


def money(name: str, value: float, formula: str = "", **other: object) -> Claim:
    return claim(name, value, formula, **({"unit": "EUR"} | other))


def spending(**other: object) -> list[Claim]:
    """Annual accounts of 2016 in thousands: 657.868 - 641.780 = 16.088, and 16.089 is printed."""
    rows = (
        ("lasten", 657_868, ""),
        ("begroot", 641_780, ""),
        ("tekort", 16_089, "lasten - begroot"),
    )
    scale = 1 if other.get("unit") == "EUR_thousand" else 1000
    return [money(name, scale * value, formula, **other) for name, value, formula in rows]


def test_thousands_of_euros_close_within_the_rounding_of_all_three() -> None:
    # Each is off by 500 at most: 16.088.000 +- 1.000 meets 16.089.000 +- 500.
    found = verdict_of("tekort", *spending(rounded_to=1000.0))
    assert (found.verdict, found.difference, found.tolerance) == ("consistent", 1000, 1500)


def test_thousands_as_a_unit_are_rounded_to_a_whole_one() -> None:
    found = verdict_of("tekort", *spending(unit="EUR_thousand"))
    assert (found.verdict, found.computed, found.tolerance) == ("consistent", 16_088, 1.5)


def test_a_difference_that_no_rounding_explains_stays_one() -> None:
    lasten, begroot, tekort = spending(unit="EUR_thousand")
    wrong = money("tekort", 16_090, tekort.formula, unit="EUR_thousand")
    found = verdict_of("tekort", lasten, begroot, wrong)
    assert (found.verdict, found.step) == ("inconsistent", 0)
    assert said(found) == ("Herberekend 16.088, gepubliceerd 16.090; afronding verklaart dat niet.")


def test_whole_thousands_without_the_word_get_the_likely_cause() -> None:
    # Another amount of the source is in a unit of its own: 1,8 (billions).
    found = verdict_of("tekort", *spending(), money("seo", 1.8, decimals=1))
    assert (found.verdict, found.step) == ("inconsistent", 1000)
    assert "afronding verklaart dat niet" not in said(found)
    assert said(found) == (
        "Herberekend 16.088.000, gepubliceerd 16.089.000; dat past als de bron afrondt op 1.000."
    )


def test_the_command_line_writes_numbers_as_the_page_does_and_says_what_to_write() -> None:
    assert describe(verdict_of("tekort", *spending())) == (
        "stad/werk/2024/claims.csv row 2: tekort is 16.089.000, recomputed 16.088.000 "
        "(lasten - begroot). It closes if the source rounds to 1.000: then write that in "
        "'rounded_to'"
    )


def test_percentages_rounded_to_a_half_close_beside_counts_rounded_to_tens() -> None:
    # 26,0 * 5.830 / 6.780 = 22,36 and 26,0 * 2.830 / 6.780 = 10,85: 22,0 and 10,5 are printed.
    counts = [
        claim(name, value, qualifier="circa", rounded_to=10.0)
        for name, value in (("in", 6780), ("uit", 5830), ("werk", 2830))
    ]
    base = percent("in_pct", 26.0, decimals=1, qualifier="circa", rounded_to=0.5)
    for name, printed in (("uit", 22.0), ("werk", 10.5)):
        share = percent(f"{name}_pct", printed, f"in_pct * {name} / inn", decimals=1)
        counts_now = [*counts, claim("inn", 6780, qualifier="circa", rounded_to=10.0)]
        half = percent(share.name, printed, share.formula, decimals=1, rounded_to=0.5)
        assert verdict_of(share.name, *counts_now, base, half).verdict == "consistent"


def test_halves_without_the_word_are_not_said_to_be_unexplained_by_rounding() -> None:
    # 26,0 * 86 / 100 = 22,36; three percentages of the source are halves.
    claims = [claim("deel", 86), claim("alle", 100)]
    shares = [percent("in_pct", 26.0, decimals=1), percent("werk_pct", 10.5, decimals=1)]
    found = verdict_of(
        "uit_pct",
        *claims,
        *shares,
        percent("uit_pct", 22.0, "in_pct * deel / alle", decimals=1),
    )
    assert (found.verdict, found.step) == ("inconsistent", 0.5)
    assert said(found).endswith("dat past als de bron afrondt op 0,5.")


def test_a_rounded_figure_is_checked_against_our_own_within_its_rounding() -> None:
    from evalutils.audit import audit

    figures = {("stad/werk/2024", "cost_benefit.cost_per_exit", ""): 14_460.0}
    for step, verdict in ((1000.0, "consistent"), (100.0, "inconsistent")):
        row = money("uitstroom", 14_000, indicator="cost_benefit.cost_per_exit", rounded_to=step)
        (found,) = audit([row], figures)
        assert (found.verdict, found.tolerance) == (verdict, step / 2)


def test_euros_thousands_and_millions_meet_in_one_formula() -> None:
    # 1,5 million + 250 thousand + 4.000 euro = 1.754 thousand.
    rows = [
        money("a", 1.5, decimals=1, unit="EUR_million"),
        money("b", 250, unit="EUR_thousand"),
        money("c", 4000),
    ]
    found = verdict_of("d", *rows, money("d", 1754, "a + b + c", unit="EUR_thousand"))
    # Half of 0,1 million, half of a thousand beside it, and half of a thousand of its own.
    assert (found.verdict, found.computed, found.tolerance) == ("consistent", 1754, 51)
    assert check_claims([*rows, money("d", 1754, "a + b + c", unit="EUR_thousand")], ()) == []


def test_a_number_in_a_formula_has_the_unit_of_figures_that_share_one() -> None:
    rows = [money("a", 12, unit="EUR_thousand")]
    found = verdict_of("b", *rows, money("b", 15, "a + 3", unit="EUR_thousand"))
    assert found.computed == 15


def test_an_amount_per_person_of_thousands_of_euros_is_in_euros() -> None:
    # 8.440 thousand euro for 1.000 people is 8.440 euro each.
    rows = [money("lasten", 8440, unit="EUR_thousand"), claim("mensen", 1000)]
    each = money("per_mens", 8440, "lasten / mensen * 1")
    units = {name: text for _, name, text in check_claims([*rows, each], ())}
    assert "mixes EUR * person^-1 and EUR" in units["formula"]
    ratio = claim("per_mens", 8440, "lasten / mensen", unit="item")
    assert verdict_of("per_mens", *rows, ratio).computed == 8.44
    assert verdict_of("meer", *rows, money("meer", 8_441_000, "lasten + 1000")).computed == (
        8_441_000
    )


def test_a_rate_per_1000_is_a_count_of_a_population_times_1000() -> None:
    # 1000 * 342 / 12.000 = 28,5
    rows = [claim("bijstand", 342), claim("huishoudens", 12_000, unit="household")]
    rate = claim(
        "per_1000",
        28.5,
        "1000 * bijstand / huishoudens",
        unit="per_1000_households",
        decimals=1,
    )
    assert check_claims([*rows, rate], ()) == []
    assert verdict_of("per_1000", *rows, rate).verdict == "consistent"


def test_rates_percentages_and_numbers_of_households_do_not_mix() -> None:
    rows = [
        claim("rate", 28.5, unit="per_1000_inhabitants", decimals=1),
        claim("other", 55.0, unit="per_1000_households", decimals=1),
        claim("part", 3.0, unit="percent", decimals=1),
        claim("people", 10),
        claim("homes", 8, unit="household"),
        claim("benefits", 8, unit="benefit"),
    ]
    wrong = {
        "rate + part": "mixes per_1000_inhabitants and percent",
        "rate - other": "mixes per_1000_inhabitants and per_1000_households",
        "people + homes": "mixes person and household",
        "people + benefits + homes": "mixes person and household",
    }
    for formula, problem in wrong.items():
        (found,) = check_claims([*rows, claim("x", 1, formula, unit="item")], ())
        assert problem in found[2]
    right = [
        claim("x", 285, "10 * rate", unit="item"),
        claim("y", 28.5, "10 * part", unit="per_1000_inhabitants"),
        claim("z", 80, "100 * homes / people", unit="percent"),
        claim("w", 16, "homes + benefits", unit="household"),
    ]
    assert check_claims([*rows, *right], ()) == []

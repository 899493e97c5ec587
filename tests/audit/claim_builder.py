"""Claims for tests: a name and a value, the rest as plain as it can be."""

from dataclasses import replace

from evalutils.audit import Claim, Verdict, audit

PLAIN = Claim(
    evaluation="stad/werk/2024",
    row=2,
    source="bron",
    name="",
    quantity="een cijfer",
    value=0.0,
    decimals=0,
    unit="person",
    qualifier="",
    formula="",
    indicator="",
    topic="",
    alternative="",
    explanation="",
    accepted="",
    locator="tabel 1",
)


def claim(name: str, value: float, formula: str = "", **other: object) -> Claim:
    return replace(PLAIN, name=name, value=value, formula=formula, **other)  # type: ignore[arg-type]


def percent(name: str, value: float, formula: str = "", **other: object) -> Claim:
    return claim(name, value, formula, unit="percent", **other)


def verdict_of(name: str, *claims: Claim) -> Verdict:
    (found,) = [item for item in audit(claims, {}) if item.claim.name == name]
    return found

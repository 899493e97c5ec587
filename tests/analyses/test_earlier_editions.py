"""A reader who kept the editions before this one learns nothing from the difference."""

import math
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import pytest

from attack import assert_not_found, seen_cell
from evalutils.dataset.editions import (
    COUNTS_FILE,
    Before,
    Beforehand,
    counts_file,
    read_standing,
    standing_of,
    write_standing,
)
from evalutils.disclosure import Ledger, Rule
from evalutils.disclosure.recovery import Bounds
from evalutils.errors import InputError
from evalutils.release.edition import keep_edition
from evalutils.result import Balance, Result

OPEN = Rule(threshold=10, rounding=5)
KEYS = [bytes([number]) * 32 for number in range(40)]
Editions = Sequence[Mapping[str, Before]]


def counted(total: int | None, *parts: int) -> Result:
    """Who left, by destination."""
    codes = [f"to {place}" for place in range(len(parts))] + ["total"] * (total is not None)
    counts = [*parts, *([total] if total is not None else [])]
    frame = pd.DataFrame({"code": codes, "count": counts, "status": "published", "source": "x"})
    whole, rest = (len(parts), "count"), tuple((row, "count") for row in range(len(parts)))
    balances = (Balance((whole,), rest),) if total is not None else ()
    return Result(frame.astype({"count": float}), counts=("count",), balances=balances)


def published(result: Result, rule: Rule, editions: Editions = ()) -> Ledger:
    return Ledger({"exits": result}, rule, place="almelo/werkfit", editions=editions)


def shown(ledger: Ledger) -> list[float]:
    return [float(count) for count in ledger.publish("exits").frame["count"]]


def fitting(first: float, second: float, rules: Sequence[Rule]) -> set[int]:
    """What a number can have been that was shown so, and with one client more in another way."""
    lifts = {rule.lift(str(label)) for rule in rules for label in range(20)}
    return {
        count
        for count in range(10, 60)
        for lift in lifts
        if (OPEN.shown(count, lift), OPEN.shown(count + 1, lift)) == (first, second)
    }


def test_a_client_more_gives_the_number_away_when_everybody_rounds_alike() -> None:
    # To the nearest five only 27 is 25, and 30 with one client more.
    assert fitting(25, 30, [OPEN]) == {27}


def test_under_a_key_five_numbers_fit_a_step_after_a_client_more() -> None:
    keyed = [Rule(10, 5, key) for key in KEYS]
    assert fitting(25, 30, keyed) == {25, 26, 27, 28, 29}
    for rule in keyed:
        before, after = (shown(published(counted(None, count), rule)) for count in (27, 28))
        assert before[0] in (25, 30)
        assert after[0] in (25, 30)


def test_under_a_key_no_number_is_shown_further_off_than_the_page_says() -> None:
    for rule in [Rule(10, 5, key) for key in KEYS[:10]]:
        for count in range(10, 40):
            (cell,) = shown(published(counted(None, count), rule))
            assert cell >= 10
            assert cell % 5 == 0
            assert abs(cell - count) <= rule.margin == 4


def test_a_number_is_rounded_alike_wherever_and_whenever_it_stands() -> None:
    rule = Rule(10, 5, KEYS[7])
    alone, beside = counted(None, 27, 31), counted(80, 27, 31, 22)
    named = [
        Result(one.exact, one.counts, balances=one.balances, names={(0, "count"): "exits.work"})
        for one in (alone, beside)
    ]
    ledger = Ledger({"exits": named[0], "funnel": named[1]}, rule, place="almelo/werkfit")
    (one, *_), (other, *_) = (ledger.publish(name).frame["count"] for name in ("exits", "funnel"))
    assert one == other == shown(published(alone, rule))[0]


@pytest.mark.parametrize(("then", "now"), [(10, 9), (9, 10), (8, 12)])
def test_a_client_over_the_threshold_is_not_said_to_be(then: int, now: int) -> None:
    # From 10 to "<10" tells 10 and 9 to who knows that one client left.
    rule = Rule(10, 5, KEYS[0])
    edition = published(counted(None, then), rule).told()
    alone, beside = (published(counted(None, now), rule, some) for some in ((), (edition,)))
    assert alone.publish("exits").frame["hidden_count"].iloc[0] != math.inf
    assert beside.publish("exits").frame["hidden_count"].iloc[0] == math.inf


def test_many_clients_over_the_threshold_may_be_said() -> None:
    rule = Rule(10, 5, KEYS[0])
    edition = published(counted(None, 60), rule).told()
    hidden = published(counted(None, 7), rule, (edition,)).publish("exits").frame["hidden_count"]
    assert hidden.iloc[0] == 10


def test_without_a_key_a_step_from_the_edition_before_is_left_out() -> None:
    edition = published(counted(None, 27, 27, 27), OPEN, ({"a label": Before(0, 9, False)},)).told()
    after = shown(published(counted(None, 28, 26, 60), OPEN, (edition,)))
    assert after[1:] == [25, 60]
    assert math.isnan(after[0])


def attacked(ledgers: Sequence[Ledger], truth: Sequence[int]) -> None:
    """Lay editions side by side; what was shown in one is known in all."""
    names = [f"part {place}" for place in range(len(truth))]
    known = dict.fromkeys(names, Bounds(0, math.inf))
    for ledger in ledgers:
        frame = ledger.publish("exits").frame
        for place, name in enumerate(names[: len(frame)]):
            low, high = seen_cell(frame, place, "count")
            known[name] = Bounds(max(low, known[name].low), min(high, known[name].high))
    *parts, whole = names
    equation = {whole: 1, **dict.fromkeys(parts, -1)}
    assert_not_found(dict(zip(names, truth, strict=True)), known, [equation])


def test_what_one_edition_shows_and_the_next_hides_gives_nothing_away() -> None:
    # 33 = 12 + 12 + 9. The first edition gives no total and shows both twelves as 10 (10 to 12).
    # The second shows 35 (33 to 37), and hides one twelve for the 9: together 9 or more.
    truth, parts, rule = (12, 12, 9, 33), (12, 12, 9), OPEN
    first = published(counted(None, *parts), rule, ({"a label": Before(0, 9, False)},))
    careless = published(counted(33, *parts), rule)
    with pytest.raises(AssertionError, match="part 2 = 9 is found"):
        attacked([first, careless], truth)
    attacked([first, published(counted(33, *parts), rule, (first.told(),))], truth)


@pytest.mark.parametrize("seed", range(8))
def test_the_same_book_comes_out_the_same_beside_its_own_edition(seed: int) -> None:
    dice, rule = random.Random(seed), Rule(10, 5, KEYS[seed])
    parts = [dice.choice([0, 3, 7, 9, 11, 12, 14, 22, 41]) for _ in range(9)]
    result = counted(sum(parts), *parts)
    once = published(result, rule)
    again = published(result, rule, (once.told(),))
    for ledger in (once, again):
        pd.testing.assert_frame_equal(
            once.publish("exits").frame, ledger.publish("exits").frame, check_exact=True
        )
        assert ledger.told() == once.told()


def test_what_a_release_said_of_its_counts_comes_back_with_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVALUTILS_RELEASE_KEY", bytes(range(32)).hex())
    (tmp_path / "html").mkdir()
    (tmp_path / "releases").mkdir()
    told = published(counted(33, 12, 12, 9), Rule(10, 5, KEYS[0])).told()
    for number in (2, 10):
        keep_edition(
            tmp_path / "html",
            tmp_path / "releases" / f"2026-01-31-{number}.zip",
            counts_file(told if number == 10 else {}),
        )
    standing = standing_of(tmp_path)
    assert standing.editions == ({}, told)
    write_standing(tmp_path, standing)
    assert read_standing(tmp_path) == standing
    assert bytes(range(32)).hex() not in (tmp_path / ".standing.json").read_text()


def test_an_edition_that_cannot_be_read_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "2026-01-31-1.zip").write_bytes(COUNTS_FILE.encode())
    with pytest.raises(InputError, match="Put it back as it was"):
        standing_of(tmp_path)


def test_where_nothing_stands_yet_a_run_puts_nothing_beside_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("EVALUTILS_RELEASE_KEY", raising=False)
    write_standing(tmp_path, standing_of(tmp_path))
    assert list(tmp_path.iterdir()) == []
    assert read_standing(tmp_path) == Beforehand()

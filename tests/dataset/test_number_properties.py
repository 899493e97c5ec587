"""Numbers survive the ways they are written, whatever the number."""

import re
from collections.abc import Callable
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils.contracts.columns import number
from evalutils.dataset.reading.convert import CellError, convert

VALUE = number("value", "waarde", "Een getal.")
NUMBERS = st.decimals(-(10**12), 10**12, allow_nan=False, places=4).map(Decimal.normalize)

# One to three digits, one sign, three digits: thousands for one reader, decimals for another.
UNCLEAR = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")

Writer = Callable[[Decimal], str]


def plainly(value: Decimal) -> str:
    return f"{value:f}"


def the_dutch_way(value: Decimal) -> str:
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def with_a_decimal_comma(value: Decimal) -> str:
    return plainly(value).replace(".", ",")


WRITERS = st.sampled_from([plainly, the_dutch_way, with_a_decimal_comma])


@settings(max_examples=300, deadline=None)
@given(NUMBERS, WRITERS, st.booleans())
def test_a_number_survives_every_way_of_writing_it_in_every_file(
    value: Decimal, write: Writer, decimal_comma: bool
) -> None:
    if not UNCLEAR.fullmatch(write(value)):
        assert convert(write(value), VALUE, decimal_comma=decimal_comma) == float(value)


@settings(max_examples=100, deadline=None)
@given(NUMBERS)
def test_a_number_written_plainly_survives_in_an_english_file(value: Decimal) -> None:
    if not UNCLEAR.fullmatch(plainly(value)):
        assert convert(plainly(value), VALUE, decimal_comma=False) == float(value)


@settings(max_examples=100, deadline=None)
@given(NUMBERS)
def test_a_number_with_a_decimal_comma_survives_in_a_dutch_file(value: Decimal) -> None:
    assert convert(with_a_decimal_comma(value), VALUE, decimal_comma=True) == float(value)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 999), st.integers(0, 999))
def test_an_unclear_number_is_never_read_as_thousands(thousands: int, rest: int) -> None:
    for sign, decimal_comma in ((".", True), (".", False), (",", True), (",", False)):
        written = f"{thousands}{sign}{rest:03}"
        try:
            read = convert(written, VALUE, decimal_comma=decimal_comma)
        except CellError as error:
            assert "two ways" in str(error)
        else:
            # as decimals, and only where the file says that this is the decimal sign
            assert sign == ("," if decimal_comma else ".")
            assert read == float(written.replace(",", "."))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=12), st.booleans())
def test_any_text_is_a_finite_number_or_refused(text: str, decimal_comma: bool) -> None:
    try:
        value = convert(text, VALUE, decimal_comma=decimal_comma)
    except CellError as error:
        assert str(error).isprintable()
    else:
        assert isinstance(value, float)
        assert abs(value) < 1e15

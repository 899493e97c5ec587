"""What a cell printed, brought together in time that grows with its length."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from nbclient.client import _RGX_CARRIAGERETURN  # the slow way, as an independent answer

from evalutils.running.engine import merge_streams


def stream(text: str, name: str = "stdout") -> dict[str, str]:
    return {"output_type": "stream", "name": name, "text": text}


TABLE: dict[str, Any] = {"output_type": "display_data", "data": {"text/html": "<table>"}}


def test_each_stream_stands_once_where_it_first_appeared() -> None:
    merged = merge_streams([stream("a"), TABLE, stream("b"), stream("w", "stderr"), stream("c")])
    assert merged == [stream("abc"), TABLE, stream("w", "stderr")]


def test_order_of_two_streams_that_follow_each_other_is_steady() -> None:
    expected = [stream("a"), stream("w", "stderr")]
    assert merge_streams([stream("a"), stream("w", "stderr")]) == expected
    assert merge_streams([stream("w", "stderr"), stream("a")]) == expected


def test_streams_with_something_between_them_keep_their_places() -> None:
    outputs = [stream("w", "stderr"), TABLE, stream("a")]
    assert merge_streams(outputs) == outputs


def test_a_bar_that_fills_leaves_its_last_state() -> None:
    assert merge_streams([stream("10%\r50%"), stream("\r100%\nready\n")]) == [
        stream("100%\nready\n")
    ]


def test_windows_line_ends_stay() -> None:
    assert merge_streams([stream("a\r\nb\r\n")]) == [stream("a\r\nb\r\n")]


@given(st.text(alphabet="ab\r\n", max_size=12))
def test_carriage_returns_mean_what_they_mean_to_nbclient(text: str) -> None:
    (merged,) = merge_streams([stream(text)])
    assert merged["text"] == _RGX_CARRIAGERETURN.sub("", text)


def test_long_lines_take_no_longer_than_many_short_ones() -> None:
    # The square of five million would take half a year.
    million = 5_000_000
    assert merge_streams([stream("x" * million)]) == [stream("x" * million)]
    assert merge_streams([stream("x\r" * million)]) == [stream("x\r")]

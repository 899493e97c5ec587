"""What a browser gets: pages of the book with a banner, and nothing else of the disk."""

from __future__ import annotations

import json
from http import HTTPStatus
from pathlib import Path

import pytest

from evalutils.preview.answers import Answer, answer
from evalutils.preview.banner import BookState

PAGE = b"<!doctype html><html><head></head><body class='x'><p>Goed.</p></body></html>"
FAULT = "1 fault in the data folder 'data':\n  a/b/c/exits.csv row 4, column 'count': <b>twaalf</b>"
GOOD = BookState("1")


@pytest.fixture
def html(tmp_path: Path) -> Path:
    folder = tmp_path / "html"
    for name in ("index.html", "almelo/index.html", "_static/book.css", ".hidden.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(PAGE)
    (tmp_path / "clients.csv").write_text("client_id", encoding="utf-8")
    (folder / "link.html").symlink_to(tmp_path / "clients.csv")
    return folder


def served(html: Path, target: str, state: BookState = GOOD) -> str:
    found = answer(html, target, state)
    assert found.status == HTTPStatus.OK
    return found.body.decode()


def test_a_page_gets_the_script_and_the_file_on_disk_does_not(html: Path) -> None:
    page = served(html, "/almelo/?q=1#top")
    assert page.count('<script src="/.preview/follow.js" defer></script>') == 1
    assert page.index("<body") < page.index("follow.js") < page.index("Goed.")
    assert (html / "almelo" / "index.html").read_bytes() == PAGE


def test_what_is_no_page_is_served_as_it_is(html: Path) -> None:
    found = answer(html, "/_static/book.css", GOOD)
    assert (found.body, found.kind) == (PAGE, "text/css; charset=utf-8")


@pytest.mark.parametrize(
    "target",
    [
        "/../clients.csv",
        "/%2e%2e/clients.csv",
        "/almelo/..%2f..%2fclients.csv",
        "/almelo/..%5c..%5cclients.csv",
        "//clients.csv",
        "/almelo//index.html",
        "/.hidden.json",
        "/link.html",
        "/_static/",
        "/nul%00",
        f"/{'x' * 5000}",
        "http://127.0.0.1/index.html",
        "/.preview/../../clients.csv",
        "/.preview/answers.py",
    ],
)
def test_what_is_not_a_file_of_the_book_is_not_found(html: Path, target: str) -> None:
    found = answer(html, target, GOOD)
    assert found.status == HTTPStatus.NOT_FOUND
    assert b"client_id" not in found.body


def test_a_folder_is_asked_for_with_a_slash_so_that_links_in_it_hold(html: Path) -> None:
    moved = {"Location": "/almelo/"}
    assert answer(html, "/almelo", GOOD) == Answer(HTTPStatus.MOVED_PERMANENTLY, headers=moved)


def test_a_fault_stands_above_the_last_good_page_and_goes_when_it_is_mended(html: Path) -> None:
    page = served(html, "/", BookState("1", FAULT))
    assert "row 4, column &#x27;count&#x27;: &lt;b&gt;twaalf&lt;/b&gt;" in page
    assert page.index('role="alert"') < page.index("last good book") < page.index("Goed.")
    assert "<details" not in served(html, "/", GOOD)


def test_a_notebook_that_failed_is_named_above_a_book_that_is_new(html: Path) -> None:
    page = served(html, "/", BookState("1", "a/b/c/ladder: cell 3: KeyError", renewed=True))
    assert "The book is new, but" in page
    assert "cell 3: KeyError" in page


def test_before_there_is_a_book_each_page_waits_for_it_or_says_why_not(html: Path) -> None:
    waits, fails = (answer(html, "/x", state) for state in (BookState(), BookState("", FAULT)))
    assert waits.status == fails.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert b"The book is being made" in waits.body
    assert b"row 4, column" in fails.body
    assert b"follow.js" in waits.body
    assert b"Goed." not in waits.body + fails.body


def test_the_state_changes_with_the_book_and_with_what_is_wrong(html: Path) -> None:
    states = (GOOD, BookState("2"), BookState("2", FAULT), BookState("2", FAULT, renewed=True))
    told = [json.loads(answer(html, "/.preview/state", state).body) for state in states]
    assert len({(one["book"], one["mark"]) for one in told}) == 4
    assert told[0]["mark"] == told[1]["mark"]  # nothing wrong, twice
    page = served(html, "/", states[2])
    assert f'data-book="2" data-mark="{told[2]["mark"]}"' in page


def test_while_a_book_takes_the_place_of_another_a_reader_waits(
    html: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    html.rename(html.with_name("aside"))

    def wait(_: float) -> None:
        html.with_name("aside").rename(html)

    monkeypatch.setattr("time.sleep", wait)
    assert "Goed." in served(html, "/")

"""The contents beside a page: all of it in a book of hundreds of pages, else its own branch."""

from __future__ import annotations

import re

import pytest
from sphinx_external_toc.parsing import parse_toc_data

from evalutils.book import side_bar
from evalutils.book.side_bar import read_page_tree
from evalutils.book.toc import build_toc

from .sample import evaluation

ZWOLLE = evaluation("zwolle/startbaan/2021", title='A & B <i> "C"')
UTRECHT = evaluation("utrecht/werkfit/2017")


def shown(page: str) -> str:
    contents = read_page_tree(parse_toc_data(build_toc([ZWOLLE, UTRECHT])), lambda name: name)
    return contents.side_bar(page, lambda name: "#" if name == page else f"/{name}.html")


def links(html: str) -> list[str]:
    return re.findall(r'href="/(\w+/[\w/-]+)\.html"', html)


def test_every_page_is_in_it_and_the_branch_of_this_one_is_open() -> None:
    html = shown("zwolle/startbaan/2021/index")
    assert "utrecht/werkfit/2017/outflow" in links(html)
    opened = re.findall(r'<details open><summary aria-label="(.*?)">', html)
    title = "A &amp; B &lt;i&gt; &quot;C&quot;"
    assert opened == ["Pagina&#x27;s onder Zwolle", f"Pagina&#x27;s onder {title}"]
    assert html.count('<a href="#" aria-current="page">') == 1
    assert f'">{title}</a>' in html


def test_in_a_large_book_only_the_own_branch_unfolds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_bar, "MOST_UNFOLDED", 9)
    inner = [link for link in links(shown("zwolle/startbaan/2021/index")) if link[:4] != "sour"]
    pages = [f"zwolle/startbaan/2021/{name}" for name in ("outflow", "quality")]
    assert inner == ["utrecht/index", "zwolle/index", *pages]
    assert "utrecht/werkfit/2017/outflow" not in shown("methods")

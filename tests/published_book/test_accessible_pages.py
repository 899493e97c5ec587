"""Every page in a browser: no fault that axe finds, nothing that moves sideways, little weight.

axe-core looks at each page in the light on a desk, at what depends on widths on a phone in the
dark, at colours on pages with a style that no page before had, and at the list of pages on one page
of each municipality; where a browser is required at everything everywhere, in the light on a phone
and in the dark on a desk too.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlparse

import axe_playwright_python
import pytest
from browsing import DESK, PHONE, WIDTHS, open_tab, pages_of, resize
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
REQUIRED = bool(os.environ.get("EVALUTILS_REQUIRE_BROWSER"))
LOOKS = [("light", DESK), ("dark", PHONE), *([("light", PHONE), ("dark", DESK)] * REQUIRED)]
LIST_OF_PAGES = "#boek"
# WCAG 2.1 A and AA and best practices.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
# What a second look can find that the first did not: colours, and what only shows at this width.
OF_LOOKS = ["aria-hidden-focus", "button-name", "link-name", "scrollable-region-focusable"]
FAULTS = """async ([exclude, runOnly, left_out]) => {
  dispatchEvent(new Event("resize"));
  const rules = Object.fromEntries(left_out.map(name => [name, {enabled: false}]));
  const options = {preload: false, resultTypes: ["violations"], runOnly, rules};
  const found = await axe.run({exclude}, options);
  return found.violations.map(fault => `${fault.id}: ${fault.nodes[0].html.slice(0, 200)}`);
}"""
# Of each element, and all that it stands in, what a style sheet can tell it from others by.
STYLES = """() => {
  const told = ["class", "style", "fill"];
  const name = one => [one.tagName, ...told.map(part => one.getAttribute(part))].join();
  const path = one => one === document.body ? "" : `${path(one.parentElement)} > ${name(one)}`;
  return [...new Set([...document.querySelectorAll("body *")].map(path))];
}"""
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
MOST_BYTES = 450_000


@dataclass(frozen=True)
class Seen:
    """What a browser made of a page: faults, widths at which it moves sideways, bytes it loaded."""

    faults: list[str]
    sideways: list[int]
    size: int


@pytest.fixture(scope="module")
def seen(book: Path) -> Iterator[dict[str, Seen]]:
    with open_tab() as tab:
        loaded = set[str]()
        tab.on("request", lambda request: loaded.add(request.url))
        pages = pages_of(book)
        first = {path.relative_to(book).parts[0]: path for path in reversed(pages)}.values()
        styles = set[str]()
        yield {
            path.relative_to(book).as_posix(): look_at(
                tab, path, loaded, styles, is_first=path in first
            )
            for path in pages
        }


def look_at(tab: Page, path: Path, loaded: set[str], styles: set[str], *, is_first: bool) -> Seen:
    loaded.clear()
    resize(tab, DESK)
    tab.goto(path.as_uri())
    size = sum(Path(unquote(urlparse(url).path)).stat().st_size for url in loaded)
    sideways = []
    for width in WIDTHS:
        resize(tab, width)
        if tab.evaluate(BEYOND) > 0:
            sideways.append(width)
    own = set(tab.evaluate(STYLES))
    left_out = [] if REQUIRED or own - styles else COLOURS
    styles |= own
    exclude = [] if REQUIRED or is_first else [LIST_OF_PAGES]
    return Seen(faults_of(tab, exclude, left_out), sideways, size)


def faults_of(tab: Page, exclude: list[str], left_out: list[str]) -> list[str]:
    tab.evaluate(AXE)
    found = []
    for number, (scheme, width) in enumerate(LOOKS):
        of_look = [name for name in OF_LOOKS + COLOURS if name not in left_out]
        rules = of_look if number and not REQUIRED else TAGS
        tab.evaluate("scheme => { document.documentElement.dataset.theme = scheme }", scheme)
        resize(tab, width)
        faults = tab.evaluate(FAULTS, [exclude, rules, left_out if rules is TAGS else []])
        found += [f"{scheme}, {width}: {fault}" for fault in faults]
    return found


def test_no_page_has_a_fault_that_axe_finds(seen: dict[str, Seen]) -> None:
    assert len(seen) > 40
    assert {page: found.faults for page, found in seen.items() if found.faults} == {}


def test_nothing_but_a_wide_table_or_formula_moves_sideways(seen: dict[str, Seen]) -> None:
    assert {page: found.sideways for page, found in seen.items() if found.sideways} == {}


def test_a_page_weighs_less_than_450_kilobytes_with_all_that_it_loads(
    seen: dict[str, Seen],
) -> None:
    heavy = {page: found.size for page, found in seen.items() if found.size > MOST_BYTES}
    assert heavy == {}

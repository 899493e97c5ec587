"""Every page in a browser: no fault that axe finds, nothing that moves sideways, little weight.

axe-core looks at whatever is unlike all before it: in the light on a desk, and at colours and what
depends on widths on a phone in the dark. Where a browser is required it looks at everything
everywhere, in the light on a phone and in the dark on a desk too.
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
LIKE_BEFORE = "[data-like]"
# WCAG 2.1 A and AA and best practices.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
# What a second look can find that the first did not: colours, and what only shows at this width.
OF_LOOKS = [
    *("color-contrast", "link-in-text-block"),
    *("aria-hidden-focus", "button-name", "link-name", "scrollable-region-focusable"),
]
FAULTS = """async ([exclude, runOnly]) => {
  dispatchEvent(new Event("resize"));
  const options = {preload: false, resultTypes: ["violations"], runOnly};
  const found = await axe.run({exclude}, options);
  return found.violations.map(fault => `${fault.id}: ${fault.nodes[0].html.slice(0, 200)}`);
}"""
# Marks what is like something before, here or on the pages whose kinds are known, and gives what is
# new. A kind is what a style sheet can tell an element, and all that it stands in, from others by,
# and which attributes it has: an image without a text instead is another kind.
NEW_KINDS = """known => {
  const before = new Set(known), fresh = [];
  const told = ["class", "style", "fill", "role"];
  const kind = one => [
    one.tagName, one.tagName === "TR" && one.matches(":nth-child(even)"),
    ...told.map(part => one.getAttribute(part)), ...one.getAttributeNames()
  ].join();
  // Of 53 bits, as cyrb53: the whole text of thousands of kinds would be told for each page.
  const digest = text => {
    let high = 0xdeadbeef, low = 0x41c6ce57;
    for (let place = 0; place < text.length; place++) {
      const sign = text.charCodeAt(place);
      high = Math.imul(high ^ sign, 2654435761);
      low = Math.imul(low ^ sign, 1597334677);
    }
    return 4294967296 * (2097151 & (low ^ (high >>> 16))) + ((high ^ (low >>> 13)) >>> 0);
  };
  const walk = (one, above) => {
    const path = digest(`${above} > ${kind(one)}`);
    let isNew = !before.has(path);
    if (isNew) fresh.push(path);
    before.add(path);
    const alike = [...one.children].filter(child => !walk(child, path));
    isNew ||= alike.length < one.children.length;
    if (isNew) alike.forEach(child => { child.dataset.like = ""; });
    return isNew;
  };
  walk(document.body, "");
  return fresh;
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
        kinds: list[int] = []
        yield {
            path.relative_to(book).as_posix(): look_at(tab, path, loaded, kinds)
            for path in pages_of(book)
        }


def look_at(tab: Page, path: Path, loaded: set[str], kinds: list[int]) -> Seen:
    loaded.clear()
    resize(tab, DESK)
    tab.goto(path.as_uri())
    size = sum(Path(unquote(urlparse(url).path)).stat().st_size for url in loaded)
    sideways = []
    for width in WIDTHS:
        resize(tab, width)
        if tab.evaluate(BEYOND) > 0:
            sideways.append(width)
    new = [] if REQUIRED else tab.evaluate(NEW_KINDS, kinds)
    kinds += new
    return Seen(faults_of(tab) if REQUIRED or new else [], sideways, size)


def faults_of(tab: Page) -> list[str]:
    tab.evaluate(AXE)
    found = []
    for number, (scheme, width) in enumerate(LOOKS):
        rules = OF_LOOKS if number and not REQUIRED else TAGS
        tab.evaluate("scheme => { document.documentElement.dataset.theme = scheme }", scheme)
        resize(tab, width)
        faults = tab.evaluate(FAULTS, [[] if REQUIRED else [LIKE_BEFORE], rules])
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

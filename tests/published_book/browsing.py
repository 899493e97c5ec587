"""A browser for the pages of a book: the Chromium of this machine, without a profile."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = (
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
PHONE, DESK = 390, 1280
WIDTHS = (320, PHONE, DESK)


@contextmanager
def open_tab() -> Iterator[Page]:
    """A tab; without a browser the test is skipped, or fails where one is required."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        if os.environ.get("EVALUTILS_REQUIRE_BROWSER"):
            pytest.fail("EVALUTILS_REQUIRE_BROWSER is set and there is no Chromium.")
        pytest.skip("There is no Chromium on this machine.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=QUIET, chromium_sandbox=False
        )
        yield browser.new_page(viewport={"width": DESK, "height": 800})
        browser.close()


def resize(tab: Page, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})


def pages_of(book: Path) -> list[Path]:
    return [path for path in sorted(book.rglob("*.html")) if "_static" not in path.parts]

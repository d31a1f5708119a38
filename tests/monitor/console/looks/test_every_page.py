"""Every page of the console in headless Chromium: for those who see, hear or point otherwise
(axe-core), and as wide as the screen; at a desk and on a phone, in both languages, by day and night.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.folder import Config
from store.ledger import open_ledger
from tests.monitor.console.bench import PAGES
from tests.monitor.console.office import PASSWORD, Served
from tests.monitor.console.test_browser import CHROMIUM

pytest.importorskip("playwright.sync_api", reason="NO BROWSER TESTS: playwright is missing")
axe = pytest.importorskip("axe_playwright_python", reason="NO BROWSER TESTS: axe-core is missing")
if not CHROMIUM.exists():
    pytest.skip("NO BROWSER TESTS: /usr/bin/chromium is missing", allow_module_level=True)

from playwright.sync_api import Page, sync_playwright  # noqa: E402  after the check that it is there

AXE = Path(axe.__file__).with_name("axe.min.js").read_text("utf-8")
GRAVE = frozenset({"serious", "critical"})
# What is read by programs, or is somebody else's page; /data is Datasette's own (tests/analysts).
NO_PAGES = re.compile(r"/(feeds|api/v1|health|data)\b|/captures/\d+/")
WRONG = (
    ("no such page", "/nothing"),
    ("no such finding", "/findings/999999"),
    ("nothing of the kind", "/findings?q=%E4%B8%8D%E5%AD%98%E5%9C%A8"),
    ("nothing found", "/search?q=%E4%B8%8D%E5%AD%98%E5%9C%A8"),
    ("no such visit", "/runs/2026-11-20/visits?outcome=none"),
)


@pytest.fixture(scope="module")
def paths(config: Config, number: int) -> dict[str, str]:
    """The pages that are measured, as they are called in this office."""
    ledger = open_ledger(config.data / "ledger.db", readonly=True)
    try:
        capture, page = ledger.db.conn.execute("SELECT id, page FROM capture LIMIT 1").fetchone()
    finally:
        ledger.close()
    here = (
        ("/findings/3", f"/findings/{number}"),
        ("/pages/3", f"/pages/{page}"),
        ("/captures/77", f"/captures/{capture}"),
        ("u07", "hongshanzui"),
        ("2026-11-19", "2026-11-20"),
    )
    found = dict(WRONG)
    for name, path in PAGES:
        if not NO_PAGES.match(path):
            for there, of_this_office in here:
                path = path.replace(there, of_this_office)
            found[name] = path
    return found


@pytest.fixture(scope="module")
def page_of(served: Served) -> Iterator[object]:
    """(scheme, language, width) -> a page whose visitor is the office."""
    with sync_playwright() as playwright:
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)

        def come_in(scheme: str, language: str, width: int) -> Page:
            context = browser.new_context(
                color_scheme=scheme,  # type: ignore[arg-type]
                viewport={"width": width, "height": 900},
                bypass_csp=True,  # axe is no script of ours
            )
            page = context.new_page()
            page.goto(f"{served.url}/login")
            page.fill("main [name=login]", "wang")
            page.fill("main [name=password]", PASSWORD)
            page.click("main button")
            context.add_cookies(
                [{"name": "gongkai_language", "value": language, "url": served.url}]
            )
            return page

        yield come_in
        browser.close()


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_has_a_serious_fault_or_is_wider_than_the_screen(  # type: ignore[no-untyped-def]
    page_of, served: Served, paths: dict[str, str], scheme: str, language: str, width: int
) -> None:
    page, faults = page_of(scheme, language, width), {}
    for name, path in paths.items():
        page.goto(served.url + path)
        page.evaluate(AXE)
        grave = [
            f"{one['id']}: {one['nodes'][0]['html'][:160]}"
            for one in page.evaluate("axe.run()")["violations"]
            if one["impact"] in GRAVE
        ]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            grave.append("wider than the screen")
        if grave:
            faults[name] = grave
    assert faults == {}
    assert page.get_attribute("html", "lang") == {"zh": "zh-CN", "en": "en"}[language]

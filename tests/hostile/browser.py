"""A page of ours opened in headless Chromium: what ran, what was asked of the world, what was
shown.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Dialog

CHROMIUM = "/usr/bin/chromium"


@dataclass
class Ran:
    """What must stay empty, and the text that was shown."""

    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)  # beyond the page itself
    scripts: int = 0
    text: str = ""


def in_chromium(page_file: Path) -> Ran:
    """Open a file, wait until it is still, click and hover nothing: a vector that needs a person
    has been put where focus goes.
    """
    playwright = pytest.importorskip(
        "playwright.sync_api",
        reason="playwright is missing: our pages were NOT opened in a browser",
    )
    if not Path(CHROMIUM).exists():
        pytest.skip(
            "chromium is missing: our pages were NOT opened in a browser (apt install chromium)"
        )
    ran = Ran()
    with playwright.sync_playwright() as machine:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = machine.chromium.launch(executable_path=CHROMIUM, args=arguments)
        page = browser.new_page()

        def noted(dialog: "Dialog") -> None:
            ran.dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", noted)
        page.on("request", lambda request: ran.requests.append(request.url))
        page.goto(page_file.as_uri(), wait_until="load", timeout=60_000)
        page.wait_for_timeout(500)
        ran.scripts = page.evaluate("window.ran || 0")
        ran.text = page.evaluate("document.body.textContent")
        ran.requests = [url for url in ran.requests if url != page_file.as_uri()]
        browser.close()
    return ran

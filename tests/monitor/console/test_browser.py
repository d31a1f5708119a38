"""The console in headless Chromium, as people use it: every role, desktop and phone. Screenshots
are kept as artefacts.

They go to `$GONGKAI_ARTEFACTS`, else to a folder of the test run; look at them.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from store.desk.entries import DeskAction, entries_of
from tests.monitor.console.office import PASSWORD, Served, messages

CHROMIUM = Path("/usr/bin/chromium")
DESKTOP, PHONE = (1280, 900), (360, 740)

pytest.importorskip(
    "playwright.sync_api",
    reason="NO BROWSER TESTS: playwright is missing (pip install -r requirements-dev.lock)",
)
if not CHROMIUM.exists():
    pytest.skip(
        "NO BROWSER TESTS: /usr/bin/chromium is missing (apt-get install chromium)",
        allow_module_level=True,
    )

from playwright.sync_api import Browser, Dialog, Page, Request, sync_playwright  # noqa: E402  after the check that it is there


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def artefacts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(os.environ.get("GONGKAI_ARTEFACTS") or tmp_path_factory.mktemp("artefacts"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@dataclass
class Watched:
    """A page whose every complaint and every request is written down."""

    page: Page
    url: str
    folder: Path
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on(
            "console",
            lambda said: (
                self.complaints.append(said.text) if said.type in ("error", "warning") else None
            ),
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._dialog)
        self.page.on("request", self._request)

    def _dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if (
            not request.url.startswith(("data:", "about:"))
            and urlsplit(request.url).netloc != urlsplit(self.url).netloc
        ):
            self.strangers.append(request.url)

    def go(self, path: str) -> None:
        answer = self.page.goto(self.url + path)
        assert answer is not None and answer.status == 200, path

    def come_in(self, login: str) -> None:
        self.go("/login")
        self.page.fill("main [name=login]", login)
        self.page.fill("main [name=password]", PASSWORD)
        self.page.click("main button")
        self.page.wait_for_url(f"{self.url}/")

    def keep(self, name: str) -> None:
        self.page.wait_for_load_state(
            "load"
        )  # before its stylesheet is there, any page is too wide
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= self.page.viewport_size["width"], f"{name} is {width} pixels wide"  # type: ignore[index]
        assert self.page.viewport_size is not None
        width = self.page.viewport_size["width"]
        self.page.screenshot(path=self.folder / f"{name}-{width}.png", full_page=True)

    def was_quiet(self) -> None:
        assert self.complaints == [] and self.strangers == []


Opening = Callable[..., Watched]


@pytest.fixture
def opened(browser: Browser, served: Served, artefacts: Path) -> Iterator[Opening]:
    contexts = []

    def open_page(size: tuple[int, int] = DESKTOP) -> Watched:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="zh-CN"
        )
        contexts.append(context)
        return Watched(context.new_page(), served.url, artefacts)

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("login", ["zhang", "li", "wang"])
def test_each_role_comes_in_and_reads_the_first_screen(opened: Opening, login: str) -> None:
    seen = opened()
    seen.come_in(login)
    assert "6个单位：0个全部判断，4个部分判断，1个未判断，1个无适用事项" in seen.page.inner_text(
        "h1"
    )
    assert seen.page.locator("nav a[href='/data/']").count() == (0 if login == "zhang" else 1)
    seen.keep(f"today-{login}")
    seen.was_quiet()


def test_an_alert_s_link_leads_to_its_evidence_through_the_login(
    opened: Opening, served: Served
) -> None:
    link = next(
        link
        for body in messages(served.config)
        for link in re.findall(r"https?://\S+/findings/\d+", body)
    )
    assert link.startswith(served.url)
    seen = opened(PHONE)
    seen.page.goto(link)  # on a phone, from the mail, not logged in
    seen.page.fill("main [name=login]", "zhang")
    seen.page.fill("main [name=password]", PASSWORD)
    seen.page.click("main button")
    seen.page.wait_for_url(link)
    assert (
        seen.page.locator("ol.evidence > li").count() >= 1
        and seen.page.locator("blockquote.clause").count() == 1
    )
    seen.keep("finding-from-the-alert")
    seen.was_quiet()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_leader_acknowledges_and_is_offered_no_deadline(
    opened: Opening, served: Served, size: tuple[int, int]
) -> None:
    seen = opened(size)
    seen.come_in("zhang")
    seen.page.goto(f"{served.url}/findings?unit=hongshanzui&rule=stale_channel&show=unacknowledged")
    seen.keep("findings")
    seen.page.locator("tbody a[href^='/findings/']").first.click()
    number = int(seen.page.url.rsplit("/", 1)[1])
    seen.page.click("button[value=acknowledged]")
    assert seen.page.locator("button[value=deadline]").count() == 0, "deadlines are the office's"
    seen.page.fill("textarea", "请于期限前补齐栏目信息")
    seen.page.click("button[value=note]")
    assert "zhang主任" in seen.page.inner_text("ol.history")
    entries = entries_of(served.console.desk, number)
    said = [(entry.what, entry.by_login) for entry in entries if entry.by_login]
    assert said == [(DeskAction.ACKNOWLEDGED, "zhang"), (DeskAction.NOTE, "zhang")]
    seen.keep("finding-in-hand")
    seen.was_quiet()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_searching_and_switching_the_language(
    opened: Opening, served: Served, size: tuple[int, int]
) -> None:
    seen = opened(size)
    seen.come_in("li")
    seen.page.keyboard.press("/")  # from anywhere
    seen.page.wait_for_url(f"{served.url}/search")
    seen.page.fill("input[type=search]", "环保")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_selector("ol.hits")
    assert set(seen.page.locator("ol.hits mark").all_inner_texts()) == {"环保"}
    seen.keep("search")
    seen.page.locator("ol.hits a").first.click()
    seen.page.wait_for_url(f"{served.url}/pages/*")
    seen.keep("page-found")
    seen.page.click("button[name=to]")
    seen.page.wait_for_selector("html[lang=en]")
    assert seen.page.get_attribute("html", "lang") == "en" and "/pages/" in seen.page.url
    seen.go("/")
    assert "6 units: 0 wholly judged, 4 partly" in seen.page.inner_text("h1")
    seen.keep("today-en")
    seen.was_quiet()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_stands_at_both_widths(
    opened: Opening, number: int, size: tuple[int, int]
) -> None:
    seen = opened(size)
    seen.come_in("wang")
    pages = (
        "/units/jiaotong",
        "/units/hongshanzui",
        "/units/shuiwu",
        "/units/fayuan",
        f"/findings/{number}",
        "/findings?show=repaired",
        "/runs",
    )
    for path in (
        *pages,
        "/runs/2026-11-20",
        "/captures/1",
        "/pages/1",
        "/account",
        "/search?q=工作",
    ):
        seen.go(path)
        seen.keep(re.sub(r"\W+", "-", path).strip("-"))
    seen.was_quiet()


def test_an_analyst_asks_the_ledger(opened: Opening) -> None:
    seen = opened()
    seen.come_in("li")
    seen.page.click("nav a[href='/data/']")
    seen.page.locator("ol a").first.click()  # the first of the questions asked first
    seen.page.wait_for_load_state()
    assert seen.page.locator("table").count() >= 1
    seen.keep("data-question")
    seen.was_quiet()


def test_everything_is_reached_by_keyboard(opened: Opening, served: Served) -> None:
    seen = opened()
    seen.come_in("zhang")
    seen.page.keyboard.press("Tab")
    assert (
        seen.page.evaluate("document.activeElement.className") == "skip"
    )  # first of all past the navigation
    seen.page.keyboard.press("Enter")
    for _ in range(3):
        seen.page.keyboard.press("Tab")
    assert (
        seen.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    )  # and one sees where one is
    seen.go("/findings")
    unlabelled = seen.page.evaluate(
        "[...document.querySelectorAll('input:not([type=hidden]), select, textarea')].filter(e => !e.hidden && !e.labels.length).length"
    )
    assert unlabelled == 0
    seen.was_quiet()


def test_it_prints_without_its_frame(opened: Opening, artefacts: Path, number: int) -> None:
    seen = opened()
    seen.come_in("wang")
    seen.go(f"/findings/{number}")
    seen.page.emulate_media(media="print")
    assert (
        not seen.page.is_visible("header nav")
        and not seen.page.is_visible("aside form")
        and seen.page.is_visible("h1.sentence")
    )
    seen.page.pdf(path=artefacts / "finding.pdf", format="A4")
    assert (artefacts / "finding.pdf").read_bytes().startswith(b"%PDF")

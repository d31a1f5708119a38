"""The small parts: when a page is drawn, what pipes carry, and what is said where there is no
browser.
"""

import asyncio
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from config.unit import BrowserUse
from crawler.browser import presence
from crawler.browser.helper import Helper
from crawler.browser.messages import (
    Ask,
    FetchedAnswer,
    RenderedPage,
    RenderRequest,
    from_line,
    to_line,
)
from crawler.browser.renderer import Renderer
from crawler.browser.rendering import as_rendered, is_to_be_rendered
from crawler.look import Look
from store.outcomes import Outcome
from store.records import FrontierRow, Purpose, Visit
from tests.browser import sites
from tests.crawler.conftest import NOW, office_of
from tests.reading import read_answer

URL = "http://hb.example/tzgg/"
FETCHES = sites.frame(sites.FILL.format(api="/list.json"))
EMPTY = sites.frame("var menu = 1")
FULL = sites.frame(
    "var menu = 1",
    list_html="<ul><li><a href='/1.html'>关于某事的公告</a><span>2026-11-01</span></li></ul>",
)
SAYS_SO = sites.frame("var menu = 1", list_html="<p>栏目正在建设中</p>")


@pytest.mark.parametrize(
    ("page", "use", "is_rendered"),
    [
        (sites.shell("var a"), "when_needed", True),
        (FETCHES, "when_needed", True),
        (EMPTY, "when_needed", True),  # a script somewhere else may bring the entries
        (FULL, "when_needed", False),
        (SAYS_SO, "when_needed", False),
        (FULL, "always", True),
        ("<html><script>var $_ts=window['$_ts'];</script></html>", "always", False),
    ],
)
def test_a_page_is_rendered_where_the_answer_alone_is_not_the_page(
    page: str, use: BrowserUse, is_rendered: bool
) -> None:
    status = 412 if "$_ts" in page else 200
    facts = read_answer(
        page.encode(), url=URL, content_type="text/html", as_of=NOW.date(), status=status
    )
    assert is_to_be_rendered(use, facts.outcome, facts, page.encode()) is is_rendered


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        (sites.shell("var a"), Outcome.NEEDS_BROWSER),
        (FETCHES, Outcome.NEEDS_BROWSER),
        (EMPTY, Outcome.OPEN),
        (FULL, Outcome.OPEN),
    ],
)
def test_without_a_browser_nobody_is_called_empty_who_may_not_be(
    page: str, outcome: Outcome
) -> None:
    """An empty list that a script would fill was not seen, and the operator is told what would show
    it.
    """
    lacking = SimpleNamespace(
        missing="no browser here (playwright and Chromium missing): make browser"
    )
    facts = read_answer(page.encode(), url=URL, content_type="text/html", as_of=NOW.date())
    seen = Look(Visit(URL, NOW, facts.outcome, reason=facts.outcome_reason), facts, page.encode())
    job = SimpleNamespace(
        browser_use=lambda _: "when_needed", renderer=lacking, office=office_of({})
    )
    response = SimpleNamespace(body=page.encode())
    row = FrontierRow(URL, Purpose.CHANNEL, "main")
    look = asyncio.run(
        as_rendered(cast(Any, job), row, seen, cast(Any, response), cast(Any, None), second=False)
    )
    assert look.visit.outcome is outcome
    assert ("make browser" in look.visit.reason) is (outcome is Outcome.NEEDS_BROWSER)


def test_what_is_missing_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "find_spec", lambda _: None)
    monkeypatch.setattr(presence, "PROGRAMS", ())
    presence.missing.cache_clear()
    presence.program.cache_clear()
    try:
        assert (
            Renderer().missing == "no browser here (playwright and Chromium missing): make browser"
        )
    finally:
        presence.missing.cache_clear()
        presence.program.cache_clear()


def test_messages_come_out_as_they_went_in() -> None:
    for message in (
        RenderRequest("http://a/", b"\x00\xff", "gongkai", "Asia/Shanghai", 30.0),
        Ask(7, "http://a/", "POST", "fetch", {"accept": "*/*"}, b"\xff"),
        FetchedAnswer(7, 200, {"content-type": "text/html"}, b"a"),
        RenderedPage("http://a/", b"<p>", b"\x89PNG", "late", "said", True),
    ):
        assert from_line(to_line(message)) == message


@pytest.mark.parametrize(
    "line",
    [b"", b"[]", b"{}", b'{"is": "Popen"}', b'{"is": "Drawn", "html": "!"}', b'{"is": "Drawn", "html": 7}', b'{"is": "Ask", "number": "x", "url": "a"}', b'{"is": "Ask", "number": 1, "url": "a", "headers": {"a": []}}', b"\xff"],
)  # fmt: skip
def test_a_helper_that_was_taken_over_says_nothing_that_is_believed(line: bytes) -> None:
    with pytest.raises(ValueError):
        from_line(line)


def test_a_browser_that_does_not_start_is_told_and_not_tried_for_ever() -> None:
    async def tried() -> tuple[list[RenderedPage], str]:
        renderer = Renderer()
        renderer._helpers = [Helper("/bin/false") for _ in renderer._helpers]
        renderer._free = asyncio.LifoQueue()
        for helper in renderer._helpers:
            renderer._free.put_nowait(helper)
        order = RenderRequest("http://a/", b"", "gongkai", "Asia/Shanghai", 2.0)

        async def supply(ask: Ask) -> FetchedAnswer:
            return FetchedAnswer(ask.number, refused="no")

        rendered = [await renderer.rendered(order, supply) for _ in range(2)]
        await renderer.close()
        return rendered, renderer.missing

    rendered, missing = asyncio.run(tried())
    assert [one.trouble for one in rendered] == ["start", "start"]
    assert missing.startswith("the browser does not start")


def rendered_by(program: str) -> RenderedPage:
    async def tried() -> RenderedPage:
        helper = Helper(program)

        async def supply(ask: Ask) -> FetchedAnswer:
            return FetchedAnswer(ask.number, refused="no")

        page = "<html><body>通知公告</body></html>".encode()
        order = RenderRequest("http://a/", page, "gongkai", "Asia/Shanghai", 10.0)
        rendered = await helper.rendered(order, supply)
        await helper.end()
        return rendered

    return asyncio.run(tried())


def test_a_browser_starts_however_deep_the_folder_of_temporary_files_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("deep" * 20)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    rendered = rendered_by(presence.program())
    assert (rendered.trouble, "通知公告" in rendered.html.decode()) == ("", True)


def test_a_browser_that_does_not_start_says_its_own_reason(tmp_path: Path) -> None:
    """What it was started with stands in the log, too, and is no reason."""
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\necho '[FATAL] Socket path too long' >&2\nexit 1\n")
    program.chmod(0o755)
    rendered = rendered_by(str(program))
    assert rendered.trouble == "start"
    assert rendered.detail.endswith("[FATAL] Socket path too long")

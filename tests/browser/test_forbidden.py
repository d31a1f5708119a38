"""A page that sends its browser to forbidden addresses, by every way that a page has: the decoy
there is never reached (docs/faults.md W14).
"""

import asyncio
from pathlib import Path

import pytest

from crawler.browser import helper as helper_file
from crawler.browser import presence, sandbox
from crawler.browser.helper import Helper
from crawler.browser.messages import Ask, FetchedAnswer, RenderedPage, RenderRequest
from crawler.workers.pool import READER, crawl
from store.clock import Clock
from store.outcomes import Outcome
from store.records import FrontierRow, Purpose
from tests.browser import sites
from tests.browser.conftest import Decoy
from tests.crawler.conftest import NOW, office_of, planned, unit_of, visits_of
from tests.crawler.fixture_server import FixtureServer, Question

HOST = "hb.example"
WAYS = """
var target = '{address}:{port}';
fetch('http://' + target + '/fetch'); fetch('https://' + target + '/fetch'); fetch('/redirect');
var x = new XMLHttpRequest(); x.open('POST', 'http://' + target + '/xhr'); x.send('a');
new Image().src = 'http://' + target + '/image';
navigator.sendBeacon('http://' + target + '/beacon', 'a');
try {{ new WebSocket('ws://' + target + '/socket') }} catch (e) {{}}
try {{ new EventSource('http://' + target + '/events') }} catch (e) {{}}
try {{ new Worker('data:text/javascript,fetch("http://' + target + '/worker")') }} catch (e) {{}}
try {{ navigator.serviceWorker.register('/sw.js') }} catch (e) {{}}
try {{ window.open('http://' + target + '/popup') }} catch (e) {{}}
try {{ var t = new RTCPeerConnection({{ iceServers: [{{ urls: 'stun:' + target }}] }}); t.createDataChannel('a'); t.createOffer().then(function (o) {{ t.setLocalDescription(o) }}) }} catch (e) {{}}
var add = function (tag, values) {{ var e = document.createElement(tag); for (var k in values) e.setAttribute(k, values[k]); document.body.appendChild(e) }};
add('iframe', {{ src: 'http://' + target + '/frame' }}); add('iframe', {{ src: '/redirect' }});
add('script', {{ src: 'http://' + target + '/script' }}); add('link', {{ rel: 'stylesheet', href: 'http://' + target + '/style' }});
add('link', {{ rel: 'preload', as: 'fetch', href: 'http://' + target + '/preload' }}); add('link', {{ rel: 'prefetch', href: 'http://' + target + '/prefetch' }});
add('link', {{ rel: 'preconnect', href: 'http://' + target }}); add('link', {{ rel: 'dns-prefetch', href: 'http://' + target }});
add('video', {{ src: 'http://' + target + '/film', autoplay: '' }}); add('object', {{ data: 'http://' + target + '/object' }});
add('embed', {{ src: 'http://' + target + '/embed' }}); add('a', {{ href: 'http://' + target + '/file', download: 'x', id: 'download' }});
document.getElementById('download').click();
var f = document.createElement('form'); f.action = 'http://' + target + '/form'; f.method = 'post'; f.target = 'other'; document.body.appendChild(f); f.submit();
"""


def test_through_a_worker_every_way_is_shut_by_address_name_and_redirect(
    tmp_path: Path, decoy: Decoy
) -> None:
    fixture_server = FixtureServer()
    dns = {HOST: "127.0.0.1", "inner.example": decoy.ADDRESS}

    async def away(question: Question) -> None:
        await question.send(
            b"", "302 Found", Location=f"http://{decoy.ADDRESS}:{decoy.port}/redirected"
        )

    pages = {
        "/address/": sites.html(sites.shell(WAYS.format(address=decoy.ADDRESS, port=decoy.port))),
        "/spelled/": sites.html(sites.shell(WAYS.format(address="0x7f.0.66", port=decoy.port))),
        "/name/": sites.html(sites.shell(WAYS.format(address="inner.example", port=decoy.port))),
        "/jump/": sites.html(
            sites.shell(
                f"setTimeout(function () {{ location.href = 'http://{decoy.ADDRESS}:{decoy.port}/' }}, 20)"
            )
        ),
        "/file/": sites.html(
            sites.shell(
                "setTimeout(function () { location.href = 'file:///etc/passwd' }, 20); fetch('file:///etc/passwd')"
            )
        ),
        "/redirect": away,
    }
    fixture_server.pages = {(HOST, path): handler for path, handler in pages.items()}
    fixture_server.start(["127.0.0.1"])
    office, unit = (
        office_of(dns, public=["127.0.0.1/32"], browser_s=10.0),
        unit_of("u", fixture_server.url(HOST)),
    )
    rows = [
        FrontierRow(
            fixture_server.url(HOST, path),
            Purpose.CHANNEL,
            "main",
            fixture_server.url(HOST, path),
            1,
        )
        for path in pages
        if path.endswith("/")
    ]
    crawl(
        [planned(tmp_path, office, unit, rows=rows)],
        office,
        {"u": unit},
        None,
        Clock.set_to(NOW),
        lambda _: None,
        reader=READER,
    )
    fixture_server.stop()
    seen = {
        "/" + stored.visit.url.split("/", 3)[3]: stored.visit for stored in visits_of(tmp_path, "u")
    }
    assert set(seen) == {path for path in pages if path.endswith("/")}
    assert not any(visit.outcome.shows_the_page for visit in seen.values())
    # told, and not followed; nobody is asked to register an inner address
    assert seen["/jump/"].outcome is Outcome.REFUSED_BY_OUR_POLICY
    assert fixture_server.asked[HOST, "/redirect"] >= 1  # the pages did run
    assert decoy.connections == 0


@pytest.mark.parametrize(
    "has_no_network", [True, False], ids=["no network at all", "by Chromium's own switches"]
)
def test_the_browser_itself_reaches_nobody(
    monkeypatch: pytest.MonkeyPatch, decoy: Decoy, has_no_network: bool
) -> None:
    """With a crawl that refuses nothing and answers everything, and even where the kernel grants no
    empty network: each wall by itself.
    """
    if has_no_network and not sandbox.without_network():
        pytest.skip("NOT TESTED: this machine grants no network namespace")
    if not has_no_network:
        monkeypatch.setattr(helper_file, "without_network", lambda: ())
    asked: list[str] = []

    async def supply(ask: Ask) -> FetchedAnswer:
        asked.append(ask.url)
        return FetchedAnswer(
            ask.number,
            200,
            {"content-type": "text/html", "access-control-allow-origin": "*"},
            b"<p>a</p>",
        )

    async def rendered() -> RenderedPage:
        helper = Helper(presence.program())
        try:
            body = sites.shell(WAYS.format(address=decoy.ADDRESS, port=decoy.port)).encode()
            return await helper.rendered(
                RenderRequest(f"http://{HOST}/", body, "gongkai/0.1", "Asia/Shanghai", 10.0), supply
            )
        finally:
            await helper.end()

    page = asyncio.run(rendered())
    assert not page.trouble
    assert any("/fetch" in url for url in asked)
    assert decoy.connections == 0

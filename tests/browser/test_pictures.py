"""Pictures of kept pages: drawn from the bytes, with nobody asked, and never a reason for an export
to fail.
"""

import struct

from crawler.browser.pictures import Kept, pictures_of
from tests.browser.conftest import Decoy
from tests.browser.test_forbidden import WAYS

AGENT, ZONE = "gongkai", "Asia/Shanghai"


def size_of(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_picture_is_as_high_as_its_page_and_never_higher_than_the_window() -> None:
    short = "<html><body><h1>柳河县水利站</h1></body></html>".encode("gbk")
    long = ("<html><body>" + "<p>通知公告</p>" * 500 + "</body></html>").encode()
    one, other = pictures_of(
        [Kept("http://a.example/", short, "text/html"), Kept("http://b.example/", long, "")],
        agent=AGENT,
        zone=ZONE,
    )
    assert (size_of(one), size_of(other)) == ((1280, 200), (1280, 2000))


def test_a_kept_page_asks_nobody_and_its_neighbour_is_drawn_all_the_same(decoy: Decoy) -> None:
    sly = f"<html><body><p>页面</p><script>{WAYS.format(address=decoy.ADDRESS, port=decoy.port)}</script></body></html>".encode()
    pages = [
        Kept("http://sly.example/", sly, "text/html"),
        Kept("http://good.example/", b"<p>good</p>", "text/html"),
    ]
    assert size_of(pictures_of(pages, agent=AGENT, zone=ZONE)[1]) == (1280, 200)
    assert decoy.connections == 0

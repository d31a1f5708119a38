"""Links that a page holds and no other page with menus does."""

from monitor.dossier.own_links import own_links

SITE = "http://a.example.gov.cn"
MENU = {f"{SITE}/", f"{SITE}/gzdt/", f"{SITE}/bm/index.html"}


def of(*urls: str) -> frozenset[str]:
    return frozenset({*MENU, *urls})


def test_a_directory_holds_what_its_sisters_lack() -> None:
    bureaus = [f"{SITE}/bm/tjj/index.html", f"{SITE}/bm/jtj/index.html"]
    found = own_links({f"{SITE}/bm/index.html": of(*bureaus), f"{SITE}/gzdt/": of()})
    assert found == {f"{SITE}/bm/index.html": 2, f"{SITE}/gzdt/": 0}


def test_a_lists_further_pages_are_the_list_itself() -> None:
    pages = [f"{SITE}/gzdt/index_2.html", f"{SITE}/gzdt/?page=3", f"{SITE}/gzdt/index.html"]
    assert own_links({f"{SITE}/gzdt/": of(*pages), f"{SITE}/": of()})[f"{SITE}/gzdt/"] == 0

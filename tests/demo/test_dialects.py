"""Each dialect as docs/field-notes.md §8 describes it, asserted on the bytes."""

import re
from urllib.parse import urljoin

from demo.city import City
from tests.demo.asking import ask, text_of


def test_trs_pages_by_script_and_the_second_page_is_index_1(old_city: City) -> None:
    now = old_city.nights[0]
    first = old_city.channel_url("guoshui", "gzdt")
    page = text_of(old_city, first, now)
    assert 'createPageHTML(2, 0, "index", "html")' in page
    assert '<meta name="ColumnName" content="工作动态">' in page
    rows = _articles(first, page, r"/gzdt/\d{6}/t\d{8}_\d+\.html")
    second = urljoin(first, "index_1.html")
    further = _articles(second, text_of(old_city, second, now), r"/gzdt/\d{6}/t\d{8}_\d+\.html")
    assert len(rows) == 15
    assert further
    assert not rows & further
    assert "工作动态</h2>" not in text_of(old_city, urljoin(first, "index_2.html"), now)
    article = text_of(old_city, min(rows), now)
    assert re.search(r'<meta name="PubDate" content="\d{4}-\d\d-\d\d \d\d:\d\d">', article)
    assert 'class="TRS_Editor"' in article


def test_hanweb_keeps_its_list_in_a_script_and_the_rest_behind_the_proxy(old_city: City) -> None:
    now = old_city.nights[0]
    first = old_city.channel_url("gongdian", "gzdt")
    page = text_of(old_city, first, now)
    assert "<ul></ul>" in page
    assert page.count("<record><![CDATA[") == 15
    total = int(re.findall(r"<totalrecord>(\d+)</totalrecord>", page)[0])
    assert total > 15
    following = re.findall(r'<nextgroup><!\[CDATA\[<a href="([^"]+)">', page)[0]
    answer = text_of(old_city, urljoin(first, following), now)
    assert answer.count("<record>") == total - 15
    assert "<nextgroup>" not in answer
    pattern = r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.html"
    assert not _articles(first, page, pattern) & _articles(first, answer, pattern)
    column = re.findall(r"columnid:'(\d+)'", page)[0]
    posted = ask(
        old_city,
        urljoin(first, "/module/web/jpage/dataproxy.jsp"),
        now,
        form=f"columnid={column}&startrecord=4&endrecord=6&perpage=15",
    )
    assert posted.body.count(b"<record>") == 3


def test_vsb_counts_its_pages_down(old_city: City) -> None:
    first = old_city.channel_url("yaojian", "gzdt")
    early = text_of(old_city, first, old_city.nights[0])
    late = text_of(old_city, first, old_city.nights[-1])
    assert 'href="/gzdt/1.htm">下页' in early
    pages = int(re.findall(r"共\d+条　1/(\d+)", late)[0])
    assert f'href="/gzdt/{pages - 1}.htm">下页' in late
    assert ask(old_city, urljoin(first, "/gzdt/1.htm"), old_city.nights[-1]).status == 200
    article = text_of(
        old_city, min(_articles(first, early, r"/info/\d+/\d+\.htm")), old_city.nights[0]
    )
    assert "发布时间：" in article
    assert 'id="vsb_content"' in article


def test_old_asp_is_gbk_whatever_its_header_says(old_city: City) -> None:
    now = old_city.nights[0]
    first = old_city.channel_url("laodong", "gzdt")
    answer = ask(old_city, first, now)
    page = answer.body.decode("gbk")
    assert "工作动态" in page
    assert "charset=gb2312" in page
    assert dict(answer.headers)["content-type"] in ("text/html", "text/html; charset=utf-8")
    rows = _articles(first, page, r"show\.asp\?id=\d+")
    second = re.findall(r'href="(list\.asp\?classid=\d+&amp;page=2)">下一页', page)[0].replace(
        "&amp;", "&"
    )
    assert not rows & _articles(
        first, text_of(old_city, urljoin(first, second), now, "gbk"), r"show\.asp\?id=\d+"
    )
    assert "发布时间：" in text_of(old_city, min(rows), now, "gbk")


def test_a_guide_has_its_eight_elements(old_city: City) -> None:
    now = old_city.nights[-1]
    old_city.set_now(now)
    page = text_of(old_city, old_city.item_urls("caizheng", "bszn")[0], now)
    for element in (
        "事项名称",
        "设定依据",
        "申请条件",
        "办理材料",
        "办理地点",
        "办理时间",
        "联系电话",
        "办理流程",
    ):
        assert f"<th>{element}</th>" in page


def _articles(base: str, page: str, pattern: str) -> set[str]:
    """Articles linked above the rotating block."""
    hot = page.find("热点推荐")
    shown = page[:hot] if hot > 0 else page
    return {
        urljoin(base, link)
        for link in re.findall(r'href="([^"]+)"', shown)
        if re.search(pattern, link)
    }

"""Every family of list pages: titles whole, addresses absolute, dates read, paging taken from the
page itself.
"""

from datetime import date

from store.records import PageFacts, PageKind
from tests.extract.pages_read import reading, rows
from tests.reading import read_page

TRS = "http://www.liuhe.example/zwgk/tzgg/index.html"
HANWEB = "http://www.linze.example/col/col217/index.html"
JPAAS = "http://www.qingtian.example/col/col1229512345/index.html"
GKMLPT = "http://www.deqing.example/gkmlpt/index#3041"
VSB = "http://sl.tianchang.example/zwdt/gzdt.htm"
UCAP = "http://www.yanchi.example/col/c107449/index.html"
ASP = "http://wsj.pingquan.example/class.asp?id=2"
DATEPATH = "http://www.xian.example/bmdt/index.html"


def trs() -> PageFacts:
    return reading("trs/list.html", TRS, "2013-06-08")


def test_trs_items() -> None:
    base = "http://www.liuhe.example/zwgk/tzgg/"
    assert rows(trs().items) == [
        (
            "柳河县人民政府办公室关于2013年端午节放假安排的通知",
            f"{base}201306/t20130607_30412.html",
            "2013-06-07",
        ),
        (
            "关于征集2013年县政府民生实事项目的公告",
            f"{base}201306/t20130603_30388.html",
            "2013-06-03",
        ),
        ("柳河县2013年高考期间交通管制通告", f"{base}201305/t20130521_30102.html", "2013-05-21"),
        ("关于公布县级行政审批项目目录的通知", f"{base}201305/t20130508_29977.html", "2013-05-09"),
        (
            "柳河县2013年春季植树造林检查验收情况通报",
            f"{base}201304/t20130426_29610.html",
            "2013-04-26",
        ),
    ]


def test_trs_row_date_and_url_date_are_two_columns() -> None:
    item = trs().items[3]
    assert (item.claimed, item.url_date) == (date(2013, 5, 9), date(2013, 5, 8))


def test_trs_second_page_is_index_1() -> None:
    assert trs().next_pages == tuple(
        f"http://www.liuhe.example/zwgk/tzgg/index_{n}.html" for n in (1, 2, 3)
    )


def test_trs_kind_dialect_title_and_column() -> None:
    facts = trs()
    assert (facts.kind, facts.list_dialect, facts.title, facts.column_name) == (
        PageKind.LIST,
        "trs",
        "通知公告",
        "通知公告",
    )


def test_trs_article() -> None:
    facts = reading(
        "trs/article.html",
        "http://www.liuhe.example/zwgk/tzgg/201305/t20130522_30102.html",
        "2013-06-08",
    )
    assert facts.kind is PageKind.ARTICLE
    assert facts.title == "柳河县2013年高考期间交通管制通告"
    assert (facts.published, facts.published_from) == (date(2013, 5, 21), "meta")
    assert (facts.signed, facts.url_date) == (date(2013, 5, 20), date(2013, 5, 22))
    assert [a.text for a in facts.attachments] == ["管制路段示意图.doc"]
    assert (
        "浏览次数" not in facts.text
        and "今天是" not in facts.text
        and "禁止货运车辆通行" in facts.text
    )


def test_trs_article_mentions_the_citizens_remedies() -> None:
    facts = reading(
        "trs/article.html",
        "http://www.liuhe.example/zwgk/tzgg/201305/t20130522_30102.html",
        "2013-06-08",
    )
    assert {m.term for m in facts.mentions if m.side == "rights"} == {"行政复议", "监督电话"}


def test_hanweb_records_lie_in_the_script() -> None:
    facts = reading("hanweb/list.html", HANWEB, "2016-04-01")
    assert rows(facts.items) == [
        (
            "县委召开全县脱贫攻坚工作推进会议暨乡镇党委书记座谈会",
            "http://www.linze.example/art/2016/3/28/art_217_51234.html",
            "2016-03-28",
        ),
        (
            "县水务局开展“世界水日”宣传活动",
            "http://www.linze.example/art/2016/3/25/art_217_51201.html",
            "2016-03-25",
        ),
        (
            "全县春季农田水利建设现场观摩会召开",
            "http://www.linze.example/art/2016/3/9/art_217_50987.html",
            "2016-03-09",
        ),
    ]
    assert facts.list_dialect == "hanweb" and facts.kind is PageKind.LIST
    assert facts.items[2].url_date == date(2016, 3, 9)


def test_hanweb_asks_the_data_proxy_for_more() -> None:
    facts = reading("hanweb/list.html", HANWEB, "2016-04-01")
    assert facts.items_claimed == 47
    assert len(facts.data_requests) == 1 and facts.data_requests[0].startswith(
        "http://www.linze.example/module/web/jpage/dataproxy.jsp?page=1&webid=3"
    )


def test_hanweb_data_answer() -> None:
    facts = reading(
        "hanweb/dataproxy.xml",
        "http://www.linze.example/module/web/jpage/dataproxy.jsp?page=1&columnid=217&unitid=318862",
        "2016-04-01",
    )
    assert rows(facts.items) == [
        (
            "县政府常务会议研究部署春耕生产工作",
            "http://www.linze.example/art/2016/2/29/art_217_50811.html",
            "2016-02-29",
        )
    ]
    assert "page=2" in facts.data_requests[0]


def test_jpaas_request_is_built_from_the_pages_parameters() -> None:
    facts = reading("jpaas/list.html", JPAAS, "2026-01-20")
    assert facts.kind is PageKind.LIST and facts.items == () and facts.list_dialect == "jpaas"
    (request,) = facts.data_requests
    assert request.startswith(
        "http://www.qingtian.example/api-gateway/jpaas-publish-server/front/page/build/unit?parseType=bulidstatic&webId=3048"
    )
    assert "pageId=1229512345" in request and "paramJson=%7B%22pageNo%22%3A+1" in request


def test_jpaas_answer_holds_html_inside_json() -> None:
    request = reading("jpaas/list.html", JPAAS, "2026-01-20").data_requests[0]
    facts = reading("jpaas/answer.json", request, "2026-01-20")
    assert rows(facts.items) == [
        (
            "青田县人民政府关于印发县域交通综合治理方案的通知",
            "http://www.qingtian.example/art/2026/1/16/art_1229512345_2571.html",
            "2026-01-16",
        ),
        (
            "青田县2026年重点建设项目计划",
            "http://www.qingtian.example/art/2026/art_9f2c7a1b.html",
            "2026-01-05",
        ),
    ]
    assert facts.items_claimed == 31
    assert "pageNo%22%3A+2" in facts.data_requests[0]


def test_gkmlpt_list_and_answer() -> None:
    facts = reading("gkmlpt/list.html", GKMLPT, "2020-03-10")
    assert facts.data_requests == (
        "http://www.deqing.example/gkmlpt/api/all/3041?page=1&sid=768045",
    )
    answer = reading("gkmlpt/answer.json", facts.data_requests[0], "2020-03-10")
    assert rows(answer.items) == [
        (
            "德庆县民政局关于提高城乡低保标准的通知",
            "http://www.deqing.example/gkmlpt/content/0/508/post_508890.html",
            "2020-03-04",
        ),
        (
            "德庆县民政局2020年工作要点",
            "http://www.deqing.example/gkmlpt/content/0/508/post_508812.html",
            "2020-02-25",
        ),
    ]
    assert answer.items_claimed == 23
    assert answer.data_requests == (
        "http://www.deqing.example/gkmlpt/api/all/3041?page=2&sid=768045",
    )


def test_gkmlpt_article_shows_both_dates() -> None:
    facts = reading(
        "gkmlpt/article.html",
        "http://www.deqing.example/gkmlpt/content/0/508/post_508890.html",
        "2020-03-10",
    )
    assert (facts.published, facts.published_from, facts.signed) == (
        date(2020, 3, 4),
        "labelled",
        date(2020, 2, 27),
    )
    assert facts.title == "德庆县民政局关于提高城乡低保标准的通知"


def test_vsb_pages_count_down() -> None:
    facts = reading("vsb/list.htm", VSB, "2019-07-15")
    assert facts.list_dialect == "vsb" and facts.items_claimed == 43
    assert facts.next_pages[:3] == tuple(
        f"http://sl.tianchang.example/zwdt/gzdt/{n}.htm" for n in (14, 13, 12)
    )
    assert facts.next_pages[-1].endswith("gzdt/1.htm")
    assert [r[2] for r in rows(facts.items)] == ["2019-07-12", "2019-07-02", "2019-06-17"]


def test_vsb_article() -> None:
    facts = reading(
        "vsb/article.htm", "http://sl.tianchang.example/info/1012/5660.htm", "2019-07-15"
    )
    assert (facts.title, facts.published, facts.published_from) == (
        "全市河湖长制工作推进会召开",
        date(2019, 7, 2),
        "labelled",
    )
    assert [a.text for a in facts.attachments] == ["2019年度任务清单.xls"]
    assert "上一条" not in facts.text and "点击数" not in facts.text


def test_ucap_years_follow_from_the_lists_order() -> None:
    facts = reading("ucap/list.html", UCAP, "2020-11-02")
    assert [r[2] for r in rows(facts.items)] == [
        "2020-10-22",
        "2020-10-12",
        "2020-01-15",
        "2019-12-27",
    ]
    assert facts.next_pages == tuple(
        f"http://www.yanchi.example/col/c107449/index_{n}.shtml" for n in (2, 3)
    )
    assert facts.list_dialect == "ucap"


def test_ucap_article() -> None:
    facts = reading(
        "ucap/article.html", "http://www.yanchi.example/col/c107449/202010/4f1c.shtml", "2020-11-02"
    )
    assert (facts.published, facts.published_from) == (date(2020, 10, 12), "meta")


def test_asp_list_in_gbk() -> None:
    facts = reading("asp/list.src.html", ASP, "2012-03-15", "gb18030")
    assert (facts.encoding_declared, facts.encoding_used, facts.list_dialect) == (
        "gb2312",
        "gb18030",
        "asp",
    )
    assert rows(facts.items) == [
        (
            "县卫生局召开2012年全县卫生工作会议",
            "http://wsj.pingquan.example/show.asp?id=812",
            "2012-03-12",
        ),
        (
            "我县启动农村妇女“两癌”免费检查项目",
            "http://wsj.pingquan.example/show.asp?id=809",
            "2012-03-05",
        ),
        ("餐饮具集中消毒单位专项检查", "http://wsj.pingquan.example/show.asp?id=797", "2012-02-17"),
    ]
    assert facts.next_pages[0] == "http://wsj.pingquan.example/class.asp?id=2&page=2"
    assert facts.items_claimed == 58


def test_asp_article() -> None:
    facts = reading(
        "asp/article.src.html",
        "http://wsj.pingquan.example/show.asp?id=809",
        "2012-03-15",
        "gb18030",
    )
    assert facts.kind is PageKind.ARTICLE
    assert (facts.title, facts.published, facts.published_from) == (
        "我县启动农村妇女“两癌”免费检查项目",
        date(2012, 3, 5),
        "labelled",
    )
    assert "133" not in facts.text and "2012年10月31日前完成" in facts.text


def test_date_path_sites() -> None:
    facts = reading("datepath/list.html", DATEPATH, "2020-04-20")
    assert [(r[0], r[2]) for r in rows(facts.items)] == [
        ("市场监管所开展复学前食品安全检查", "2020-04-13"),
        ("县图书馆恢复开放", "2020-04-09"),
        ("我县全面取消公路限行", "2020-03-30"),
    ]
    assert [item.url_date for item in facts.items] == [
        date(2020, 4, 13),
        date(2020, 4, 9),
        date(2020, 3, 30),
    ]
    assert facts.next_pages == ("http://www.xian.example/bmdt/index_p2.html",)


def test_home_page_counts_an_entry_once() -> None:
    facts = reading("generic/home.html", "http://www.hongshan.example/", "2012-03-15")
    assert facts.kind is PageKind.HOME
    titles = [item.title for item in facts.items]
    assert sorted(set(titles)) == sorted(titles)
    assert {item.title: str(item.claimed) for item in facts.items} == {
        "洪山镇召开春耕生产会议": "2012-03-12",
        "洪山镇开展农村环境整治": "2012-03-01",
        "关于开展合作医疗参保登记的通知": "2012-02-20",
    }


def test_empty_channel_is_a_list_without_entries() -> None:
    facts = reading(
        "generic/empty_channel.html",
        "http://www.hongshan.example/zwgk/czxx/index.html",
        "2012-03-15",
    )
    assert (facts.kind, facts.items, facts.placeholder, facts.outcome.value) == (
        PageKind.LIST,
        (),
        "",
        "open",
    )
    assert facts.column_name == "财政信息"


def test_placeholder_channel_is_an_empty_list_and_no_outage() -> None:
    facts = reading(
        "generic/placeholder_channel.html",
        "http://www.hongshan.example/zwgk/czxx/index.html",
        "2012-03-15",
    )
    assert (facts.kind, facts.items, facts.outcome.value) == (PageKind.LIST, (), "open")
    assert facts.placeholder == "栏目正在建设中，敬请期待！"


def test_links_know_their_area_and_lead_to_the_web_only() -> None:
    facts = trs()
    assert all(link.url.startswith(("http://", "https://")) for link in facts.links)
    areas = {link.text: link.area for link in facts.links}
    assert areas["政务公开"] == "nav" and areas["关于征集2013年县政府民生实事项目的公告"] == "main"


def test_channels_of_the_side_menu_are_no_entries() -> None:
    assert not {"政策文件", "财政资金", "人事信息"} & {item.title for item in trs().items}


def test_items_keep_their_order_and_position() -> None:
    assert [item.position for item in trs().items] == list(range(5))


def test_a_future_row_date_is_not_believed() -> None:
    body = '<ul><li><a href="/a/1.html">关于开展安全生产大检查的通知</a><span>2099-01-01</span></li><li><a href="/a/2.html">关于召开全镇工作会议的通知</a><span>2012-03-01</span></li></ul>'
    facts = read_page(body.encode(), url="http://a.example/tz/index.html", as_of=date(2012, 3, 15))
    assert [str(item.claimed) for item in facts.items] == ["None", "2012-03-01"]


def test_a_data_answer_may_name_its_fields_as_it_likes() -> None:
    answer = '{"code":0,"data":{"records":[{"infoTitle":"关于召开<b>座谈会</b>的通知","detailUrl":"/tz/9.html","releaseDate":"2022-03-28"},{"infoTitle":"停水通知","detailUrl":"/tz/8.html","releaseDate":"2022-03-21"}],"total":55,"current":1}}'
    facts = read_page(
        answer.encode(), url="http://a.example/api/list?current=1&size=2", as_of=date(2022, 3, 30)
    )
    assert rows(facts.items) == [
        ("关于召开座谈会的通知", "http://a.example/tz/9.html", "2022-03-28"),
        ("停水通知", "http://a.example/tz/8.html", "2022-03-21"),
    ]
    assert (facts.items_claimed, facts.data_requests) == (
        55,
        ("http://a.example/api/list?current=2&size=2",),
    )


def test_a_bare_channel_under_construction_keeps_its_words_and_a_server_at_rest_has_none() -> None:
    """Without a menu, as in a frame, the page is taken for a whole site's; a rule tells the two
    apart.
    """
    body = "<title>办事指南</title><div class=list><p>正在建设中，敬请期待……</p></div>".encode()
    facts = read_page(body, url="http://a.example/bszn.htm", as_of=date(2012, 3, 15))
    assert (facts.outcome.value, facts.placeholder) == ("maintenance", "正在建设中，敬请期待……")
    at_rest = read_page(body, url="http://a.example/bszn.htm", as_of=date(2012, 3, 15), status=503)
    assert (at_rest.outcome.value, at_rest.placeholder) == ("maintenance", "")

"""Every way in which a page may show a number is seen, and the reading holds none of its digits."""

import io
from datetime import date
from urllib.parse import quote

import pytest
import xlsxwriter

from tests.reading import read_answer, read_page

NUMBER = "11010519491231002X"
AS_OF = date(2024, 2, 1)
ENTITIES = "".join(f"&#{ord(sign)};" for sign in NUMBER)
SPANS = "".join(f"<span>{NUMBER[at : at + 3]}</span>" for at in range(0, 18, 3))
BOXES = "<table><tr>" + "".join(f"<td>{sign}</td>" for sign in NUMBER) + "</tr></table>"


def page(body: str = "", head: str = "", title: str = "行政处罚决定书") -> bytes:
    return (
        f"<html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body><h1>{title}</h1>"
        "<p>发布时间：2024-01-20 来源：法规科</p><div class='content'><p>当事人违反了有关规定，现决定给予"
        f"警告并处罚款五百元，如不服可以申请行政复议。</p>{body}<p>特此公告，请遵照执行。</p></div></body></html>"
    ).encode()


@pytest.mark.parametrize(
    ("source", "place"),
    [
        (page(f"<p>身份证号{NUMBER}，住赵家村。</p>"), "text"),
        (page(f"<p>{ENTITIES}</p>"), "text"),
        (page(f"<p>{SPANS}</p>"), "text"),
        (page(BOXES), "text"),
        (page(f"<table><tr><td>{NUMBER[:9]}</td><td>{NUMBER[9:]}</td></tr></table>"), "text"),
        (page(f"<p>{NUMBER[:14]}<br>{NUMBER[14:]}</p>"), "text"),
        (page(f"<div style='display:none'>{NUMBER}</div>"), "text"),
        (page(f"<img src='a.jpg' alt='{NUMBER}'>"), "attribute"),
        (page(f"<input value='{NUMBER}'>"), "attribute"),
        (page(head=f"<meta name='description' content='{NUMBER}'>"), "meta"),
        (page(f"<!-- {NUMBER} -->"), "comment"),
        (page(title=f"关于{NUMBER}的处罚"), "title"),
        (page(f"<script>var p = {{idCard: '{NUMBER}'}}</script>"), "script"),
        (page(f"<a href='/f/张三{NUMBER}.pdf'>附件</a>"), "address"),
        (page(f"<a href='/f/{quote('张三')}{NUMBER}.pdf'>附件</a>"), "address"),
    ],
)
def test_it_is_seen_wherever_it_stands(source: bytes, place: str) -> None:
    facts = read_page(source, url="http://a.gov.cn/1.html", as_of=AS_OF)
    assert [(one.masked, one.place) for one in facts.personal_numbers or ()] == [
        ("1101**********002X", place)
    ]
    words = (facts.title, facts.text, facts.blocks, facts.tables, facts.mentions, facts.identity)
    assert NUMBER not in repr((words, [link.text for link in facts.links]))


ESCAPED = "".join(f"\\u{ord(sign):04x}" for sign in NUMBER)


def rows_of_data(title: str) -> bytes:
    """A list as a script is given it."""
    rows = (
        f'{{"title":"{title}\\u7b2c{at}\\u53f7","url":"/a/{at}.html","date":"2024-01-0{at}"}}'
        for at in range(1, 5)
    )
    return f'{{"rows":[{",".join(rows)}]}}'.encode()


def rows_in_a_script(title: str) -> bytes:
    rows = "".join(
        f"<record><![CDATA[<li><a href='/a/{at}.html'>{title}第{at}号</a><span>2024-01-0{at}</span></li>]]>"
        "</record>"
        for at in range(1, 6)
    )
    return page(f"<script type='text/xml'><datastore><recordset>{rows}</recordset></datastore></script>")  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        rows_of_data(f"\\u4e8e{NUMBER}"),
        rows_of_data(f"\\u4e00{NUMBER}"),
        rows_of_data(f"\\u4e8e{ESCAPED}"),
        rows_of_data(f"\\u5173\\u4e8e<b>{NUMBER[:6]}</b>{NUMBER[6:]}"),
        rows_of_data(
            "\\u5173\\u4e8e"
            + "".join(f"&#{ord(sign)};" for sign in NUMBER)
            + "\\u7684\\u901a\\u77e5"
        ),
        rows_in_a_script(f"处罚决定<b>{NUMBER[:6]}</b>{NUMBER[6:]}"),
    ],
)
def test_rows_that_a_script_makes_show_what_people_see_of_them(source: bytes) -> None:
    facts = read_answer(source, url="http://a.gov.cn/tzgg/", as_of=AS_OF)
    assert len(facts.items) >= 4
    assert [(one.masked, one.place) for one in facts.personal_numbers or ()] == [
        ("1101**********002X", "text")
    ]
    assert NUMBER not in repr(facts)


@pytest.mark.parametrize("kept", range(9, 18))
@pytest.mark.parametrize("limit", [200, 500])
def test_words_that_are_cut_short_hold_no_half_of_it(limit: int, kept: int) -> None:
    words = ("经查当事人在河道管理范围内违法设置拦河渔具" * 30)[: limit - kept]
    source = page(f"<p>{words}{NUMBER}，处以罚款。</p>", title=f"{words}{NUMBER}")
    facts = read_page(source, url="http://a.gov.cn/1.html", as_of=AS_OF)
    assert NUMBER[:9] not in repr(facts)


def test_neither_of_two_lines_holds_a_half_of_it() -> None:
    facts = read_page(
        page(f"<p>{NUMBER[:6]}</p><p>{NUMBER[6:14]}</p><p>{NUMBER[14:]}</p>"),
        url="http://a.gov.cn/1.html",
        as_of=AS_OF,
    )
    assert NUMBER[6:14] not in repr(facts)


@pytest.mark.parametrize(
    "source",
    [
        page(f"<script>var row = '{NUMBER}';</script>"),
        page(f"<a href='/f/{NUMBER}.pdf'>附件</a>"),
        page("<p>身份证号1101**********002X</p>"),
        page("<p>统一社会信用代码11110105MA0012345X</p>"),
    ],
)
def test_what_nothing_says_is_a_persons_is_nobodys_fault(source: bytes) -> None:
    facts = read_page(source, url="http://a.gov.cn/1.html", as_of=AS_OF)
    assert facts.personal_numbers == ()


def test_a_table_of_people_is_read_through() -> None:
    table = f"姓名,证件号码\n张三,{NUMBER}\n李四,110105194912310021\n".encode()
    facts = read_answer(table, url="http://a.gov.cn/1.csv", as_of=AS_OF, content_type="text/csv")
    assert [one.place for one in facts.personal_numbers or ()] == ["text"]
    assert NUMBER not in repr(facts)


def test_hidden_columns_and_numbers_kept_in_full_are_in_the_file_all_the_same() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("名单")
        sheet.write_row(0, 0, ["姓名", "证件号码", "金额"])
        sheet.write_row(1, 0, ["张三", NUMBER, 500])
        sheet.set_column(1, 1, None, None, {"hidden": True})
    facts = read_answer(out.getvalue(), url="http://a.gov.cn/1.xlsx", as_of=AS_OF)
    assert [one.place for one in facts.personal_numbers or ()] == ["hidden"]
    assert NUMBER not in repr(facts)


def test_a_number_that_a_sheet_rounded_is_no_number() -> None:
    """As Excel keeps it: fifteen digits, and what a float makes of the rest."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("名单")
        for row in range(200):
            sheet.write_row(row, 0, [f"张{row}", 420682199001011000 + row * 1_000_000_000])
    facts = read_answer(out.getvalue(), url="http://a.gov.cn/1.xlsx", as_of=AS_OF)
    assert facts.personal_numbers == ()


def test_a_document_that_is_not_read_is_not_said_to_show_none() -> None:
    facts = read_answer(b"%PDF-1.4 broken" * 90, url="http://a.gov.cn/1.pdf", as_of=AS_OF)
    assert facts.personal_numbers is None

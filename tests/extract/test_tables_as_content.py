"""Tables, definitions, cards and contact sheets are content: they have a text, they are mentioned, and
a changed cell is a change. What only frames an empty channel is none.
"""

from datetime import date

import pytest

from crawler.compare_captures import compare
from store.records import PageFacts, PageKind
from tests.reading import read_page

AS_OF = date(2026, 11, 25)
SITE = "http://jtj.example.gov.cn"
FRAME = """<html><head><title>{name}-清河县交通运输局</title></head><body>
<div class="header"><h1 class="logo"><a href="/">清河县交通运输局</a></h1><div class="nav"><a href="/gzdt/">工作动态</a><a href="/qzqd/">权责清单</a></div></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/x/">{name}</a></div>
<div class="content"><h2>{name}</h2>{content}</div>
<div><p>主办：清河县交通运输局</p><p>网站标识码：9904490000</p><p>地址：人民路8号</p></div></body></html>"""
OLD_FRAME = """<html><head><title>{name}</title></head><body>
<table width=778><tr><td><a href="index.asp">首页</a> | <a href="a.asp">概况</a></td></tr></table>
<table width=778><tr><td width=180><a href="c.asp">证照办理</a></td><td>{content}</td></tr></table>
<table width=778><tr><td align=center>版权所有：清河县交通局<br>电话：0000-1234567<br>邮编：440000</td></tr></table></body></html>"""


def table(*rows: str) -> str:
    """Rows of cells parted by |."""
    return f"<table>{''.join(f'<tr>{cells(row)}</tr>' for row in rows)}</table>"


def cells(row: str) -> str:
    return "".join(f"<td>{cell}</td>" for cell in row.split("|"))


POWERS = table(
    "序号|职权名称|类型|依据",
    *(f"{n}|对未办理第{n}类事项的处罚|行政处罚|《道路运输条例》第{n}条" for n in range(1, 41)),
)
CONTENT = {
    "权责清单": (POWERS, ("第1类事项", "第40类事项"), ("第40条", "第48条")),
    "收费项目": (
        table("项目|标准", "车辆通行费|10元/次", "船舶港务费|暂无信息", "占道费|0.5元/天"),
        ("车辆通行费 | 10元/次", "船舶港务费"),
        ("10元/次", "15元/次"),
    ),
    "联系方式": (
        table("办公室|0000-5491001", "法规科|0000-5491002"),
        ("法规科 | 0000-5491002",),
        ("5491002", "5491009"),
    ),
    "内设机构": (
        "<dl><dt>办公室</dt><dd>负责文电</dd><dt>法规科</dt><dd>负责执法监督</dd><dt>运输科</dt><dd>核发证照</dd></dl>",
        ("法规科", "负责执法监督"),
        ("负责文电", "负责档案"),
    ),
    "收费站点": (
        "".join(
            f"<div class=card><h3>{place}收费站</h3><p>{place}路1号</p></div>" for place in "东西南"
        ),
        ("东收费站 | 东路1号",),
        ("南路1号", "南路9号"),
    ),
    "行政许可事项": (
        "<ul class=list><li>1. 公路建设项目施工许可</li><li>2. 道路旅客运输经营许可</li><li>3. 港口经营许可</li></ul>",
        ("公路建设项目施工许可",),
        ("港口经营", "渡口设置"),
    ),
    "机构概况": (
        "<div class=list>地址：人民路8号<br>邮编：440000<br>监督电话：12328</div>",
        ("人民路8号", "监督电话：12328"),
        ("12328", "12345"),
    ),
    "领导之窗": (
        table(*(f"{post}：|<a href='/{post}'>{post}某某</a>" for post in ("局长", "副局长", "主任"))),
        ("副局长： | 副局长某某",),
        (">副局长：", ">总工程师："),
    ),
    "责任清单": (
        f"<ul class=news_list></ul>{table(*(f'{n}|第{n}项应负的责任|办公室' for n in range(1, 9)))}",
        ("第8项应负的责任",),
        ("第8项", "第9项"),
    ),
    "办事指南": (
        f"<h3>时限</h3>{table('法定时限|20个工作日', '承诺时限|5个工作日')}<h3>流程</h3><p>申请—受理—审查—决定</p>",
        ("承诺时限 | 5个工作日", "申请—受理"),
        ("5个", "3个"),
    ),
}  # fmt: skip
each = pytest.mark.parametrize("name", CONTENT)


def read(page: str, path: str = "/x/") -> PageFacts:
    return read_page(page.encode(), url=SITE + path, as_of=AS_OF)


def framed(name: str) -> str:
    return FRAME.format(name=name, content=CONTENT[name][0])


@each
def test_the_words_are_the_text_row_by_row(name: str) -> None:
    facts = read(framed(name))
    assert (facts.kind, facts.title) == (PageKind.ARTICLE, name)
    assert [words for words in CONTENT[name][1] if words not in facts.text] == []
    assert "网站标识码" not in facts.text


@each
def test_a_changed_cell_is_a_change(name: str) -> None:
    page = framed(name)
    changed = page.replace(*CONTENT[name][2])
    assert read(page).fingerprint != read(changed).fingerprint
    assert compare(page.encode(), changed.encode(), url=f"{SITE}/x/", as_of=AS_OF).changed


def test_powers_and_fees_are_mentioned_with_their_row() -> None:
    powers, fees = read(framed("权责清单")), read(framed("收费项目"))
    assert [(m.side, m.term, m.sentence) for m in powers.mentions] == [
        ("powers", "行政处罚", "1 | 对未办理第1类事项的处罚 | 行政处罚 | 《道路运输条例》第1条")
    ]
    assert [(m.side, m.term) for m in fees.mentions] == [
        ("fees", "收费项目"),
        *(("fee_without_basis", fee) for fee in ("车辆通行费", "船舶港务费", "占道费")),
    ]


def test_what_the_cell_before_denies_is_denied_of_that_cell() -> None:
    content = table("违法行为|行政处罚", "占道经营|有", "无|行政强制")
    assert [m.term for m in read(FRAME.format(name="清单", content=content)).mentions] == [
        "行政处罚",
        "行政强制",
    ]


def test_a_catalogue_whose_names_are_links_is_a_list_and_says_what_its_rows_say() -> None:
    names = ("公路建设项目施工许可", "道路旅客运输经营许可", "机动车驾驶员培训许可")
    rows = [
        f"{n}|<a href='item?id=9{n}'>{name}</a>|50元|<a href='g?id=9{n}'>指南</a>"
        for n, name in enumerate(names)
    ]
    page = FRAME.format(name="行政许可", content=table(*rows))
    facts, dearer = read(page), read(page.replace("50元", "80元"))
    assert (facts.kind, [item.title for item in facts.items]) == (PageKind.LIST, [*names])
    assert f"{names[0]} | 50元" in facts.text
    assert facts.fingerprint != dearer.fingerprint


def test_a_table_whose_grounds_are_links_is_no_list_of_them() -> None:
    rows = [
        f"第{n}项行政事业性收费|{n}0元/平方米·年|<a href='/t{n}.html'>财综〔2014〕{n}号</a>"
        for n in range(1, 9)
    ]
    facts = read(FRAME.format(name="收费目录", content=table(*rows)))
    assert (facts.kind, facts.items) == (PageKind.ARTICLE, ())
    assert "80元/平方米·年 | 财综〔2014〕8号" in facts.text


@pytest.mark.parametrize(
    "content",
    [
        "<ul class=news_list></ul><div><p>地址：人民路</p><p>电话：5491001</p><p>邮编：440000</p></div>",
        table("序号|名称|日期", "共0条信息 第1/1页"),
        f"{table('用户名：', '密码：', '验证码：')}<p>正在建设中</p>",
        "<p>暂无内容</p><div><p>地址：人民路</p><p>电话：5491001</p><p>邮编：440000</p></div>",
        "",
    ],
)
@pytest.mark.parametrize("frame", [FRAME, OLD_FRAME])
def test_an_empty_channel_stays_empty_whatever_frames_it(content: str, frame: str) -> None:
    facts = read(frame.format(name="财政信息", content=content), "/czxx/list.asp?id=3")
    assert facts.kind is not PageKind.ARTICLE
    assert facts.items == ()

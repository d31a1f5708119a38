"""Pages of about 75 kB as county sites serve them, made up for the bench: their menus, scripts and
styles are most of the weight.
"""

from collections.abc import Iterator

SIZE = 75_000  # bytes

_TOPICS = ("防汛抗旱工作", "农村饮水安全项目", "教师公开招聘", "道路交通安全整治", "政府采购中标", "财政预算执行情况", "环境保护检查", "新型农村合作医疗", "城乡居民最低生活保障", "土地征收补偿安置")  # fmt: skip
_FORMS = (
    "关于做好{}的通知",
    "关于印发{}实施方案的通知",
    "{}公示",
    "我县召开{}会议",
    "{}情况通报",
    "关于{}有关问题的意见",
)
_SENTENCE = "为做好全县{}，经研究，现将有关事项通知如下：各乡镇人民政府、县直有关单位要加强领导，落实责任，于本月底前将情况报县政府办公室。"


def pages() -> dict[str, bytes]:
    """Name and bytes of each, filled up to `SIZE`."""
    return {
        "TRS list": _page("通知公告", _trs_list(), "utf-8"),
        "hanweb list (CDATA)": _page("政策文件", _hanweb_list(), "utf-8"),
        "old ASP list (tables, GBK)": _page("工作动态", _asp_list(), "gb18030"),
        "article": _page(_title(7), _article(), "utf-8"),
        "article with a table (GBK)": _page("部门预算公开", _budget(), "gb18030"),
        "home page": _page("某某县人民政府", _home(), "utf-8"),
    }


def _title(number: int) -> str:
    return _FORMS[number % len(_FORMS)].format(_TOPICS[number % len(_TOPICS)])


def _day(number: int) -> str:
    return f"2012-{12 - number // 28 % 12:02d}-{28 - number % 28:02d}"


def _rows(count: int) -> Iterator[str]:
    for number in range(count):
        title = _title(number)
        address = f"./{_day(number)[:7].replace('-', '')}/t{_day(number).replace('-', '')}_{40_000 + number}.html"
        yield f'<li class="row{number % 2}"><a href="{address}" target="_blank" title="{title}">{title}</a><span class="date">{_day(number)}</span></li>'


def _trs_list() -> str:
    return f'<ul class="list">{chr(10).join(_rows(60))}</ul><div class="page"><script>createPageHTML(12, 0, "index", "html");</script></div>'


def _hanweb_list() -> str:
    records = "".join(f"<record><![CDATA[{row}]]></record>" for row in _rows(60))
    store = f"<datastore><totalrecord>180</totalrecord><totalpage>3</totalpage><recordset>{records}</recordset></datastore>"
    return f'<div id="pages"><script type="text/xml">{store}</script></div>'


def _asp_list() -> str:
    rows = "".join(
        f'<tr><td width="80%">·<a href="show.asp?id={number}">{_title(number)}</a></td><td align="right"><font color="#666666">[{_day(number)}]</font></td></tr>'
        for number in range(60)
    )
    return f'<table width="98%" border="0" cellspacing="0">{rows}</table><p>共240条 <a href="list.asp?page=2">下一页</a></p>'


def _article() -> str:
    prose = "".join(
        f"<p style='text-indent:2em'><span>{_SENTENCE.format(topic)}</span></p>\n"
        for topic in _TOPICS * 3
    )
    head = f'<h1 class="title">{_title(7)}</h1><div class="info">发布时间：2012-03-05 10:20　来源：县政府办公室　浏览次数：<span>1024</span></div>'
    return f'{head}<div class="TRS_Editor">{prose}<p align="right">某某县人民政府办公室</p><p align="right">2012年3月2日</p></div>'


def _budget() -> str:
    rows = "".join(
        f"<tr><td>{topic}支出</td><td>{number * 12.5 + 3:.2f}</td><td>{number}</td></tr>"
        for number, topic in enumerate(_TOPICS * 6)
    )
    table = f'<table border="1"><tr><th>项目</th><th>金额（万元）</th><th>备注</th></tr>{rows}<tr><td>其他支出</td><td>88.00</td><td></td></tr></table>'
    return f'<h1>部门预算公开</h1><div class="info">发布日期：2012-02-20</div><div id="zoom"><p>{_SENTENCE.format("预算公开")}</p>{table}</div>'


def _home() -> str:
    columns = ("政务要闻", "通知公告", "政策文件", "财政信息", "人事信息", "乡镇动态")
    return "".join(
        f'<div class="column{number}"><h2><a href="/c{number}/">{name}</a></h2><a class="more" href="/c{number}/">更多&gt;&gt;</a><ul>{"".join(_rows(9 + number))}</ul></div>'
        for number, name in enumerate(columns)
    )


def _page(title: str, content: str, codec: str) -> bytes:
    """The content in a site's frame, padded with the scripts and styles that such frames carry."""
    menu = "".join(
        f'<li id="nav{n}"><a href="/c{n}/index.html"><span>{name}</span></a></li>'
        for n, name in enumerate(_TOPICS * 4)
    )
    friends = "".join(
        f'<a href="http://www.unit{n}.example.cn/" target="_blank">县直单位{n}</a> | '
        for n in range(60)
    )
    frame = (
        f'<!DOCTYPE html>\n<html><head><meta charset="{codec}"><title>{title}-某某县人民政府</title>\n{{padding}}</head>\n<body>\n'
        f'<div class="header"><div class="date">今天是2012年12月30日 星期日</div><ul class="nav">{menu}</ul></div>\n'
        f'<div class="main"><div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; {title}</div>\n'
        f'<div class="left"><ul class="menu">{menu}</ul></div>\n<div class="content">{content}</div></div>\n'
        f'<div class="footer"><div class="links">{friends}</div><p>主办：某某县人民政府　网站标识码：0000000000</p></div>\n</body></html>'
    )
    missing = SIZE - len(frame.encode(codec))
    script = "".join(
        f"function f{n}(e){{var x=e||window.event;if(x.keyCode<{n}){{document.getElementById('nav{n % 40}').className='on';}}}}\n"
        for n in range(900)
    )
    style = "".join(
        f".c{n} a:hover{{color:#{n:06x};text-decoration:none;padding:0 {n % 9}px}}\n"
        for n in range(900)
    )
    half = max(0, missing) // 2
    return frame.replace(
        "{padding}", f"<script>{script[:half]}</script>\n<style>{style[:half]}</style>\n"
    ).encode(codec)

"""Two bureaus on the platform of the site group, one host and a folder each."""

from datetime import date

from tests.cities.city import Answer
from tests.cities.yunjin.base import Column, Entry, Numbered, Site, html
from tests.cities.yunjin.bureaus import standing
from tests.cities.yunjin.portal import PLATFORM
from tests.cities.yunjin.writing import handling, letters, news, notices

HOST = "zwgk.yunjin.example.gov.cn"
_LAST = date(2026, 2, 26)
_MOVED = date(2025, 11, 15)
_RELAUNCH = date(2025, 11, 28)


class Health(Numbered):
    """Its entries stand below /content/ since 15 November, its papers under new names."""

    def entry_at(self, column: Column, entry: Entry, night: date) -> str:
        if night >= _MOVED:
            return f"{self.base}/content/{entry.on:%Y-%m/%d}/content_{entry.no}.shtml"
        return super().entry_at(column, entry, night)

    def article(self, entry: Entry, night: date) -> str:
        new = night >= _MOVED
        at = f"{self.base}/upload/{entry.no}.pdf" if new else f"{self.base}/files/fj{entry.no}.pdf"
        return super().article(entry, night).replace("@FILE@", at)

    def answer(self, target: str, night: date) -> Answer | None:
        folder = "/upload/" if night >= _MOVED else "/files/fj"
        if target.startswith(self.base + folder) and target.endswith(".pdf"):
            return Answer(_PDF, 200, {"content-type": "application/pdf"})
        return super().answer(target, night)


_PDF = (
    b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]"
    b"/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n0000000105 00000 n \n"
    b"trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n170\n%%EOF"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _number(first: str) -> str:
    """A number of the shape, with its right last sign, of nobody."""
    rest = sum(int(c) * w for c, w in zip(first, _WEIGHTS, strict=True)) % 11
    return first + "10X98765432"[rest]


_LIST = (
    "<p>经个人申请、村居评议、区级复核，现将特别扶助对象公示如下，公示期七天。</p><table><tr><td>序号</td><td>姓名</td>"
    "<td>身份证号码</td></tr><tr><td>1</td><td>某甲</td><td>{a}</td></tr><tr><td>2</td><td>某乙</td><td>{b}</td>"
    "</tr></table><p>监督电话：0799-6625501</p>"
)
_WJJ = "云津区卫生健康局"
WJJ = Health(
    HOST,
    _WJJ,
    (
        Column("gzdt", "工作动态", tuple(news("区卫健局", ("家庭医生签约", "流感疫苗接种", "控烟督查", "急救培训", "健康体检", "医联体建设"), date(2025, 7, 3), _LAST, 5)), home=7),
        Column(
            "tzgg", "通知公告",
            (
                *notices("区卫健局", ("关于流感疫苗接种点的公告", date(2025, 9, 15)), ("关于护士执业注册的通知", date(2025, 10, 21)), ("关于无偿献血的倡议", date(2026, 1, 13))),
                Entry("关于2025年公开招聘乡村医生的公告", date(2025, 8, 12), "<p>报名时间8月12日至8月25日，报名截止后本公告撤下。</p><p>岗位八个，详见附件。</p>", gone=date(2025, 11, 10)),
                Entry("2025年度特别扶助对象名单公示", date(2025, 12, 3), _LIST.format(a=_number("43079919620307001"), b=_number("43079919591121002")), gone=date(2025, 12, 10)),
                Entry("2025年度特别扶助对象名单公示（已去标识化）", date(2025, 12, 10), _LIST.format(a="430799********0012", b="430799********0027")),
            ),
            home=4,
        ),
        Column(
            "zcwj", "政策文件",
            tuple(
                Entry(title, on, f"<p>《{title}》已经局务会审议通过，现予印发，请遵照执行。全文见附件，共四章二十二条，自印发之日起三十日后施行。</p><p>附件：<a href='@FILE@'>{title}.pdf</a></p>")
                for title, on in (("云津区家庭医生签约服务办法", date(2025, 5, 26)), ("云津区院前急救管理规定", date(2025, 8, 21)), ("云津区公共场所控烟细则", date(2026, 1, 7)))
            ),
        ),
        Column("yjs", "预算决算", leads=PLATFORM),
        Column("bszn", "办事指南", handling("公共场所卫生许可", "医师执业注册", "再生育登记")),
        Column("zxzx", "在线咨询", letters("区卫健局", ("疫苗在哪里打", date(2025, 9, 22), date(2025, 9, 25)), ("健康证办理时间", date(2026, 1, 6), date(2026, 1, 9)))),
        Column("cgxx", "政府采购", notices("区卫健局", ("急救车辆采购公告", date(2025, 7, 9)),)),
        *standing(_WJJ, "卫生健康"),
    ),
    base="/wjj",
)  # fmt: skip

_SLJ = "云津区水利局"


def _until(entry: Entry) -> Entry:
    return Entry(entry.title, entry.on, entry.text, gone=_RELAUNCH)


class Water(Site):
    """Another system since 28 November: other addresses, and nothing from before."""

    def list_at(self, column: Column, page: int) -> str:
        return super().list_at(column, page)

    def entry_at(self, column: Column, entry: Entry, night: date) -> str:
        if night >= _RELAUNCH:
            return f"{self.base}/{column.key}/{entry.no}.html"
        return super().entry_at(column, entry, night)


SLJ = Water(
    HOST,
    _SLJ,
    (
        Column(
            "gzdt", "水利动态",
            (
                *map(_until, news("区水利局", ("河道巡查", "水库除险加固", "农村供水", "水土保持", "节水宣传", "防汛复盘"), date(2025, 6, 2), date(2025, 11, 26), 5)),
                *news("区水利局", ("冬修水利", "河长巡河", "小水电整治", "灌渠清淤"), date(2025, 11, 28), _LAST, 4),
            ),
            home=6,
        ),
        Column(
            "tzgg", "通知公告",
            (
                *map(_until, notices("区水利局", ("关于河道采砂许可到期的公告", date(2025, 6, 17)), ("关于水库放水的通告", date(2025, 8, 19)), ("关于取水许可延续的通知", date(2025, 10, 28)))),
                *notices("区水利局", ("关于冬季枯水期供水安排的公告", date(2025, 12, 1)), ("关于水资源费申报的通知", date(2026, 1, 20))),
            ),
            home=3,
        ),
        Column(
            "zcwj", "政策文件",
            (
                *map(_until, notices("区水利局", ("云津区农村供水管理办法", date(2025, 4, 24)), ("云津区小型水库管护细则", date(2025, 7, 24)))),
                *notices("区水利局", ("云津区节水型单位评价办法", date(2025, 12, 2)),),
            ),
        ),
        Column("yjs", "预算决算", leads=PLATFORM),
        Column("bszn", "办事指南", handling("取水许可", "水土保持方案审批", "河道管理范围内建设审批")),
        Column("zdxm", "重大项目", notices("区水利局", ("云河堤防工程2025年进展", date(2025, 12, 3)),)),
        Column("cgxx", "政府采购", notices("区水利局", ("堤防监理采购公告", date(2025, 12, 4)),)),
        *standing(_SLJ, "水利"),
    ),
    base="/slj",
)  # fmt: skip


def answer(target: str, night: date) -> Answer | None:
    for site in (WJJ, SLJ):
        if target.startswith(site.base + "/"):
            return site.answer(target, night)
    if target == "/":
        return html(
            "<html><head><meta charset='utf-8'><title>云津区部门网站群</title></head><body><h1>云津区部门网站群</h1><ul>"
            "<li><a href='/wjj/'>区卫生健康局</a></li><li><a href='/slj/'>区水利局</a></li></ul></body></html>"
        )
    return None

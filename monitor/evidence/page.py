"""The case as one readable page: whoever opens the zip reads here what the records prove. Nothing
is loaded from anywhere.

Autoescape is on for everything: titles, addresses and error texts come from other people's sites
(docs/faults.md C1).
"""

from collections.abc import Collection

from jinja2 import Environment, PackageLoader, StrictUndefined

from config.words import Words
from monitor.evidence.case import Case
from monitor.report.plain_text import printable
from store.outcome_words import cause_of
from store.outcomes import Outcome

environment = Environment(
    loader=PackageLoader("monitor.evidence"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
environment.filters["printable"] = lambda text: printable(str(text))

LABELS: dict[str, Words] = {
    "title": Words("检查证据", "Evidence of inspection"),
    "about": Words("事项", "About"),
    "office": Words("检查单位", "Inspecting office"),
    "vantage": Words("检查点", "Seen from"),
    "made": Words("导出时间（UTC）", "Made at (UTC)"),
    "findings": Words("问题", "Findings"),
    "no_findings": Words(
        "没有未整改的问题；以下为该单位首页和栏目的现状。",
        "No finding is open; below is what its home pages and channels show.",
    ),
    "captures": Words("留存的原始页面", "Pages kept as received"),
    "captures_note": Words(
        "原始内容在 archive/data.warc.gz 中，可用任何网页存档工具回放；SHA-256 是收到的内容（解除传输压缩后）的校验值。",
        "The bytes are in archive/data.warc.gz and replay in any web archive tool; SHA-256 is of the body as received, transfer compression taken off.",
    ),
    "no_captures": Words(
        "没有留存页面：或没有登记的网址，或网站未能打开；如有访问，其结果见下。",
        "No page was kept: no address is on record, or the door was closed. What visits there were stand below.",
    ),
    "pictures": Words("页面图样", "Pictures"),
    "pictures_note": Words(
        "导出时由浏览器按留存内容绘制，未联网：没有样式、图片和脚本另取的内容。仅便于查看，不能代替原始内容。",
        "Drawn by a browser at the export from what was kept, without a network: no styles, no pictures, nothing that scripts would fetch. They help to look, and prove nothing.",
    ),
    "states": Words("页面状态的经过", "What was found, over time"),
    "visits": Words("历次访问", "Every single visit"),
    "probes": Words("逐级探测", "Probes, stage by stage"),
    "eyesight": Words("检查方网络的自查", "Our own eyesight"),
    "eyesight_note": Words(
        "每次检查前后，先访问平时总能打开的外单位网页；打不开，说明是检查方断网，当次不作判断。",
        "Before and after each run, pages of others that are always there are looked at; where they fail it is our own line, and nobody is judged.",
    ),
    "no_canaries": Words("未设对照网页。", "No such pages are configured."),
    "at": Words("时间（UTC）", "At (UTC)"),
    "page": Words("页面", "Page"),
    "status": Words("状态码", "Status"),
    "ip": Words("IP 地址", "IP address"),
    "bytes": Words("字节", "Bytes"),
    "outcome": Words("结果", "Outcome"),
    "first": Words("自", "From"),
    "last": Words("至", "To"),
    "checks": Words("次数", "Checks"),
    "nights": Words("夜", "Nights"),
    "gap": Words("最长间隔（时）", "Longest gap (h)"),
    "run": Words("检查", "Run"),
    "stage": Words("止于", "Ended at"),
    "seconds": Words("秒", "Seconds"),
    "own": Words("检查方网络正常", "Own line good"),
    "yes": Words("是", "yes"),
    "no": Words("否", "no"),
    "details": Words("明细", "Details"),
    "how": Words("如何核验", "How to verify"),
}
TOMBSTONES = {
    "takedown": Words("已撤下，不再留存", "Taken down, no longer kept"),
    "retention": Words("保管期满，不再留存", "Retention over, no longer kept"),
}
HOW = (
    Words(
        "datapackage.json 是清单，列出每个文件的 SHA-256；清单本身的 SHA-256 就是封条，检查单位的账本中有登记。",
        "datapackage.json is the manifest with the SHA-256 of every file; the SHA-256 of the manifest itself is the seal, on record in the office's ledger.",
    ),
    Words(
        "用本程序：gongkai evidence --verify 文件。不用本程序：warcio check 核对记录，pywb 或 ReplayWeb.page 回放，sha256sum datapackage.json 核对封条。",
        "With this program: gongkai evidence --verify FILE. Without it: warcio check for the records, pywb or ReplayWeb.page for the replay,"
        " sha256sum datapackage.json for the seal.",
    ),
)

_OUTCOMES = frozenset(outcome.value for outcome in Outcome)


def picture_name(sha256: str) -> str:
    """Where the picture of a body lies, seen from the readable page."""
    return f"pictures/{sha256[:16]}.png"


def case_html(case: Case, pictured: Collection[str] = ()) -> str:
    """`pictured`: the bodies, by SHA-256, of which a picture lies beside the page."""
    language = case.language
    say: dict[str, object] = {name: words.text(language) for name, words in LABELS.items()}
    say["stone"] = {kind: words.text(language) for kind, words in TOMBSTONES.items()}
    say["how_lines"] = [words.text(language) for words in HOW]

    def outcome(name: str) -> str:
        return f"{cause_of(Outcome(name)).text(language)} ({name})" if name in _OUTCOMES else name

    urls = {page.id: page.url for page in case.pages}
    return environment.get_template("case.html").render(
        case=case, say=say, urls=urls, outcome=outcome, pictured=pictured, picture_name=picture_name
    )

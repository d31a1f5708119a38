"""How the five themes of 2012 and the rules under them are called in the reports (docs/rulebook.md
§10).

Which theme a rule belongs to is the rule's own word (`RULE.theme`); only headings and table words
stand here.
"""

from dataclasses import dataclass

from config.words import Words
from monitor.judging.registry import rules


@dataclass(frozen=True, slots=True)
class Theme:
    number: int
    short: Words  # heads a column of the terminal's table
    good: Words  # heads the good examples
    problem: Words  # heads the problems


THEMES: tuple[Theme, ...] = (
    Theme(
        1,
        Words("1 意识", "1 current"),
        Words("公开意识方面：更新及时", "Awareness: kept up to date"),
        Words("公开意识方面：公开内容长期未更新", "Awareness: content long not updated"),
    ),
    Theme(
        2,
        Words("2 要件", "2 elements"),
        Words("公开要件方面：义务和权利公开明确", "Elements: duties and rights published"),
        Words(
            "公开要件方面：公开权力的多、公开义务和权利的少",
            "Elements: powers published, duties and rights not",
        ),
    ),
    Theme(
        3,
        Words("3 方式", "3 means"),
        Words("公开方式方面：开通网上公开渠道", "Means: open to the public on line"),
        Words(
            "公开方式方面：未开通网上公开渠道或公众无法查看",
            "Means: no place on line that the public can see",
        ),
    ),
    Theme(
        4,
        Words("4 内容", "4 content"),
        Words("公开内容方面：经费支出公开具体", "Content: spending itemised"),
        Words("公开内容方面：经费支出以“其他”笼统公开", "Content: spending lumped under “other”"),
    ),
    Theme(
        5,
        Words("5 资料", "5 archive"),
        Words("公开资料方面：已公开内容保持可查", "Archives: what was published stays on file"),
        Words(
            "公开资料方面：已公开内容无法查到",
            "Archives: what was published can no longer be found",
        ),
    ),
)

# What a rule looks at, as a noun: the subject of “未能判断”.
_LOOKED_AT: dict[str, Words] = {
    "stale_homepage": Words("首页更新", "home page"),
    "stale_channel": Words("栏目更新", "channels"),
    "empty_channel": Words("空白栏目", "empty channels"),
    "one_sided_disclosure": Words("义务和权利公开", "duties and rights"),
    "missing_site": Words("网上公开渠道", "entry point"),
    "unreachable_site": Words("网站能否打开", "site opens"),
    "intranet_only_site": Words("公众可否查看", "seen by the public"),
    "hijacked_site": Words("网站是否被篡改", "site is its own"),
    "vague_expense": Words("经费支出公开", "spending"),
    "vanished_item": Words("公开内容留存", "items kept"),
    "missing_disclosure": Words("预算、决算公开", "budget and accounts"),
}

# What stands in a cell of the terminal's table: the fault in a word or two.
_FAULTS: dict[str, Words] = {
    "stale_homepage": Words("首页未更新", "stale home"),
    "stale_channel": Words("栏目未更新", "stale channel"),
    "empty_channel": Words("空白栏目", "empty channel"),
    "one_sided_disclosure": Words("义务权利缺失", "one-sided"),
    "missing_site": Words("无公开渠道", "no site"),
    "unreachable_site": Words("无法打开", "down"),
    "intranet_only_site": Words("仅内网", "intranet only"),
    "hijacked_site": Words("疑被篡改", "hijacked"),
    "vague_expense": Words("支出笼统", "vague"),
    "vanished_item": Words("内容消失", "vanished"),
}


def theme_of(rule: str) -> int:
    """The rule's theme; the first where the rule has left the house since (an old finding is still
    told).
    """
    known = rules().get(rule)
    return known.rule.theme if known else 1


def looked_at(rule: str, language: str) -> str:
    return _LOOKED_AT[rule].text(language) if rule in _LOOKED_AT else fault(rule, language)


def fault(rule: str, language: str) -> str:
    if rule in _FAULTS:
        return _FAULTS[rule].text(language)
    known = rules().get(rule)
    return known.rule.title.text(language) if known else rule

"""The words of verdicts that no single rule owns: reasons and marks. Two languages, in tables."""

from config.words import Words
from monitor.judging.verdict import Answer, Severity, Why

CANNOT_TELL = Words(
    "因{reason}，本次未能对{about}作出判断，不计入问题。",
    "{about} could not be judged this time: {reason}. It is not counted as a problem.",
)

# A whole rule, where nothing finer can be named.
ONE_RULE = Words("{unit}“{title}”一项", "“{title}” of {unit}")

WHY_TEXT: dict[Why, Words] = {
    Why.OWN_NETWORK_BLIND: Words("检查方网络异常", "the inspector's own network was not good"),
    Why.CLOCK_SUSPECT: Words("检查方时钟存疑", "the inspector's clock is in doubt"),
    Why.NOT_VISITED: Words("本次未访问", "it was not visited"),
    Why.COVERAGE_LOW: Words("已检查的页面不足", "too few of its pages were seen"),
    Why.BLOCKED: Words("网站设有访问防护", "the site's firewall kept us out"),
    Why.NEEDS_BROWSER: Words(
        "页面须由浏览器运行脚本才能显示", "the page shows nothing without a browser"
    ),
    Why.PARSE_ANOMALY: Words("页面未能完整读取", "the page could not be read completely"),
    Why.DOCUMENT_UNREADABLE: Words("文件无法读取", "the document could not be read"),
    Why.TOO_FEW_PROBES: Words("检查次数不足", "there have been too few checks"),
    Why.WATCHED_TOO_SHORT: Words("观察时间不足", "it has not been watched long enough"),
    Why.UNDATED: Words("信息未注明发布时间", "its items bear no dates"),
    Why.SINGLE_VANTAGE: Words("仅有一个检查点", "there is a single vantage point"),
    Why.SHARED_PLATFORM_DOWN: Words(
        "所在共用平台整体无法访问", "the platform it shares with others was down"
    ),
    Why.EXTERNAL_PLATFORM: Words(
        "内容发布在未纳入检查的平台", "its content is on a platform that was not read"
    ),
    Why.DATE_OF_APPROVAL_UNKNOWN: Words("批准日期未知", "the date of approval is unknown"),
    Why.EXTRACTOR_CHANGED: Words(
        "检查程序已更新，须重新比对", "our reader changed and must compare anew"
    ),
    Why.TEMPLATE_CHANGED: Words(
        "页面改版，新旧内容须重新比对", "the page was redesigned and must be compared anew"
    ),
    Why.IDENTITY_UNCLEAR: Words(
        "页面上未见本单位的名称或标识，须由人核对",
        "neither name nor numbers of the unit stand on the page; a person should look",
    ),
    Why.SITE_DOWN: Words("检查时页面未能打开", "the page was not open when we looked"),
}

# Why a rule does not apply, by the verdict's `kind`.
NOT_APPLICABLE_TEXT: dict[str, Words] = {
    "no_clause": Words(
        "所查之日无适用于该类单位的依据", "no clause in force that day binds this kind of unit"
    ),
    "nothing_to_judge": Words("没有可供判断的内容", "there is nothing to be judged"),
    "rule_off": Words("本项检查已由检查单位停用", "the office has switched this rule off"),
    "exempt": Words(
        "经{by}批准至{until}不作检查（{reason}）", "exempted by {by} until {until} ({reason})"
    ),
    "parent_answers": Words("由其上级单位公开", "its parent unit answers for it"),
    "intranet": Words(
        "地址仅在内部网络，另项判断", "its address is an inner one; another rule judges that"
    ),
    "never_opened": Words("从未打开过，另项判断", "it has never opened; another rule judges that"),
    "also_public": Words("已通过其他公开渠道公开", "it also discloses through a public channel"),
    "portal_channel": Words(
        "仅为门户网站的栏目，没有自己的首页", "it is a channel of a portal and has no home page"
    ),
    "exempt_class": Words("该类栏目不规定更新时限", "channels of this class have no deadline"),
    "shared_list": Words("栏目引用上级网站的列表", "the channel leads to a superior's list"),
    "no_longer_linked": Words("网站已不再链接该栏目", "the site no longer links to the channel"),
    "redirects": Words("栏目跳转至其他页面", "the channel only leads on to another page"),
    "external": Words("栏目链接至其他系统", "the channel leads to another system"),
    "parent_of_channels": Words(
        "栏目由下级栏目组成，由下级栏目判断", "its child channels are judged themselves"
    ),
    "single_article": Words("栏目只有一篇内容", "the channel is a single article"),
    "empty": Words("栏目没有信息，另项判断", "the channel holds nothing; another rule judges that"),
    "no_own_budget": Words(
        "该类单位没有单独公开的预算、决算",
        "units of this kind have no budget of their own to publish",
    ),
    "not_due": Words(
        "{year}年{paper}的公开期限为{due}，尚未到期", "the {paper} of {year} is due on {due}"
    ),
    "not_yet_established": Words(
        "{year}年{paper}编制时该单位尚未成立", "it was not yet set up for the {paper} of {year}"
    ),
    "no_spending_table": Words("没有支出表", "it published no table of spending"),
    "few_powers": Words(
        "未见三件以上执法、收费依据", "fewer than the needed documents on powers or fees"
    ),
    "nothing_published": Words("尚无已公开内容", "nothing was ever published"),
    "may_expire": Words(
        "该类信息期满可以撤下", "information of this kind may be taken down when its time is over"
    ),
}
NOT_APPLICABLE = Words("{unit}：{because}，不适用本项检查。", "{unit}: not applicable, {because}.")

MARK_TEXT: dict[str, Words] = {
    "law": Words("法定标准", "set by law or official standard"),
    "product": Words("本系统默认标准，非法定", "this product's default, not law"),
    "local": Words("本地设定标准", "set by the office"),
    "county": Words("县级检查惯例", "practice of county offices"),
}

# Whose number a sentence rests on, said behind the number; of the law's the sentence says it itself.
WHOSE_NUMBER: dict[str, Words] = {
    "law": Words("", ""),
    "product": Words("", " (this product's default)"),
    "local": Words("（本地设定）", " (set by the office)"),
    "county": Words("（县级检查惯例）", " (practice of county offices)"),
}

ANSWER_TEXT: dict[Answer, Words] = {
    Answer.PROBLEM: Words("问题", "problem"),
    Answer.CLEAR: Words("未发现问题", "clear"),
    Answer.CANNOT_TELL: Words("无法判断", "cannot tell"),
    Answer.NOT_APPLICABLE: Words("不适用", "not applicable"),
}

SEVERITY_TEXT: dict[Severity, Words] = {
    Severity.PROBLEM: Words("问题", "problem"),
    Severity.CRITICAL: Words("严重", "critical"),
}

WARNING_TEXT = Words("提醒", "warning")

# The five chapters of the circular of 2012.
THEME_TEXT: dict[int, Words] = {
    1: Words("公开意识", "awareness"),
    2: Words("公开要件", "elements"),
    3: Words("公开方式", "means"),
    4: Words("公开内容", "content"),
    5: Words("公开资料", "archives"),
}

# What a rule may ask of the dossier, by the field's name.
NEED_TEXT: dict[str, Words] = {
    "sites": Words("网站、栏目、信息及其访问记录", "sites, channels, items and their visits"),
    "spending": Words("支出表", "tables of spending"),
    "mentions": Words(
        "文件中有关权力、收费、义务和权利的表述",
        "what documents say of powers, fees, duties and rights",
    ),
    "coverage": Words("该单位的检查覆盖情况", "how much of the unit was seen"),
    "shared_failures": Words("共用平台的故障", "failures of shared platforms"),
    "clock_suspect": Words("检查方时钟是否可靠", "a clock that was good"),
    "approvals": Words("预算、决算的批准日期", "the days of approval on record"),
    "disclosed": Words(
        "其他单位页面上的预算、决算标题", "titles of budgets and accounts on other units' pages"
    ),
}

"""Pages that stand in the page's place: not found, under repair, parked, taken over, moved, empty
shells (docs/field-notes.md §6).

Every test asks for the words *and* for a page that says little else: an article about a maintenance
is an article.
"""

import re
from urllib.parse import urlsplit

from crawler.extract.answer import JudgedOutcome, ReadAnswer
from crawler.extract.links import target_of
from crawler.extract.published import is_published
from store.outcomes import Outcome

_STATUS = {404: Outcome.HTTP_404_410, 410: Outcome.HTTP_404_410}


def by_status(answer: ReadAnswer) -> JudgedOutcome | None:
    """What the status alone settles, walls having been looked for before."""
    status = answer.status
    if status in _STATUS:
        return JudgedOutcome(_STATUS[status], str(status))
    if status == 429:
        return JudgedOutcome(Outcome.RATE_LIMITED, str(status))
    if 500 <= status <= 599:
        words = (
            _MAINTENANCE.search(answer.title + " " + answer.words[:2000]) if status == 503 else None
        )
        return (
            JudgedOutcome(Outcome.MAINTENANCE, words.group())
            if words
            else JudgedOutcome(Outcome.HTTP_5XX, str(status))
        )
    if 400 <= status <= 499:
        return JudgedOutcome(Outcome.HTTP_4XX, str(status))
    return None


def by_words(answer: ReadAnswer) -> JudgedOutcome | None:
    """What a page with a good status says of itself. A published document speaks of its subject,
    whatever words it uses.
    """
    if hijacked := _hijacked(answer):
        return hijacked
    # An office that closes its site and says where it went has parked nothing.
    for find in (_moved, _parked, _not_found, _server_error, _maintenance, _login):
        judged = find(answer)
        if judged is not None:
            return None if is_published(answer) else judged
    return None


def by_emptiness(answer: ReadAnswer, jumps_to: str) -> JudgedOutcome | None:
    """A page that says nothing: a jump, a shell for a script, or a stub."""
    said = sum(len(block.text) for block in answer.flat.blocks)
    if jumps_to or answer.flat.frames or said >= 600:
        return None
    if (
        _SHELL.search(answer.source)
        and (said < 60 or _LOADING.search(answer.words))
        and answer.prose < 120
        and len(answer.flat.anchors) < 40
    ):
        return JudgedOutcome(Outcome.NEEDS_BROWSER, "application shell")
    if (
        _SHELL.search(answer.source)
        and answer.prose < 400
        and len(answer.flat.anchors) < 40
        and _has_a_block_that_loads(answer)
    ):
        return JudgedOutcome(Outcome.NEEDS_BROWSER, "application shell, loading")
    if said < 300 and _LOADING.fullmatch(_innermost_words(answer)):
        return JudgedOutcome(Outcome.NEEDS_BROWSER, "loading")
    if said < 60 and _NOSCRIPT.search(answer.source):
        return JudgedOutcome(Outcome.NEEDS_BROWSER, "asks for JavaScript")
    if said == 0 and answer.flat.images == 0 and not answer.flat.anchors:
        if re.search(r"<script\b", answer.source, re.IGNORECASE):
            return JudgedOutcome(Outcome.NEEDS_BROWSER, "scripts only")
        return JudgedOutcome(Outcome.STUB, f"{answer.size} bytes without words")
    return None


# --- not found

_NOT_FOUND = re.compile(
    r"(?:您|你)?(?:所)?(?:访问|请求|查找|查看|浏览|打开|要找)的?(?:页面|网页|内容|信息|文章|文件|资源|栏目|地址|链接).{0,12}(?:不存在|已(?:经)?(?:被)?(?:删除|下线|下架|撤下|撤销)|已失效|未找到|找不到|没有找到|无法找到|不见了|丢失|走丢)"
    r"|(?:页面|网页|该页|文件或目录|资源|信息|文章|内容).{0,4}(?:不存在|未找到|找不到|没有找到|无法找到|已(?:经)?(?:被)?(?:删除|下线|下架|撤下)|走丢了|飞走了)|找不到(?:文件或目录|页面|网页|该页|您|你|服务器|对象|相关)|无法找到(?:该|此|您|页面|网页|资源)|没有找到(?:您|该|此|页面)|抱歉.{0,20}(?:不存在|找不到|没有找到|出错)|(?:链接|网址)(?:已(?:经)?)?(?:失效|过期|无效)|(?:页面|网页|信息|文章|内容).{0,4}已(?:经)?(?:撤销|撤回|撤下)|无此(?:页面|网页|信息|文章)"
    r"|(?:the )?page (?:you (?:requested|are looking for) )?(?:was not found|cannot be found|not found|does(?: not|n't) exist)|file not found|object not found|404\s*(?:not found|error|错误|页面)|http\s*404",
    re.IGNORECASE,
)
_NOT_FOUND_TITLE = re.compile(
    r"^\W*404\b(?!号)|404\s*(?:错误|页面|提示|not found|error|-|_|—)|[-_—|\s]404\W*$|出错啦|出错了|错误页面|页面出错|错误提示|系统提示|信息提示|页面不存在|该页面|找不到|not found|无法找到|页面丢失",
    re.IGNORECASE,
)
# Old sites say so in a box alone: <script>alert('该信息不存在');history.back()</script>
_ALERT = re.compile(r"alert\s*\(\s*['\"]([^'\"]{2,100})['\"]")
_SAYS_ONLY_THAT = 120  # characters of prose


def _not_found(answer: ReadAnswer) -> JudgedOutcome | None:
    if answer.dated_rows >= 2 or answer.prose >= 300:
        return None
    in_title = _NOT_FOUND.search(answer.title) or _NOT_FOUND_TITLE.search(answer.title)
    in_text = next(
        (
            m
            for block in answer.flat.blocks
            if len(block.text) <= 160
            and block.area != "footer"
            and (m := _NOT_FOUND.search(block.text))
        ),
        None,
    )
    said = sum(len(block.text) for block in answer.flat.blocks if block.area == "main")
    if said == 0 and (alert := _ALERT.search(answer.source)) and _NOT_FOUND.search(alert[1]):
        return JudgedOutcome(Outcome.SOFT_404, alert[1][:60])
    if in_title and (in_text or said < 600):
        return JudgedOutcome(Outcome.SOFT_404, answer.title.strip()[:60])
    if (
        in_text
        and answer.prose < _SAYS_ONLY_THAT
        and any(b.heading and _NOT_FOUND.search(b.text) for b in answer.flat.blocks)
    ):
        return JudgedOutcome(
            Outcome.SOFT_404, in_text.group()[:60]
        )  # as its heading, with the whole of the site's frame around it
    if in_text and said < 300 and len(answer.flat.anchors) < 60:
        return JudgedOutcome(Outcome.SOFT_404, in_text.group()[:60])
    return None


_SERVER_ERROR = re.compile(
    r"系统(?:错误|异常|繁忙)|服务器(?:内部)?错误|内部服务器错误|500\s*(?:-|错误|internal)|internal server error|service unavailable|bad gateway|gateway time-?out|(?:http )?error 5\d\d|数据库(?:连接)?(?:错误|失败|出错)|"
    r"runtime error|server error in|microsoft ole db|adodb\.\w+|odbc (?:sql|driver|microsoft)|ora-\d{5}|sql syntax|nullpointerexception|java\.lang\.|stack trace|fatal error|parse error:|warning: mysql",
    re.IGNORECASE,
)


def _server_error(answer: ReadAnswer) -> JudgedOutcome | None:
    """200 with the words of a crash (error_200): the page is not there, nor is it gone."""
    if answer.dated_rows or answer.prose >= 400:
        return None
    said = sum(len(block.text) for block in answer.flat.blocks)
    match = _SERVER_ERROR.search(answer.title) or (
        _SERVER_ERROR.search(answer.words)
        if said < 1200 and len(answer.flat.anchors) < 20
        else None
    )
    return (
        JudgedOutcome(Outcome.HTTP_5XX, f"200 with words: {match.group()[:50]}") if match else None
    )


# --- under repair

_MAINTENANCE = re.compile(
    r"(?:网站|本站|系统|平台|服务器|站点|网页|门户)?[\u4e00-\u9fff]{0,6}(?:正在|正|进行|暂时|因)?(?:维护|升级|改版|调试|割接|检修|整改)(?:中|改版|维护|升级|期间|暂停|，|,|。|$).{0,20}|(?:系统|网站|设备|服务器|例行|停机)(?:维护|升级|检修)|(?:暂停|停止|关闭)(?:访问|服务|使用|对外服务)"
    r"|(?:网站|本站|系统|站点|主页)[\u4e00-\u9fff]{0,4}(?:正在)?(?:建设|开发|完善)中?|正在(?:建设|维护|升级|改版|开发)(?:中)?|敬请期待|under (?:construction|maintenance)|(?:down|closed|offline) for (?:scheduled |system |site )?maintenance|be (?:right )?back (?:soon|shortly)|scheduled maintenance|temporarily unavailable",
    re.IGNORECASE,
)
_COLUMN_EMPTY = re.compile(r"(?:本|该|此)?栏目|内容|信息|资料|数据")


def _maintenance(answer: ReadAnswer) -> JudgedOutcome | None:
    """The whole page says it is being repaired. A channel of a living site that says so is an empty
    channel, not an outage.
    """
    if answer.dated_rows or answer.prose >= 300:
        return None
    spoken = [
        (m, block.text)
        for block in answer.flat.blocks
        if len(block.text) <= 200
        and block.area != "footer"
        and block.link_characters < len(block.text)
        and (m := _MAINTENANCE.search(block.text))
    ]
    in_title = _MAINTENANCE.search(answer.title) if len(answer.title) <= 40 else None
    if not spoken and not in_title:
        return None
    said = sum(len(block.text) for block in answer.flat.blocks if block.area == "main")
    of_the_site = re.compile(
        r"网站|本站|系统|平台|服务器|站点|访问|门户|主页|site|server|maintenance"
    )
    # “环城路正在建设” is about a road; “正在建设中” and “网站升级” say it of the place where they
    # stand.
    is_titled_so = in_title is not None and (
        in_title.start() == 0 or bool(of_the_site.search(answer.title))
    )
    is_about_site = is_titled_so or any(of_the_site.search(text) for _, text in spoken)
    is_bare = len(answer.flat.anchors) < 5
    if said < 500 and (
        is_bare
        or (
            is_about_site
            and not any(_COLUMN_EMPTY.search(text) and "栏目" in text for _, text in spoken)
        )
    ):
        match = in_title or spoken[0][0]
        return JudgedOutcome(Outcome.MAINTENANCE, match.group().strip()[:60])
    return None


# --- somebody else's

_PARKED = re.compile(
    r"域名[\w.\- ]{0,64}?(?:正在)?(?:已被停用|出售|转让|停放|已过期|到期|待售|可售|抢注)|(?:出售|购买|转让)(?:此|该|本)域名|该域名(?:已|正在|可|可能|未|尚未|停)|(?:this|the) domain (?:name )?(?:[\w-]+(?:\.[\w-]+)+ )?(?:is|may be|has)(?: \w+)? (?:for sale|expired|parked|available)|buy this domain|domain (?:parking|for sale|is parked)|parked (?:free|domain)|(?:未|尚未|没有)(?:进行)?备案|(?:网站|站点|空间)(?:已|被|已被)?(?:关停|欠费|到期|过期)|虚拟主机(?:已)?(?:到期|停止|过期)|主机(?:已)?(?:到期|停机)",
    re.IGNORECASE,
)


def _parked(answer: ReadAnswer) -> JudgedOutcome | None:
    if answer.dated_rows or answer.prose >= 300 or len(answer.flat.anchors) > 60:
        return None
    match = _PARKED.search(answer.title) or next(
        (
            m
            for block in answer.flat.blocks
            if len(block.text) < 200 and (m := _PARKED.search(block.text))
        ),
        None,
    )
    return (
        JudgedOutcome(Outcome.PARKED, match.group()[:60])
        if match and len(answer.words) < 1500
        else None
    )


_FOREIGN = re.compile(
    r"博彩|棋牌|赌博|赌场|百家乐|时时彩|六合彩|老虎机|真人(?:娱乐|视讯|荷官)|葡京|威尼斯人|金沙(?:娱乐|国际)|皇冠(?:体育|足球|现金)|bet365|彩票(?:开户|平台|网投|注册)|网投|体育(?:投注|下注)|电子游艺|色情|成人(?:影|视频|电影|网站|小说)|情色|裸聊|一夜情|黄色(?:网站|视频|电影)|代开发票|办证刻章|私服|外围女|约炮|av在线|無碼|无码|(?:开云|乐鱼|爱游戏|华体会|米兰|半岛|必威|亚博|江南|星空|天博|云开|九游|万博|澳客|hth|ob|bob|kok|ky)体育|pg电子|麻将胡了|华体会|九游会|必威(?:官网|平台)|亚博(?:官网|平台)",
    re.IGNORECASE,
)
# So reporters speak of it, and hardly ever those who sell it: alone they prove nothing.
_OF_REPORTERS = frozenset({"赌博", "赌场", "色情", "情色", "裸聊", "一夜情", "代开发票", "私服"})
_REPORTING = re.compile(
    r"公安|打击|查处|查获|严打|整治|警方|警察|民警|诈骗|涉赌|涉黄|案件|法院|检察|扫黄打非|体育彩票|福利彩票|禁止|举报|犯罪|治安|曝光|警示|警惕|防范|远离|抵制|谨防|骗局|陷阱|反赌|禁赌|拒绝|危害|自觉|倡议"
)


def _hijacked(answer: ReadAnswer) -> JudgedOutcome | None:
    """Gambling or pornography in title and tags or all over the text, and none of the words with
    which offices report on it.
    """
    head = " ".join(
        (
            answer.title,
            answer.flat.metas.get("keywords", ""),
            answer.flat.metas.get("description", ""),
        )
    )
    in_head = set(_FOREIGN.findall(head))
    if in_head <= _OF_REPORTERS:
        return None
    words = answer.words[:20_000]
    in_title, in_text = bool(_FOREIGN.search(answer.title)), len(_FOREIGN.findall(words))
    if _REPORTING.search(head) or len(_REPORTING.findall(words)) > 2:
        return None
    if in_title and (len(in_head) >= 2 or in_text >= 3):
        return JudgedOutcome(
            Outcome.HIJACKED, "foreign words in title and text: " + "、".join(sorted(in_head)[:3])
        )
    return None


_MOVED = re.compile(
    r"(?:网站|本站|网址|域名|页面|栏目|平台|门户)[^。]{0,16}(?:已|将|正式)?[^。]{0,8}(?:迁移|搬迁|迁至|迁往|移至|变更为|更换为|并入|整合至|切换)|(?:新|最新)(?:版)?(?:网址|地址|网站|域名)\s*(?:是|为|:|：)|(?:网站|本站)[^。]{0,12}已(?!被)[^。被]{0,4}(?:关停|停办|停止运行|关闭)|请(?:访问|点击|登录|浏览)[^。]{0,8}(?:新(?:版)?网站|新网址|新版)|we(?:'ve| have) moved|has (?:been )?moved to"
)


def _moved(answer: ReadAnswer) -> JudgedOutcome | None:
    """A migration notice with the new address, and little else."""
    if answer.dated_rows or answer.prose >= 400 or len(answer.flat.anchors) > 15:
        return None
    here = urlsplit(answer.url).hostname
    match = next(
        (
            m
            for block in answer.flat.blocks
            if len(block.text) < 300 and (m := _MOVED.search(block.text))
        ),
        None,
    )
    if match is None:
        return None
    targets = [target_of(anchor, answer.url) for anchor in answer.flat.anchors]
    away = next((t for t in targets if t and urlsplit(t).hostname != here), "")
    spelled = re.search(r"https?://[\w.\-/:]+", answer.words)
    target = away or (spelled.group() if spelled else "")
    if not target and _MAINTENANCE.search(answer.words):
        return None  # “因网站迁移，暂停访问”: nobody is told where to
    return JudgedOutcome(Outcome.MOVED, target or match.group()[:60])


_LOGIN = re.compile(r"登\s*[录陆]|sign in|log ?in", re.IGNORECASE)


def _login(answer: ReadAnswer) -> JudgedOutcome | None:
    """A password field where a page was: only when there is nothing else to read."""
    is_asked = answer.flat.has_password_field and (
        _LOGIN.search(answer.title) or _LOGIN.search(answer.words)
    )
    if is_asked and not answer.dated_rows and answer.prose < 200 and len(answer.flat.anchors) < 25:
        return JudgedOutcome(Outcome.LOGIN_REQUIRED, answer.title.strip()[:60] or "password field")
    return None


# --- nothing said

_SHELL = re.compile(
    r"<(?:div|main|section)\b[^>]{0,120}\bid\s*=\s*[\"']?(?:app|root|__next|__nuxt|q-app|main-app|react-root|vue-app|application)[\"'\s>]|<app-root\b|data-reactroot|ng-app\b",
    re.IGNORECASE,
)
_NOSCRIPT = re.compile(r"<noscript\b.{0,300}(?:javascript|脚本|浏览器)", re.IGNORECASE | re.DOTALL)
_LOADING = re.compile(
    r"\W*(?:.{0,30}(?:加载中|正在加载|载入中|读取中|请稍[候等]|loading|please wait|chargement(?: en cours)?|patientez|cargando|wird geladen).{0,30})\W*",
    re.IGNORECASE | re.DOTALL,
)


def _has_a_block_that_loads(answer: ReadAnswer) -> bool:
    """“加载中…” stands where the text should be; beside it there may be a notice about cookies,
    which is prose of nobody's.
    """
    return any(
        block.area == "main" and len(block.text) <= 40 and _LOADING.fullmatch(block.text)
        for block in answer.flat.blocks
    )


def _innermost_words(answer: ReadAnswer) -> str:
    return " ".join(block.text for block in answer.flat.blocks if block.area == "main")

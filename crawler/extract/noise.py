"""What differs between two looks without anything being said: clocks, counters, weather, sharing
bars (docs/field-notes.md §11).

Whole lines that are noise are dropped; counts inside a meaningful line are cut out of it, since
view counts stand in the row of their item. Every dropping has a name, so that `compare` can say why
something was ignored.
"""

import re
from functools import lru_cache

_FLAGS = re.IGNORECASE

# Lines that are noise as a whole, by why.
_LINES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("clock", re.compile(r"(?:欢迎\S{0,14}[，,!！\s]*)?(?:今天是|今日是|(?:今天|今日|现在|当前|北京|系统|服务器)(?:时间|日期|是)|今天|今日|现在)\s*[:：]?\s*(?:公元)?\s*[\d０-９一二三四五六七八九〇]{2,4}\s*[年\-/.][^。；]{0,120}", _FLAGS)),
    ("clock", re.compile(r"(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}-\d{1,2}-\d{1,2})\s*(?:星期|周)[一二三四五六日天][^。；至到]{0,24}", _FLAGS)),
    ("clock", re.compile(r"(?:星期|周)[一二三四五六日天]\s*(?:\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?", _FLAGS)),
    ("clock", re.compile(r"(?:[\d０-９年月日\s.\-/]{4,16}(?:(?:星期|周)[一二三四五六日天])?\s*)?农历\s*[一二三四五六七八九十正冬腊廿初年月日甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥鼠牛虎兔龙蛇马羊猴鸡狗猪（）()\s]{2,24}", _FLAGS)),
    ("clock", re.compile(r"(?:(?:本)?(?:网?页面?|系统)?(?:生成|打印|执行|缓存|处理|加载|刷新)(?:时间|日期|耗时|用时|于)?|耗时|用时|共?查询)\s*[:：]?\s*[\d.\-/:： 年月日时分秒毫次]+\s*(?:ms|s|秒|毫秒)?(?:[\s，,;；|]*(?:耗时|用时|查询|内存)\s*[:：]?\s*[\d.]+\s*(?:ms|s|秒|毫秒|次|[km]b)?)*", _FLAGS)),
    ("clock", re.compile(r"(?:您|你)?(?:的)?(?:上次|最近(?:一次)?|本次)(?:访问|登[录陆]|浏览|来访)(?:时间|日期|本站|本页)?(?:是|为|于)?\s*[:：]?[\d.\-/:： 年月日时分秒]*", _FLAGS)),
    ("clock", re.compile(r"(?:(?:you )?last (?:visit(?:ed)?|viewed?|seen|log(?:ged)? ?in|sign-?in|accessed)(?: (?:this (?:page|site)|on|at|was))*|your last visit|dernière (?:visite|connexion)|page (?:generated|loaded|rendered|served)(?: (?:on|at|in))?)\s*[:：]?\s*[\w ,.:/+-]{0,40}", _FLAGS)),
    ("clock", re.compile(r"(?:刚刚|\d{1,2}\s*(?:秒|分钟|小时)前|\d{1,2} (?:second|minute|hour)s? ago|il y a \d{1,2} (?:seconde|minute|heure)s?)", _FLAGS)),
    ("clock", re.compile(r"(?:processed|generated|rendered|page (?:generated|rendered))\s+in\s+[\d.]+\s*(?:ms|s|sec\w*).{0,40}", _FLAGS)),
    ("clock", re.compile(r"(?:today is\s*)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day),?\s+\w+\s+\d{1,2},?\s+\d{4}(?:\s+\d{1,2}:\d\d.{0,12})?", _FLAGS)),
    ("counter", re.compile(r".{0,16}(?:您是|你是)(?:本站|本网站)?(?:的)?第?\s*[\d,，]*\s*(?:位|个|次)?.{0,10}(?:访问|访客|来访|浏览|游客).{0,8}", _FLAGS)),
    ("counter", re.compile(r".{0,10}(?:当前)?在线(?:(?:人数|用户|人员|访客|会员)\s*[:：]?\s*(?:[\d,]+\s*(?:人|位|个)?)?|\s*[:：]?\s*[\d,]+\s*(?:人|位))[^\u4e00-\u9fff]{0,6}", _FLAGS)),
    ("counter", re.compile(r"(?:(?:今日|昨日|本日|本月|总|累计|网站|本站|本页|历史|日|月)*(?:浏览|点击|阅读|访问|下载|人气|流量|pv|uv|ip)(?:量|数|次数|率|人次|人数|统计|总量|总数)?\s*[:：]?\s*[\d,，]*\s*(?:次|人次|人|位)?[\s|/，,；;。]*){1,6}", _FLAGS)),
    ("counter", re.compile(r"(?:(?:点赞|赞|有用|无用|喜欢|推荐|收藏|评论|跟帖|留言|转发|分享|参与|顶|踩|likes?|shares?|comments?|repl(?:y|ies)|retweets?|favou?rites?|followers?|votes?|j'aime|partages?|commentaires?|vues?)\s*[(（:：\[]?\s*[\d,.]+\s*[kKwW万]?\s*[)）\]]?\s*(?:次|人|条|个)?[\s|/，,]*){1,6}", _FLAGS)),
    ("counter", re.compile(r"[\d,.]+\s*[kKwW万]?\s*(?:人|次|条|个)?\s*(?:点赞|赞|喜欢|收藏|评论|跟帖|转发|参与|likes?|shares?|comments?|repl(?:y|ies)|followers?|votes?|j'aime|partages?|commentaires?|vues?|visites?|visiteurs?)", _FLAGS)),
    ("counter", re.compile(r"(?:[^.!?]{0,30}[!,.:]\s*)?(?:there (?:are|is) )?(?:currently )?[\d,]+\s*(?:people|users?|guests?|visitors?|members?|visiteurs?|utilisateurs?|personnes?|connectés?)(?: (?:are|is))?\s*(?:currently )?(?:online|en ligne|connectés?)?(?: now)?[.!]?", _FLAGS)),
    ("counter", re.compile(r"(?:viewed|read|downloaded|shared|vue?s?|lue?s?|consultée?s?)\s+[\d,.\s]+(?:times?|fois)", _FLAGS)),
    ("counter", re.compile(r"(?:(?:网站|本站|全站|本页)?(?:访问|流量|浏览|信息|文章)?(?:统计|总数|总计|总浏览量|总访问量|累计|今日|昨日|本周|本月|最高)\s*[:：]?\s*(?:[\d,]+\s*(?:次|人次|人|篇|条)?)?[\s|/，,]*|您的\s*ip(?:地址)?\s*[:：]?\s*[\d.]+\s*){2,8}", _FLAGS)),
    ("counter", re.compile(r"(?:全站|本站|网站)?(?:文章|信息|稿件)总数\s*[:：]?\s*[\d,]+\s*(?:篇|条)?|[\d,]+\s*人(?:已读|在看|看过|读过)", _FLAGS)),
    ("clock", re.compile(r"(?:posted|updated|published|edited)?\s*\d{1,3} (?:minute|hour|day|week|month)s? ago|page (?:générée|chargée) en\s*[\d.,]+\s*\w{1,8}|publié il y a \d{1,3} \w{4,8}", _FLAGS)),
    ("counter", re.compile(r"共?(?:有)?\s*[\d,]+\s*(?:人|条|位|个)(?:参与)?(?:网友)?(?:评论|跟帖|参与|点赞|关注|收藏|回复)", _FLAGS)),
    ("counter", re.compile(r"[\d,]+\s*(?:次浏览|次阅读|人浏览|人阅读|views?|reads?|visitors?|visits?|people (?:have )?(?:viewed|read).{0,20})", _FLAGS)),
    ("counter", re.compile(r"(?:(?:number|no\.?) of )?(?:page )?(?:views?|hits?|visits?|visitors?|visitor count|total visits)\s*[:#(]*\s*[\d,]+\)?(?:\s*[/|]\s*comments?\s*\(?\d+\)?)?", _FLAGS)),
    ("counter", re.compile(r"this (?:page|site|article) has been (?:viewed|visited|read|accessed)\s*[\d,]+\s*times?.{0,20}", _FLAGS)),
    ("footer", re.compile(r"(?:(?:©|\(c\)|copyright\s*(?:©|\(c\)|(?:19|20)\d\d)|版权所有|著作权).{0,60}|.{0,60}(?:ICP[备證证]|网安备|网站标识码|(?:©|copyright)\s*(?:19|20)\d\d|all rights reserved|tous droits réservés))[^。]{0,100}", _FLAGS)),
    ("weather", re.compile(r"(?=[^。，；]*(?:\d|预报\W*$))[^。，；]{0,20}(?:天气预报|气温|风力|空气质量|pm\s?2\.5|湿度|aqi)(?:指数)?[^。；\u4e00-\u9fff]{0,6}(?:(?:天气预报|气温|风力|湿度|空气质量|优|良|轻度污染|中度污染|重度污染|级|东|南|西|北|风|微|多云|晴|阴|雨|雪|转|至|到|今天|明天|今日|实时|℃|度|更多)[^。，；\u4e00-\u9fff]{0,12})*|.{0,12}(?:多云|晴|阴|小雨|中雨|大雨|阵雨|雷阵雨|小雪)[\s\d转到~～\-℃°C]{0,12}\d+\s*(?:℃|°C|度).{0,30}|[\-\d]+\s*(?:~|～|-|/)\s*[\-\d]+\s*(?:℃|°C)", _FLAGS)),
    ("finance", re.compile(r".{0,10}(?:汇率|上证指数|深证成指|沪深300)[^。，；\u4e00-\u9fff]{0,6}\d[^。，；\u4e00-\u9fff]{0,40}", _FLAGS)),
    ("user", re.compile(r"(?:(?:登录|登陆|注册|退出|欢迎您|游客|您好|无障碍\S{0,4}|长者\S{0,4}|关怀版|適老\S{0,2}|适老\S{0,3}|繁體(?:中文|版)?|简体(?:中文|版)?|english|设为首页|加入收藏|收藏本[站页]|手机版|移动版|微信|微博|rss|sign in|sign up|log ?in|log ?out|register)[\s|/·,，!！、丨]*)+", _FLAGS)),
    ("render", re.compile(r"(?:(?:【|\[|〖)?\s*(?:打\s*印(?:本页|此页|正文)?|关\s*闭(?:窗口|本页|页面)?|返回(?:顶部|首页|上一页|列表)?|收\s*藏(?:本页)?|分享(?:到|至)?|扫一扫\S{0,12}|字\s*(?:体|号)\s*[:：]?|大号?|中号?|小号?|默认|超大|我要纠错|保护视力色?|语音播报|点击播放|back to top|print|share|top|»|>|<|\|)\s*(?:】|\]|〗)?[\s|:：、/·]*)+", _FLAGS)),
    ("neighbours", re.compile(r"[\[【]?\s*(?:上|下|前|后)\s*一\s*(?:篇|条|则|页|个)\s*[\]】]?\s*(?:[:：>»]|$|\s|没有).{0,120}", _FLAGS)),
    ("neighbours", re.compile(r"(?:相关(?:文章|新闻|信息|链接|阅读|推荐)|热点(?:推荐|新闻)|推荐阅读|猜你喜欢|友情链接|延伸阅读)\s*[:：>»]*", _FLAGS)),
    ("neighbours", re.compile(r"(?:友情链接|相关链接|网站链接)\s*[:：>»].*", _FLAGS)),
    ("token", re.compile(r"[0-9a-f]{24,}|[A-Za-z0-9+/]{40,}={0,2}|(?:request id|trace ?id|session(?: id)?|ray id|build|version|revision|v)\s*[:#.]?\s*(?=[\w.\-]*\d)[\w.\-]{1,40}", _FLAGS)),
)  # fmt: skip

# What is cut out of a line that stays.
_INSIDE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("counter", re.compile(r"[\[(（【]?\s*(?:浏览|点击|阅读|访问|下载|人气|点击率|阅读量|浏览量|访问量|查看|views?|hits?)(?:量|数|次数|人次|人数|率)?\s*[:：]?\s*\[?\s*\d[\d,]*\s*\]?\s*(?:次|人次|人|位)?\s*[\])）】]?", _FLAGS)),
    ("counter", re.compile(r"[\[(（【]?\s*(?:浏览|点击|阅读|访问|下载)(?:量|数|次数|人次)\s*[:：]\s*(?:次|人次)?\s*[\])）】]?", _FLAGS)),
    ("counter", re.compile(r"[\[(（]?\s*\d[\d,]*\s*(?:次浏览|次点击|次阅读|人浏览|人阅读|次访问|人次访问)\s*[\])）]?", _FLAGS)),
    ("counter", re.compile(r"(?:您|你)是(?:本站|本网站)?(?:的)?第\s*[\d,，]+\s*(?:位|个|次)\s*(?:访问者|访客|来访者|浏览者|游客|访问)?", _FLAGS)),
    ("counter", re.compile(r"(?:this page has been viewed|visitors?|page views?)\s*[:#]?\s*[\d,]+(?:\s*times)?", _FLAGS)),
    ("clock", re.compile(r"(?:今天是|今日是|现在是|当前时间|现在时间|北京时间)\s*[:：]?\s*\d{2,4}\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}\s*日?\s*(?:星期[一二三四五六日天])?\s*(?:\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?", _FLAGS)),
    ("weather", re.compile(r"(?:多云|晴|阴|小雨|中雨|大雨|暴雨|阵雨|雷阵雨|小雪|中雪|大雪|雨夹雪|雾|霾)(?:转(?:多云|晴|阴|小雨|中雨|大雨|阵雨|雷阵雨|小雪|雾))?\s*[\-\d]+\s*(?:℃|°C|度)?\s*(?:~|～|-|/|至|到)\s*[\-\d]+\s*(?:℃|°C|度)(?:\s*[东南西北偏微]{1,3}风\s*(?:[\d\-~～<≤]+级)?)?", _FLAGS)),
    ("render", re.compile(r"[\[【(（]?\s*字(?:体|号)\s*[:：]?\s*[\[【]?\s*大\s*[\]】]?\s*[\[【]?\s*中\s*[\]】]?\s*[\[【]?\s*小\s*[\]】]?\s*[\]】)）]?", _FLAGS)),
)  # fmt: skip

# Looked for first, in the lower-cased line. Plain words only: the matcher then skips to their first
# letters, which a set of letters or a case-blind search would forbid.
_HINT = re.compile(
    r"浏览|点击|阅读|访问|下载|人气|今天|今日|现在|当前|北京时间|星期|周一|周二|周三|周四|周五|周六|周日|农历|生成|打印|打 印|执行|缓存|您是|你是|在线|耗时|用时|查询|加载|处理|刷新|上次|最近|本次|刚刚|秒前|分钟前|小时前|点赞|赞|喜欢|评论|跟帖|留言|转发|参与|顶|踩|有用|无用|天气|气温|风力|空气|pm2|pm 2|湿度|aqi|℃|°|汇率|上证|深证|沪深"
    r"|登录|登陆|注册|欢迎|游客|退出|您好|无障碍|长者|关怀|適老|适老|繁體|简体|设为|收藏|手机版|移动版|微信|微博|rss|关闭|关 闭|返回|分享|扫一扫|字体|字号|字 |大|上一|上 一|下一|下 一|前一|后一|相关|热点|推荐|猜你|友情|延伸|查看|流量|人次|次数|日访|总访|历史"
    r"|已读|在看|看过|读过|统计|总数|累计|服务器|times| fois|page g|page c|©|\(c\)|copyright|版权|著作权|icp|网安备|标识码|all rights|tous droits|online|en ligne|guest| ago|il y a|last |dernière|like|comment|repl|retweet|favo|follower|vote|aime|partage|vue|loaded|served|email|view|hit|visit|read|today|day,|processed|generated|rendered|sign|log|regist|english|print|share|top|session|trace|version|build|revision|ray id|request|v[0-9.:# ]|中|小|默认|纠错|保护视力|语音|»|>|<|\|"
)
_TOKEN = re.compile(r"[0-9A-Za-z+/]{24,}")


@lru_cache(maxsize=4096)
def why_noise(line: str) -> str:
    """Why a whole line says nothing ("clock", "counter", …), or "" where it may mean something."""
    if len(line) > 160 or not (_HINT.search(line.lower()) or _TOKEN.search(line)):
        return ""
    stripped = line.strip(" \t|·•-—:：")
    for why, pattern in _LINES:
        if pattern.fullmatch(stripped):
            return why
    parts = stripped.split()
    whys = (
        [why_noise(part) for part in parts]
        if 1 < len(parts) <= 12 and any(c.isdigit() for c in stripped)
        else [""]
    )
    return whys[0] if all(whys) else ""  # 在线人数：4 页面生成耗时：12.001毫秒


def without_noise(line: str) -> str:
    """The line without the counts, clocks and masked addresses inside it."""
    if not _INSIDE_HINT.search(line.lower()) or ("。" in line and "今天是" not in line):
        return line  # a sentence that tells how often a site was visited is no counter
    for _, pattern in _INSIDE:
        line = pattern.sub(" ", line)
    return " ".join(line.split())


_INSIDE_HINT = re.compile(
    r"浏览|点击|阅读|访问|下载|人气|查看|今天是|今日是|现在是|当前时间|现在时间|北京时间|字体|字号|字 |view|hit|visitor|℃|°c|您是|你是"
)

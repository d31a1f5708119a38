"""Every way in which offices' files are really broken: refused with place, cause and repair, in
both languages.
"""

import os
import re
from functools import partial
from pathlib import Path

import pytest
from pydantic import BaseModel, TypeAdapter

from config.configuration_page import models
from config.errors import ConfigRefused
from config.folder import load
from tests.config.folders import OFFICE, SECOND, UNIT, write_folder

GBK = 'name = "某市财政局"\n'.encode("gbk")
ENGLISH = OFFICE.replace('"zh"', '"en"')


def unit(extra: str) -> dict[str, str | bytes]:
    """The good unit with keys written before its site."""
    return {"units/caizheng.toml": UNIT.replace("\n[[sites]]", f"{extra}\n\n[[sites]]", 1)}


def more(extra: str) -> dict[str, str | bytes]:
    return {"units/caizheng.toml": UNIT + extra}


def office(extra: str) -> dict[str, str | bytes]:
    return {"office.toml": OFFICE + extra}


# what is broken: files, the place that must be named, a word of the Chinese repair or cause
BROKEN: dict[str, tuple[dict[str, str | bytes], str, str]] = {
    "owed item of no clause": ({"owed_items.toml": '[[owed_items]]\nid = "guide"\nclauses = ["reg2019.99"]\n'}, "owed_items.toml:3", "reg2019"),
    "owed item of no class": ({"owed_items.toml": '[[owed_items]]\nid = "guide"\nclasses = ["statik"]\n'}, "owed_items.toml:3", "static"),
    "owed item without its columns": ({"owed_items.toml": '[[owed_items]]\nid = "ours"\nitem = "物业收费"\n'}, "owed_items.toml", "clauses"),
    "owes what is not on the list": (unit('owes = ["fee"]'), "units/caizheng.toml:4 owes", "fees"),
    "platform of no unit": (office('[[common_platforms]]\nitems = ["budget"]\nunit = "caizhen"\n'), "office.toml:6", "caizheng"),
    "platform of no item": (office('[[common_platforms]]\nitems = ["budgets"]\nunit = "caizheng"\n'), "office.toml:5", "budget"),
    "platform neither read nor none": (office('[[common_platforms]]\nitems = ["budget"]\n'), "office.toml:4", "by 和 on"),
    "no office.toml": ({"office.toml": b""}, "office.toml", "gongkai init"),
    "empty office.toml": ({"office.toml": "\n"}, "office.toml name", "缺少 name"),
    "no units": ({"units/caizheng.toml": b""}, "units/", "units import"),
    "GBK office": ({"office.toml": GBK}, "office.toml:1", "UTF-8"),
    "GBK unit, second line": ({"units/caizheng.toml": b'id = "caizheng"\n' + GBK}, "units/caizheng.toml:2", "GBK"),
    "UTF-16": ({"office.toml": OFFICE.encode("utf-16")}, "office.toml:1", "UTF-16"),
    "neither UTF-8 nor GBK": ({"office.toml": b'name = "\xff\xfe\xff"\n'}, "office.toml:1", "字节"),
    "null bytes": ({"office.toml": OFFICE + "\x00"}, "office.toml:4", "TOML"),
    "full-width colon": (unit('short："财政局"'), "units/caizheng.toml:4", "全角"),
    "full-width equals": (unit('short ＝ "财政局"'), "units/caizheng.toml:4", "半角的 ="),
    "full-width quotes": (unit("short = “财政局”"), "units/caizheng.toml:4", "全角"),
    "full-width comma in a list": (office("[network]\ntreat_as_public = [\"127.0.0.0/8\"，\"127.1.0.0/16\"]\n"), "office.toml:5", "半角的 ,"),
    "colon for equals": (unit('short: "财政局"'), "units/caizheng.toml:4", "等号"),
    "no": (unit("law_enforcing = no"), "units/caizheng.toml:4", "true"),
    "off": (office("[crawl]\nobey_robots = off\n"), "office.toml:5", "false"),
    "yes": (unit("law_enforcing = yes"), "units/caizheng.toml:4", "true"),
    "是": (unit("law_enforcing = 是"), "units/caizheng.toml:4", "true"),
    "True": (unit("law_enforcing = True"), "units/caizheng.toml:4", "true"),
    "quoted no": (unit('law_enforcing = "no"'), "units/caizheng.toml:4 law_enforcing", "false"),
    "true for a number": (office("[crawl]\ndelay_s = true\n"), "office.toml:5 crawl.delay_s", "数字"),
    "number for true": (unit("law_enforcing = 1"), "units/caizheng.toml:4 law_enforcing", "true"),
    "text without quotes": (unit("short = 财政局"), "units/caizheng.toml:4", "引号"),
    "quote not closed": (unit('short = "财政局'), "units/caizheng.toml:4", "引号"),
    "bracket not closed": (office("[network]\ntreat_as_public = [\"127.0.0.0/8\"\n"), "office.toml:", "]"),
    "header not closed": (office("[crawl\n"), "office.toml:4", "方括号"),
    "single brackets twice": (more("[no_own_site]\n[no_own_site]\n"), "units/caizheng.toml:9", "[[sites]]"),
    "key twice": (unit('name = "另一个名称"'), "units/caizheng.toml:4", "两次"),
    "Windows path": (office('data = "D:\\gongkai"\n'), "office.toml:4", "正斜杠"),
    "a day that does not exist": (unit("retired = 2026-02-30"), "units/caizheng.toml:4", "日期"),
    "bare time": (office("[schedule]\nnight_at = 02:00\n"), "office.toml:5", "02:00"),
    "time without quotes": (office("[schedule]\nnight_at = 02:00:00\n"), "office.toml:5 schedule.night_at", "引号"),
    "a port above 65535": ({"units/caizheng.toml": UNIT.replace(".cn/", ".cn:99999/")}, "units/caizheng.toml:7 sites#1.url", "65535"),
    "a port that is a word": ({"units/caizheng.toml": UNIT.replace(".cn/", ".cn:http/")}, "units/caizheng.toml:7 sites#1.url", "65535"),
    "port 0": (more('[[channels]]\nname = "通知"\nurl = "http://czj.example.gov.cn:0/tz/"\n'), "units/caizheng.toml:10 channels#1.url", "65535"),
    "a canary's port": (office('[[canaries]]\nname = "对照"\nurl = "http://a.example.cn:99999/"\nmarker = "对照"\n'), "office.toml:6 canaries#1.url", "65535"),
    "a host with an empty label": ({"units/caizheng.toml": UNIT.replace("czj.example", "czj..example")}, "units/caizheng.toml:7 sites#1.url", "不可能是域名"),
    "a label of 64": ({"units/caizheng.toml": UNIT.replace("czj.", "a" * 64 + ".")}, "units/caizheng.toml:7 sites#1.url", "不可能是域名"),
    "a name of 300": ({"units/caizheng.toml": UNIT.replace("czj.", "a." * 150)}, "units/caizheng.toml:7 sites#1.url", "不可能是域名"),
    "a percent in a host": ({"units/caizheng.toml": UNIT.replace("czj.", "czj%2e")}, "units/caizheng.toml:7 sites#1.url", "不可能是域名"),
    "five numbers for four": ({"units/caizheng.toml": UNIT.replace("czj.example.gov.cn", "1.2.3.4.5")}, "units/caizheng.toml:7 sites#1.url", "不可能是域名"),
    "a password in an address": ({"units/caizheng.toml": UNIT.replace("czj.", "u:hunter2@czj.")}, "units/caizheng.toml:7 sites#1.url", "从不登录"),
    "a time in full-width digits": (office('[schedule]\nnight_at = "0２:0０"\n'), "office.toml:5 schedule.night_at", "半角"),
    "quiet hours in full-width digits": (office('[alerts]\nquiet = "2１:30-07:30"\n'), "office.toml:5 alerts.quiet", "半角"),
    "a port to listen on above 65535": (office('[service]\nlisten = "127.0.0.1:99999"\n'), "office.toml:5 service.listen", "127.0.0.1:8621"),
    "data that is a file": (office('data = "office.toml"\n'), "office.toml:4 data", "不是文件夹"),
    "data that is a device": (office('data = "/dev/null"\n'), "office.toml:4 data", "不是文件夹"),
    "data on a disk that is not there": (office('data = "/no/such/disk/data"\n'), "office.toml:4 data", "挂载"),
    "data in what holds no files": (office('data = "/proc/self"\n'), "office.toml:4 data", "不能存放"),
    "dots without end": (office("[a" + ".a" * 3000 + "]\n"), "office.toml:1", "嵌套过深"),
    "a header in the user agent": (office('[crawl]\nuser_agent = "gongkai\\r\\nX-Evil: 1"\n'), "office.toml:5 crawl.user_agent", "看不见"),
    "a line in the user agent": (office('[crawl]\nuser_agent = "gongkai\\nX-Evil: 1"\n'), "office.toml:5 crawl.user_agent", "一行"),
    "a header in the contact": (office('[crawl]\ncontact = """a\nX-Evil: 1"""\n'), "office.toml:5 crawl.contact", "一行"),
    "a header in the office's name": ({"office.toml": OFFICE.replace("公开办", "公开\\n办")}, "office.toml:1 name", "一行"),
    "a header in a person's name": (office('[[people]]\nid = "li"\nname = "李\\nBcc: x@evil.test"\n'), "office.toml:6 people#1.name", "一行"),
    "a line break in a channel": (office('[[people]]\nid = "li"\nname = "李"\nchannels = ["json://a\\nb"]\n'), "office.toml:7 people#1.channels#1", "一行"),
    "a line break in an address": ({"units/caizheng.toml": UNIT.replace(".cn/", ".cn/\\na")}, "units/caizheng.toml:7 sites#1.url", "空格"),
    "a line break in a unit's name": ({"units/caizheng.toml": UNIT.replace("财政局", "财政\\n局")}, "units/caizheng.toml:2 name", "一行"),
    "a C1 control character": ({"units/caizheng.toml": UNIT.replace("财政局", "财政\u0085局")}, "units/caizheng.toml:2 name", "看不见"),
    "a line separator": ({"units/caizheng.toml": UNIT.replace("财政局", "财政\u2028局")}, "units/caizheng.toml:2 name", "看不见"),
    "a folder called unit": ({"unit/shuiwu.toml": SECOND}, "unit/", "units"),
    "a mistyped suffix": ({"units/shuiwu.tml": SECOND}, "units/shuiwu.tml", "改名"),
    "a copy that is all there is": ({"units/shuiwu - 副本.toml": SECOND}, "units/shuiwu - 副本.toml:1 id", "shuiwu"),
    "impossible time": (office('[schedule]\nnight_at = "25:00"\n'), "office.toml:5 schedule.night_at", "02:00"),
    "brackets without end": (office("x = " + "[" * 20_000), "office.toml:", "方括号"),
    "a number without end": (office("x = " + "9" * 5_000), "office.toml:", "TOML"),
    "tab in a name": ({"units/caizheng.toml": UNIT.replace("财政局", "财政\t局")}, "units/caizheng.toml:2 name", "制表符"),
    "zero-width space in a name": ({"units/caizheng.toml": UNIT.replace("财政局", "财政\u200b局")}, "units/caizheng.toml:2 name", "看不见"),
    "unknown key": (office('[crawl]\ndelay = 1\n'), "office.toml:5 crawl.delay", "delay_s"),
    "mistyped key": ({"office.toml": OFFICE.replace("language", "langauge")}, "office.toml:3 langauge", "language"),
    "unknown table": (office("[crawling]\ndelay_s = 1\n"), "office.toml:4 crawling", "crawl"),
    "mistyped key in a site": (more("urll = 1\n"), "units/caizheng.toml:8 sites#1.urll", "url"),
    "wrong zone": (office('time_zone = "Asia/Beijing"\n'), "office.toml:4 time_zone", "Asia/Shanghai"),
    "zone that climbs out": (office('time_zone = "../../etc/passwd"\n'), "office.toml:4 time_zone", "时区"),
    "zone that is a folder": (office('time_zone = "Asia"\n'), "office.toml:4 time_zone", "时区"),
    "unknown language": ({"office.toml": OFFICE.replace('"zh"', '"fr"')}, "office.toml:3 language", "'zh'"),
    "timeout above the standard": (office("[crawl]\ntimeout_s = 99\n"), "office.toml:5 crawl.timeout_s", "最大"),
    "not a number": (office("[crawl]\ndelay_s = nan\n"), "office.toml:5 crawl.delay_s", "—"),
    "endless": (office("[crawl]\nminutes_per_unit = inf\n"), "office.toml:5 crawl.minutes_per_unit", "—"),
    "threshold 0": ({"limits.toml": "[stale_homepage]\nlimit_days = 0\n"}, "limits.toml:2 stale_homepage.limit_days", "最小为 1"),
    "threshold 1e9": ({"limits.toml": "[stale_homepage]\nlimit_days = 1e9\n"}, "limits.toml:2 stale_homepage.limit_days", "整数"),
    "threshold a thousand million": ({"limits.toml": "[empty_channel]\nlooks = 1000000000\n"}, "limits.toml:2 empty_channel.looks", "最大为 30"),
    "threshold negative": ({"limits.toml": "[vague_expense]\nwarn_share = -0.1\n"}, "limits.toml:2 vague_expense.warn_share", "大于"),
    "percent for a share": ({"limits.toml": "[vague_expense]\nwarn_share = 10\n"}, "limits.toml:2 vague_expense.warn_share", "小于"),
    "warning above the limit": ({"limits.toml": "[stale_homepage]\nwarn_days = 20\n"}, "limits.toml:2 stale_homepage.warn_days", "14"),
    "shares in the wrong order": ({"limits.toml": "[vague_expense]\ncritical_share = 0.15\n"}, "limits.toml:1 vague_expense.problem_share", "0.15"),
    "unknown rule beside a clause": ({"clauses.toml": '[[clauses]]\nid = "budget.14"\nrules = ["vague_expenses"]\n'}, "clauses.toml:3 clauses#1.rules#1", "vague_expense"),
    "unknown rule switched off": ({"limits.toml": 'off = ["vague_expenses"]\n'}, "limits.toml:1 off#1", "vague_expense"),
    "mistyped file": ({"limit.toml": ""}, "limit.toml", "limits.toml"),
    "hidden extension": ({"units/shuiwu.toml.txt": SECOND}, "units/shuiwu.toml.txt", "改名"),
    "class warns after its limit": (
        {"channel_classes.toml": '[[channel_classes]]\nid = "news"\nlimit_days = 7\n'},
        "channel_classes.toml:1 channel_classes#1.warn_days",
        "12",
    ),
    "class with two limits": (
        {"channel_classes.toml": '[[channel_classes]]\nid = "news"\nlimit_days = 30\nlimit_months = 1\nwarn_days = 20\n'},
        "channel_classes.toml:4 channel_classes#1.limit_months",
        "只能写一个",
    ),
    "class without a name": ({"channel_classes.toml": '[[channel_classes]]\nid = "own"\n'}, "channel_classes.toml:1 channel_classes#1.name", "缺少 name"),
    "class that matches everything": (
        {"channel_classes.toml": '[[channel_classes]]\nid = "news"\npatterns = [""]\n'},
        "channel_classes.toml:3 channel_classes#1.patterns",
        "空",
    ),
    "class written twice": (
        {"channel_classes.toml": '[[channel_classes]]\nid = "news"\n[[channel_classes]]\nid = "news"\n'},
        "channel_classes.toml:4 channel_classes#2.id",
        "两次",
    ),
    "clause that ends before it begins": (
        {"clauses.toml": '[[clauses]]\nid = "budget.14"\nvalid_to = 2001-01-01\n'},
        "clauses.toml:3 clauses#1.valid_to",
        "早于",
    ),
    "unknown side of the lexicon": ({"lexicon.toml": 'right = ["复议"]\n'}, "lexicon.toml:1 right", "rights"),
    "missing url": ({"units/caizheng.toml": UNIT.replace('url = "http://czj.example.gov.cn/"\n', "")}, "units/caizheng.toml:5 sites#1.url", "缺少 url"),
    "address without scheme": ({"units/caizheng.toml": UNIT.replace("http://", "")}, "units/caizheng.toml:7 sites#1.url", "http://"),
    "address with a full-width colon": ({"units/caizheng.toml": UNIT.replace("http:", "http：")}, "units/caizheng.toml:7 sites#1.url", "http"),
    "file address": ({"units/caizheng.toml": UNIT.replace("http://czj.example.gov.cn", "file:///etc")}, "units/caizheng.toml:7 sites#1.url", "http"),
    "kind in Chinese": ({"units/caizheng.toml": UNIT.replace('"department"', '"乡镇"')}, "units/caizheng.toml:3 kind", 'kind = "township"'),
    "unknown kind": ({"units/caizheng.toml": UNIT.replace('"department"', '"dept"')}, "units/caizheng.toml:3 kind", "department（部门）"),
    "id in Chinese": ({"units/caizheng.toml": UNIT.replace('"caizheng"', '"财政局"')}, "units/caizheng.toml:1 id", "小写英文字母"),
    "file name is not the id": ({"units/caizheng.toml": UNIT.replace('"caizheng"', '"caizhengju"')}, "units/caizheng.toml:1 id", "caizhengju.toml"),
    "two units of one id": ({"units/shuiwu.toml": SECOND.replace("shuiwu", "caizheng")}, "units/shuiwu.toml", "caizheng"),
    "two units of one name": ({"units/shuiwu.toml": SECOND.replace("税务局", "财政局")}, "units/shuiwu.toml:2 name", "units/caizheng.toml"),
    "two units of one own site": (
        {"units/shuiwu.toml": SECOND + '[[sites]]\nkind = "own"\nurl = "https://www.czj.example.gov.cn"\n'},
        "units/shuiwu.toml:6 sites#1.url",
        "units/caizheng.toml",
    ),
    "two sites of one id": (more('[[sites]]\nkind = "subsite"\nurl = "http://a.example.gov.cn/"\n'), "units/caizheng.toml", "同一个 id"),
    "a blank beside an own site": (more('[no_own_site]\nby = "信息科"\non = 2026-01-01\n'), "units/caizheng.toml", "no_own_site"),
    "a blank confirmed by nobody": ({"units/shuiwu.toml": SECOND + "[no_own_site]\non = 2026-01-01\n"}, "units/shuiwu.toml:4 no_own_site.by", "缺少 by"),
    "a channel of no site": (more('[[channels]]\nsite = "x"\nname = "公告"\nurl = "http://a.example.gov.cn/"\n'), "units/caizheng.toml", "公告"),
    "unknown class of channel": (
        more('[[channels]]\nname = "公告"\nurl = "http://a.example.gov.cn/"\nchannel_class = "notices"\n'),
        "units/caizheng.toml:11 channels#1.channel_class",
        "notice",
    ),
    "unknown parent": (unit('parent = "shuiwuu"'), "units/caizheng.toml:4 parent", "shuiwuu"),
    "own parent": (unit('parent = "caizheng"'), "units/caizheng.toml:4 parent", "caizheng → caizheng"),
    "parents in a circle": (
        {**unit('parent = "shuiwu"'), "units/shuiwu.toml": SECOND + 'parent = "caizheng"\n'},
        "units/caizheng.toml:4 parent",
        "caizheng → shuiwu → caizheng",
    ),
    "unknown person": (unit('responsible = ["wang"]'), "units/caizheng.toml:4 responsible", "责任人"),
    "one person twice": (office('[[people]]\nid = "a"\nname = "甲"\n[[people]]\nid = "a"\nname = "乙"\n'), "office.toml:8 people#2.id", "people#1"),
    "one year twice": (office("[[approvals]]\nyear = 2026\n[[approvals]]\nyear = 2026\n"), "office.toml:7 approvals#2.year", "2026"),
    "exemption from no rule": (
        more('[[exemptions]]\nrule = "stale_chanel"\nreason = "改版"\nby = "主任"\nuntil = 2027-01-01\n'),
        "units/caizheng.toml:9 exemptions#1.rule",
        "stale_channel",
    ),
    "exemption without an end": (
        more('[[exemptions]]\nrule = "stale_channel"\nreason = "改版"\nby = "主任"\n'),
        "units/caizheng.toml:8 exemptions#1.until",
        "缺少 until",
    ),
    "exemption until a moment": (
        more('[[exemptions]]\nrule = "stale_channel"\nreason = "改版"\nby = "主任"\nuntil = 2027-01-01T08:00:00\n'),
        "units/caizheng.toml:12 exemptions#1.until",
        "2026-11-23",
    ),
    "a site that ends before it begins": (more("since = 2020-01-01\nuntil = 2019-01-01\n"), "units/caizheng.toml:9 sites#1.until", "早于"),
    "list for a table": (unit('no_own_site = ["x"]'), "units/caizheng.toml:4 no_own_site", "[no_own_site]"),
    "table for a list": ({"units/shuiwu.toml": SECOND + '[sites]\nkind = "own"\n'}, "units/shuiwu.toml:4 sites", "[[sites]]"),
    "the office's network opened": (
        office('[network]\ntreat_as_public = ["10.0.0.0/8"]\n'),
        "office.toml:5 network.treat_as_public",
        "127.0.0.0/8",
    ),
    "everything opened": (office('[network]\ntreat_as_public = ["0.0.0.0/0"]\n'), "office.toml:5 network.treat_as_public", "127.0.0.0/8"),
    "IPv6 opened": (office('[network]\ntreat_as_public = ["::/0"]\n'), "office.toml:5 network.treat_as_public", "127.0.0.0/8"),
    "every proxy trusted": (office('[console]\ntrusted_proxies = ["0.0.0.0/0"]\n'), "office.toml:5 console.trusted_proxies", "反向代理"),
    "no address of a proxy": (office('[console]\ntrusted_proxies = ["nginx"]\n'), "office.toml:5 console.trusted_proxies", "网段"),
    "a host with its port": (office('[console]\nhosts = ["a.example:8620"]\n'), "office.toml:5 console.hosts", "端口"),
    "a host with its scheme": (office('[console]\nhosts = ["https://a.example"]\n'), "office.toml:5 console.hosts", "端口"),
    "a moment for a day off": (office("[schedule]\nskip_days = [2026-01-01T08:00:00]\n"), "office.toml:5 schedule.skip_days#1：2026-01-01T08:00:00 不是日期", "2026-11-23"),
    "a week for a day off": (office('[schedule]\nskip_days = ["2026-W01-1"]\n'), "office.toml:5 schedule.skip_days#1", "2026-11-23"),
    "a day for a name": ({"office.toml": OFFICE.replace('"某市"', "2026-01-01")}, "office.toml:2 city：2026-01-01 不是文字", "引号"),
    "the console at no web address": (office('[console]\nurl = "gongkai.example.cn"\n'), "office.toml:5 console.url：网址", "https://"),
    "the console at a number": (office("[console]\nurl = 8620\n"), "office.toml:5 console.url：8620", "引号"),
    "a summary on the 30th": (office("[schedule]\nsummary_on = [1, 30]\n"), "office.toml:5 schedule.summary_on#2：30", "28"),
    "a summary on a Chinese day": (office('[schedule]\nsummary_on = ["周一"]\n'), "office.toml:5 schedule.summary_on#1", "monday"),
    "a summary on a list": (office("[schedule]\nsummary_on = [[1, true, 2026-01-01]]\n"), "office.toml:5 schedule.summary_on#1：[1, true, 2026-01-01]", "monday"),
    "verified again on no day": (office('[schedule]\nreverify_on = "daily"\n'), "office.toml:5 schedule.reverify_on：", "'sunday', ''"),
    "no address range": (office('[network]\ntreat_as_public = ["127.0.0.1/8"]\n'), "office.toml:5 network.treat_as_public", "网段"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_refused_with_place_and_repair(
    case: str, language: str, tmp_path: Path
) -> None:
    files, place, words = BROKEN[case]
    with pytest.raises(ConfigRefused) as caught:
        load(write_folder(tmp_path, files))
    assert caught.value.exit_code == 4
    said = caught.value.words.text(language)
    assert (place if language == "zh" else place.partition("：")[0]) in said
    assert not re.search(
        r"Traceback|pydantic|datetime\.|literal\[|function-|constrained| or '", said
    )
    assert str(tmp_path) not in said, "places are told relative to the office's folder"
    if language == "zh":
        assert words in said
    else:
        ours = re.sub(
            r"['\"“].*?['\"”]|[:＝：“”，]", "", said
        )  # what the office wrote is quoted as it is
        assert all(line.count(" — ") == 1 for line in said.splitlines()[1:]), "cause and repair"
        assert "problem(s)" in said and not re.search(r"请|不是|没有|缺少", ours)


@pytest.mark.parametrize("model", list(models()), ids=lambda model: model.__name__)
def test_no_key_is_one_of_two_kinds(model: type[BaseModel]) -> None:
    """Pydantic refuses such a key once a kind, at a place of its own making
    (`url.function-after[…]`): its validator is ours to write.
    """
    schema = TypeAdapter(model).core_schema
    assert "'type': 'union'" not in repr(schema)


def test_every_problem_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "office.toml": OFFICE + "[crawl]\ndelay_s = 99\nworkers = 0\n",
        "limits.toml": "[empty_channel]\nlooks = 0\n",
        "units/caizheng.toml": GBK,
        "units/shuiwu.toml": SECOND + 'parent = "nobody"\nlaw_enforcing = "no"\n',
    }
    with pytest.raises(ConfigRefused) as caught:
        load(write_folder(tmp_path, files))
    lines = caught.value.words.zh.splitlines()
    assert [line.strip().split("：")[0] for line in lines[1:]] == [
        "limits.toml:2 empty_channel.looks",
        "office.toml:5 crawl.delay_s",
        "office.toml:6 crawl.workers",
        "units/caizheng.toml:1",
        "units/shuiwu.toml:5 law_enforcing",
    ]
    assert "5 处" in lines[0]


def test_the_parent_whose_file_is_broken_is_not_blamed_a_second_time(tmp_path: Path) -> None:
    with pytest.raises(ConfigRefused) as caught:
        load(
            write_folder(
                tmp_path,
                {"units/caizheng.toml": GBK, "units/shuiwu.toml": SECOND + 'parent = "caizheng"\n'},
            )
        )
    assert "1 处" in caught.value.words.zh


@pytest.mark.parametrize(
    ("office_toml", "language"),
    [
        (OFFICE + "x = 1\n", "zh"),
        (ENGLISH + "x = 1\n", "en"),
        # "": whoever shows it asks the terminal, GONGKAI_LANGUAGE first
        (ENGLISH + "x = no\n", ""),
        (OFFICE.replace('"zh"', '"fr"'), ""),
    ],
)
def test_the_refusal_knows_the_offices_language_where_its_file_is_readable(
    office_toml: str, language: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigRefused) as caught:
        load(write_folder(tmp_path, {"office.toml": office_toml}))
    assert caught.value.language == language


def test_a_password_in_an_address_of_alerts_is_never_printed(tmp_path: Path) -> None:
    files = office(
        '[[people]]\nid = "a"\nname = "甲"\nchannels = "mailtos://user:hunter2@mail.example.com"\n'
    )
    with pytest.raises(ConfigRefused) as caught:
        load(write_folder(tmp_path, files))
    assert "people#1.channels" in caught.value.words.zh
    assert "hunter2" not in caught.value.words.zh + caught.value.words.en


def test_a_missing_folder_is_refused_with_the_repair(tmp_path: Path) -> None:
    with pytest.raises(ConfigRefused, match="gongkai init"):
        load(tmp_path / "nowhere")


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    write_folder(tmp_path, {"office.toml": b""})
    (tmp_path / "office.toml").mkdir()
    with pytest.raises(ConfigRefused, match=r"office\.toml"):
        load(tmp_path)


@pytest.mark.parametrize("file", ["office.toml", "units/caizheng.toml", "limits.toml"])
def test_a_pipe_or_a_device_is_refused_and_not_waited_for(file: str, tmp_path: Path) -> None:
    for folder, make in (("pipe", os.mkfifo), ("device", partial(os.symlink, "/dev/zero"))):
        path = write_folder(tmp_path / folder, {}) / file
        path.unlink(missing_ok=True)
        make(path)
        with pytest.raises(ConfigRefused, match=re.escape(file)):
            load(tmp_path / folder)


def test_names_that_are_in_use_are_no_mistakes(tmp_path: Path) -> None:
    hosts = ("a_b.example.cn", "政务.example.cn", "xn--0zwm56d.cn", "www.example.cn.", "8.8.8.8", "[2400::1]")  # fmt: skip
    sites = "".join(
        f'[[sites]]\nid = "s{n}"\nkind = "subsite"\nurl = "http://{host}/"\n'
        for n, host in enumerate(hosts)
    )
    load(write_folder(tmp_path, more(sites)))


def test_thousands_of_broken_units_stay_readable(tmp_path: Path) -> None:
    write_folder(tmp_path, {})
    for number in range(1_000):
        (tmp_path / f"units/u{number}.toml").write_text("kind = no\n")
    with pytest.raises(ConfigRefused) as caught:
        load(tmp_path)
    lines = caught.value.words.zh.splitlines()
    assert "1000 处" in lines[0] and len(lines) == 202 and "800" in lines[-1]

"""Every end of a visit in words: what was seen (cause), and what the unit can do about it (remedy).
docs/field-notes.md §2.

A cause is a phrase that fits inside a sentence (“……连续30小时无法打开（域名无法解析）”). Of our own
faults the cause names us, and the remedy is ours: nothing of them is ever told to a unit.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from config.words import Words
from store.outcomes import Ours, Outcome


class OutcomeWords(NamedTuple):
    cause: Words
    remedy: Words


def cause_of(outcome: Outcome) -> Words:
    return _SAID[outcome].cause


def remedy_of(outcome: Outcome) -> Words:
    return _SAID[outcome].remedy


def our_cause(reason: str) -> Words:
    """Why we did not judge, by the `reason` beside `not_judged`; anything unknown is a fault of
    ours all the same.
    """
    return _OURS.get(reason, _SAID[Outcome.NOT_JUDGED].cause)


def our_causes() -> Mapping[str, Words]:
    """Every reason of ours, by its code."""
    return _OURS


def unread_words(why: str) -> Words:
    """Why a document was not read, or not wholly: its reader says it briefly and in English
    (`document_unreadable`), people are told it in words. What no row knows is said as it stands.
    """
    return next((words for pattern, words in _unread() if pattern.search(why)), Words(why, why))


@cache
def _unread() -> tuple[tuple[re.Pattern[str], Words], ...]:
    text = resources.files("store").joinpath("outcome_words.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["unread"]
    return tuple((re.compile(found), Words(zh, en)) for found, zh, en in rows)


_NOTHING_TO_DO = Words("无须处理", "nothing to be done")
_ALLOW_US = Words("将检查地址加入白名单", "put the inspector's address on the allow-list")
_NEW_CERTIFICATE = Words("更换为有效证书", "install a valid certificate")
_SERVER = Words("检查服务器、服务与端口", "look at the server, its service and its port")
_BANDWIDTH = Words("检查带宽、服务器与程序", "look at bandwidth, server and application")

_SAID: dict[Outcome, OutcomeWords] = {
    Outcome.OPEN: OutcomeWords(Words("正常打开", "opened"), _NOTHING_TO_DO),
    Outcome.DNS_NXDOMAIN: OutcomeWords(
        Words("域名无法解析", "no such name"),
        Words("检查域名续费与解析设置", "renew the name or mend its DNS records"),
    ),
    Outcome.TCP_REFUSED: OutcomeWords(
        Words("服务器拒绝连接", "the server refuses connections"), _SERVER
    ),
    Outcome.TCP_RESET: OutcomeWords(
        Words("服务器中断连接", "the server breaks connections off"), _SERVER
    ),
    Outcome.TCP_TIMEOUT: OutcomeWords(
        Words("服务器无响应", "the server does not respond"), _BANDWIDTH
    ),
    Outcome.SLOW_OVER_15S: OutcomeWords(
        Words("超过15秒未能打开", "not open within 15 seconds"), _BANDWIDTH
    ),
    Outcome.HTTP_5XX: OutcomeWords(
        Words("服务器错误", "server error"),
        Words("检查网站程序与数据库", "look at the application and its database"),
    ),
    Outcome.EMPTY_200: OutcomeWords(
        Words("页面空白", "empty page"), Words("检查网站程序", "look at the application")
    ),
    Outcome.MAINTENANCE: OutcomeWords(
        Words("页面显示维护或升级", "a notice of maintenance"),
        Words(
            "临时下线须经审批并公告，不超过30天",
            "going off line needs approval and a notice, 30 days at most",
        ),
    ),
    Outcome.PARKED: OutcomeWords(
        Words("域名被停放或出售", "the name is parked or for sale"),
        Words(
            "收回或注销域名，更新登记网址",
            "take the name back or give it up, and register the true address",
        ),
    ),
    Outcome.HIJACKED: OutcomeWords(
        Words("显示与本单位无关的内容", "content that is not the unit's"),
        Words("立即断开、清除并查明原因", "take it off line, clean it and find the cause, at once"),
    ),
    Outcome.MOVED: OutcomeWords(
        Words("网站已迁移", "the site has moved"), Words("更新登记网址", "register the new address")
    ),
    Outcome.TLS_EXPIRED: OutcomeWords(
        Words("证书已过期", "the certificate has expired"), _NEW_CERTIFICATE
    ),
    Outcome.TLS_SELF_SIGNED: OutcomeWords(
        Words("证书为自签名", "the certificate is self-signed"), _NEW_CERTIFICATE
    ),
    Outcome.TLS_WRONG_HOST: OutcomeWords(
        Words("证书与域名不符", "the certificate is made out to another name"), _NEW_CERTIFICATE
    ),
    Outcome.TLS_LEGACY: OutcomeWords(
        Words("HTTPS协议过旧", "HTTPS too old"),
        Words("启用TLS 1.2及以上版本", "turn on TLS 1.2 or newer"),
    ),
    Outcome.MOJIBAKE: OutcomeWords(
        Words("页面乱码", "garbled text"),
        Words("统一页面编码与编码声明", "make encoding and its declaration agree"),
    ),
    Outcome.STUB: OutcomeWords(
        Words("页面只有空壳", "a page without content"),
        Words("检查页面与访问防护设置", "look at the page and at the firewall"),
    ),
    Outcome.NEEDS_BROWSER: OutcomeWords(
        Words(
            "页面须由浏览器运行脚本才能显示", "the page shows nothing without running its scripts"
        ),
        Words("提供不依赖脚本的页面内容", "serve the content without scripts"),
    ),
    Outcome.REDIRECT_LOOP: OutcomeWords(
        Words("页面循环跳转", "redirects without end"), Words("修正跳转设置", "mend the redirects")
    ),
    Outcome.TRUNCATED: OutcomeWords(
        Words("页面传输中断", "the answer broke off"),
        Words("检查服务器与程序", "look at server and application"),
    ),
    Outcome.PARSE_ANOMALY: OutcomeWords(
        Words("页面未能完整读取", "the page could not be read completely"),
        Words("由检查方复核", "the inspector looks again"),
    ),
    Outcome.HTTP_404_410: OutcomeWords(
        Words("页面不存在", "page not found"),
        Words("恢复页面或更新登记网址", "bring the page back or register the true address"),
    ),
    Outcome.SOFT_404: OutcomeWords(
        Words("显示“页面不存在”", "says that the page does not exist"),
        Words("恢复页面或更新登记网址", "bring the page back or register the true address"),
    ),
    Outcome.HTTP_4XX: OutcomeWords(
        Words("服务器不接受访问", "the server does not accept the request"),
        Words("检查网站设置", "look at the site's settings"),
    ),
    Outcome.WAF_CHALLENGE: OutcomeWords(
        Words("设有访问防护，未能自动检查", "a firewall's challenge; not checked"), _ALLOW_US
    ),
    Outcome.HTTP_401_403: OutcomeWords(
        Words("拒绝访问，未能自动检查", "access denied; not checked"), _ALLOW_US
    ),
    Outcome.LOGIN_REQUIRED: OutcomeWords(
        Words("要求登录，未能检查", "asks for a login; not checked"),
        Words("公开内容不应要求登录", "what is public should need no login"),
    ),
    Outcome.RATE_LIMITED: OutcomeWords(
        Words("限制访问次数，未能检查", "limits the number of visits; not checked"), _ALLOW_US
    ),
    Outcome.ROBOTS_DENIED: OutcomeWords(
        Words("robots.txt不允许访问，未予检查", "robots.txt forbids the visit; not checked"),
        Words("在robots.txt中允许检查方访问", "allow the inspector in robots.txt"),
    ),
    Outcome.INTRANET_ONLY: OutcomeWords(
        Words("网址只指向内部地址", "the address leads to inner addresses only"),
        Words("在互联网上公开", "publish on the public web"),
    ),
    Outcome.REFUSED_BY_OUR_POLICY: OutcomeWords(
        Words(
            "页面过大或地址不在公网，检查方未予读取",
            "too large or not a public address; we did not read it",
        ),
        _NOTHING_TO_DO,
    ),
    Outcome.NOT_JUDGED: OutcomeWords(
        Words("因检查方原因未检查", "not checked for reasons of ours"),
        Words("由检查方处理", "ours to mend"),
    ),
}

_OURS: dict[str, Words] = {
    Ours.DNS_SERVFAIL: Words("检查方域名服务器未能给出结果", "our name server gave no result"),
    Ours.DNS_TIMEOUT: Words("检查方域名服务器超时", "our name server did not answer in time"),
    Ours.NET_UNREACHABLE: Words("检查方网络没有通路", "our network has no route there"),
    Ours.LOCAL_RESOURCES: Words(
        "检查方主机资源不足", "our machine ran out of ports, files or memory"
    ),
    Ours.PROXY: Words("检查方代理故障", "our proxy failed"),
    Ours.CANARY_DOWN: Words(
        "检查方网络异常，对照网站未能打开",
        "our own network was not good: the canaries were not seen",
    ),
    Ours.LINE_UNKNOWN: Words(
        "未设对照网页，检查方网络是否正常不能确认",
        "no canaries are configured; whether our own network was good is not known",
    ),
    Ours.CLOCK_SUSPECT: Words("检查方时钟存疑", "our clock is in doubt"),
    Ours.KILLED: Words("检查程序被中止", "the crawl was killed"),
    Ours.DISK_FULL: Words("检查方磁盘已满", "our disk is full"),
    Ours.TLS_UNSPOKEN: Words(
        "检查程序不支持该网站的加密方式",
        "the site's encryption is one that our program does not speak",
    ),
    Ours.OUR_BUG: Words("检查程序未能处理该回答", "our program could not deal with the answer"),
}

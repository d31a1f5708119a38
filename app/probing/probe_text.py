"""Probes for people, stage by stage, and for programs, one object a line."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from rich.console import Console

from app.command_line.line_width import columns
from app.command_output import as_line
from app.language import spoken_language
from app.probing.rounds import Probed, Round
from config.words import Words
from crawler.probing.probe import Probe
from monitor.judging.plain_text import printable
from store.outcome_words import cause_of, our_cause, remedy_of
from store.outcomes import Outcome, OutcomeGroup

STAGES = {
    "robots": Words("robots", "robots"),
    "proxy": Words("代理", "proxy"),
    "dns": Words("域名", "name"),
    "tcp": Words("连接", "connect"),
    "tls": Words("加密", "tls"),
    "http": Words("应答", "http"),
    "content": Words("内容", "content"),
}
PASSED = Words("通过", "passed")
# robots.txt that could not be had forbids nothing, and passes nothing either.
NOT_FORBIDDEN = Words("未禁止", "nothing forbidden")
OUR_OWN_LINE = Words(
    "只从本机看了一次：本机的网络或域名解析有问题时也会这样，请先用 gongkai doctor 排除。",
    "One look from this machine: a broken line or name server of our own looks the same. Rule that out first: gongkai doctor",
)
RESULT = Words(
    "结果：{cause}（{seconds} 秒，检查点：{vantage}）",
    "Result: {cause} ({seconds} s, from: {vantage})",
)
NOT_PUBLIC = Words("地址不在公网，检查时不会连接", "no public address; it is never connected to")
GIVE_PUBLIC = Words(
    "请登记公众使用的网址；只在内网公开的，请设第二检查点 [[vantages]]",
    "give the address that the public uses; for one that is published inside only, set a second vantage point [[vantages]]",
)
_NOT_PUBLIC = "address not public"  # how the reason of such a refusal begins
STAGE_COLUMNS = 8
REMEDY = Words("建议：{remedy}", "Remedy: {remedy}")
OTHER = Words("改用 {url}：{cause}", "Over {url}: {cause}")
ROUND = Words(
    "已探测 {n} 个网站：打开 {opens}，未打开 {closed}，未作判断 {unknown}。",
    "Probed {n} sites: {opens} open, {closed} closed, {unknown} not judged.",
)
BLIND = Words(
    "检查方网络异常，本轮不计入：{why}",
    "Our own network was not good; this round counts for nobody: {why}",
)
SHARED = Words(
    "{address} 整体无法访问，涉及 {n} 个网站，按一起平台故障处理：{units}",
    "{address} is down with all {n} sites behind it, one incident: {units}",
)


def show_probes(probed: Iterable[Probed], *, as_json: bool) -> None:
    console, language = Console(highlight=False), spoken_language()
    for number, found in enumerate(probed):
        if as_json:
            print(as_line(as_machine(found)))
        else:
            for line in [""] * bool(number) + _lines(found, language):
                console.print(printable(line), markup=False)


def show_round(found: Round, *, as_json: bool) -> None:
    """One round: what opened, and above all what the round is worth."""
    if as_json:
        print(as_line(_round_as_machine(found)))
        return
    console, language = Console(highlight=False), spoken_language()
    for line in _round_lines(found, language):
        console.print(printable(line), markup=False)


def as_machine(found: Probed) -> dict[str, Any]:
    said = {"unit": found.unit, "site": found.site} if found.unit else {}
    return (
        said
        | _probe_as_machine(found.probe)
        | ({"other": _probe_as_machine(found.other)} if found.other else {})
    )


def _probe_as_machine(probe: Probe) -> dict[str, Any]:
    words, date = _cause(probe), probe.server_date
    return asdict(probe) | {
        "at": probe.at.isoformat(),
        "server_date": date.isoformat() if date else None,
        "group": probe.outcome.group.value,
        "cause_zh": words.zh,
        "cause_en": words.en,
        "opens": probe.opens,
    }


def _lines(found: Probed, language: str) -> list[str]:
    probe = found.probe
    lines = [f"{found.unit_name} {probe.url}".strip()]
    for stage in probe.stages:
        ended = (NOT_FORBIDDEN if stage.name == "robots" else PASSED).text(language)
        if stage.outcome is not None:
            errno = f"errno {stage.errno}" if stage.errno is not None else ""
            why = NOT_PUBLIC if _is_not_public(stage.reason) else cause_of(stage.outcome)
            ended = _with_names(why, language, stage.reason, errno)
        name = STAGES[stage.name].text(language)
        name += " " * (STAGE_COLUMNS - columns(name))
        lines.append(f"  {name}{stage.seconds:6.3f} s  {ended}  {stage.found}".rstrip())
    cause = _with_names(_cause(probe), language, probe.outcome.value, probe.reason)
    lines.append(
        RESULT.text(
            language, cause=cause, seconds=f"{probe.seconds:.1f}", vantage=probe.vantage or "-"
        )
    )
    if probe.outcome is not Outcome.OPEN:
        remedy = GIVE_PUBLIC if _is_not_public(probe.reason) else remedy_of(probe.outcome)
        lines.append(REMEDY.text(language, remedy=remedy.text(language)))
    if probe.outcome.group is OutcomeGroup.UNREACHABLE:
        lines.append(OUR_OWN_LINE.text(language))
    if found.other:
        lines.append(
            OTHER.text(language, url=found.other.url, cause=_cause(found.other).text(language))
        )
    return lines


def _with_names(cause: Words, language: str, *names: str) -> str:
    """The cause in words, and behind it what an engineer looks it up by."""
    return " · ".join(filter(None, (cause.text(language), *names)))


def _is_not_public(reason: str) -> bool:
    return reason.startswith(_NOT_PUBLIC)


def _cause(probe: Probe) -> Words:
    if _is_not_public(probe.reason):
        return NOT_PUBLIC
    return (
        our_cause(probe.reason) if probe.outcome is Outcome.NOT_JUDGED else cause_of(probe.outcome)
    )


def _round_lines(found: Round, language: str) -> list[str]:
    if not found.own_network_good:
        return [BLIND.text(language, why=found.why)]
    lines = [ROUND.text(language, n=len(found.probed), **_counts(found))]
    for address in dict.fromkeys(found.shared.values()):
        behind = [
            one.unit_name
            for one in found.probed
            if found.shared.get(f"{one.unit}/{one.site}") == address
        ]
        lines.append(SHARED.text(language, address=address, n=len(behind), units="、".join(behind)))
    closed = [
        one
        for one in found.probed
        if one.probe.outcome.group is OutcomeGroup.UNREACHABLE
        and f"{one.unit}/{one.site}" not in found.shared
    ]
    return lines + [
        f"  {one.unit_name} {one.probe.url}  {_cause(one.probe).text(language)}" for one in closed
    ]


def _counts(found: Round) -> dict[str, int]:
    opens = sum(one.probe.opens for one in found.probed)
    closed = sum(one.probe.outcome.group is OutcomeGroup.UNREACHABLE for one in found.probed)
    return {"opens": opens, "closed": closed, "unknown": len(found.probed) - opens - closed}


def _round_as_machine(found: Round) -> dict[str, Any]:
    said = {"own_network_good": found.own_network_good, "why": found.why, "shared": found.shared}
    return said | {"probes": [as_machine(one) for one in found.probed]} | _counts(found)

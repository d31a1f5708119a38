"""Our own line and clock: can we see others from here, and does our clock agree with theirs? Asked
of the office's own canaries.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from statistics import median

from app.doctor.check import BAD, GOOD, NO_REMEDY, UNKNOWN, WARN, Check, words
from app.language import LANGUAGES
from config.folder import Config
from config.words import Words
from crawler.canary import look
from crawler.probing.probe import Probe, Prober
from monitor.alerts.night_note import note_text
from store.clock import Clock

AGREES = timedelta(minutes=5)
SUSPECT = timedelta(hours=1)  # docs/faults.md M5
ENOUGH_CANARIES = 3  # docs/faults.md §N.1
REACHED = Words("对外网络（对照网页）", "our own line (canaries)")
CLOCK = Words("本机时钟", "clock")
ADD_CANARIES = Words(
    "请在 office.toml 写三个以上 [[canaries]]：没有它们，分不清是对方关站还是自己断网",
    "write three or more [[canaries]] in office.toml: without them their closed site and our broken line look alike",
)
SET_CLOCK = Words(
    "请启用网络对时：timedatectl set-ntp true", "keep time by the network: timedatectl set-ntp true"
)


def network_checks(config: Config, clock: Clock) -> Iterator[Check]:
    office = config.office
    if not office.canaries:
        yield Check(
            "doors",
            REACHED,
            UNKNOWN,
            Words("未配置对照网页", "no canaries are configured"),
            ADD_CANARIES,
        )
        yield Check(
            "clock",
            CLOCK,
            UNKNOWN,
            Words("没有可比对的服务器", "no server to compare with"),
            ADD_CANARIES,
        )
        return
    report = look(office, clock)
    few = len(office.canaries) < ENOUGH_CANARIES
    state = BAD if not report.good else WARN if few else GOOD
    remedy = (
        Words(
            "本机断网或被拦截：请检查网线、防火墙、DNS 与代理",
            "we are offline or held back: see cable, firewall, DNS, proxy",
        )
        if not report.good
        else ADD_CANARIES
        if few
        else NO_REMEDY
    )
    yield Check("doors", REACHED, state, _seen(report.details), remedy)
    prober = Prober(office, clock)
    yield clock_check(
        [prober.probe(canary.url, obeys_robots=False) for canary in office.canaries], clock
    )


def _seen(details: str) -> Words:
    return Words(*(note_text(details, language) for language in LANGUAGES))


def clock_check(probes: Sequence[Probe], clock: Clock) -> Check:
    """The median of the servers' Date headers against our clock; one server may be wrong by itself."""
    dates = [probe.server_date for probe in probes if probe.server_date is not None]
    if not dates:
        return Check("clock", CLOCK, UNKNOWN, Words("对方未报时间", "no server told its time"))
    off = timedelta(seconds=median((clock.now() - date).total_seconds() for date in dates))
    state = GOOD if abs(off) <= AGREES else WARN if abs(off) <= SUSPECT else BAD
    seen = words(
        "与{n}台服务器相差 {s:.0f} 秒",
        "{s:.0f} s from the time of {n} servers",
        n=len(dates),
        s=abs(off.total_seconds()),
    )
    return Check("clock", CLOCK, state, seen, NO_REMEDY if state is GOOD else SET_CLOCK)

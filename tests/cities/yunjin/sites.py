"""The district of 云津: fourteen units, ten nights over an autumn and a new year."""

from collections.abc import Callable
from datetime import date

from tests.cities.city import Answer
from tests.cities.yunjin import bureaus, group, others, portal
from tests.cities.yunjin.base import html

NIGHTS = (
    date(2025, 10, 10), date(2025, 10, 24), date(2025, 11, 7), date(2025, 11, 21), date(2025, 12, 5),
    date(2025, 12, 19), date(2026, 1, 9), date(2026, 2, 6), date(2026, 2, 7), date(2026, 2, 27),
)  # fmt: skip
HOSTS = ("zwfw.beihe.example.gov.cn", "nccq.beihe.example.gov.cn")

_DEAD = date(2026, 2, 3)


def _province(target: str, night: date) -> Answer:
    return html(
        "<html><head><meta charset='utf-8'><title>北河省政务服务网</title></head><body><div id='app'></div>"
        "<script src='/static/app.js'></script></body></html>"
    )


_ANSWERS: dict[str, Callable[[str, date], Answer | None]] = {
    portal.HOST: portal.answer,
    group.HOST: group.answer,
    bureaus.FGJ.host: bureaus.fgj,
    bureaus.LSJ.host: bureaus.lsj,
    bureaus.JYJ.host: bureaus.JYJ.answer,
    bureaus.CZJ.host: bureaus.CZJ.answer,
    bureaus.GAJ.host: bureaus.GAJ.answer,
    others.SCJ.host: others.scj,
    others.CGJ.host: others.CGJ.answer,
    others.KFQ.host: others.KFQ.answer,
    others.TAX: others.swj,
    others.YY.host: others.yy,
    **dict.fromkeys(HOSTS, _province),
}


def answer(host: str, target: str, day: date) -> Answer | None:
    """What this host answers to this path and query on this day."""
    if host == others.CGJ.host and day >= _DEAD:
        return Answer(is_silent=True)
    told = _ANSWERS.get(host)
    return told(target, day) if told else None

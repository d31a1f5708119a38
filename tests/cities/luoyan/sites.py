"""The county of 罗雁: twelve units, eight nights, each host an answer of the day."""

from collections.abc import Callable
from datetime import date

from tests.cities.city import Answer
from tests.cities.luoyan import portal
from tests.cities.luoyan.base import moved
from tests.cities.luoyan.farm import NYJ
from tests.cities.luoyan.health import WJW, XYY, old_site
from tests.cities.luoyan.house import ZJJ
from tests.cities.luoyan.land import ZRJ
from tests.cities.luoyan.people import RSJ
from tests.cities.luoyan.school import JYJ
from tests.cities.luoyan.towns import SHZ
from tests.cities.luoyan.treasury import CZJ

NIGHTS = (
    date(2026, 4, 10), date(2026, 4, 24), date(2026, 5, 8), date(2026, 5, 22), date(2026, 5, 23),
    date(2026, 6, 5), date(2026, 6, 19), date(2026, 7, 10),
)  # fmt: skip
HOSTS = ("luoyan.example.gov.cn",)

_SILENT = {
    JYJ.host: (date(2026, 5, 22), date(2026, 5, 23)),
    SHZ.host: tuple(night for night in NIGHTS if night >= date(2026, 6, 1)),
}


def _without_www(target: str, night: date) -> Answer | None:
    return moved("http://www.luoyan.example.gov.cn" + target, 301)


_ANSWERS: dict[str, Callable[[str, date], Answer | None]] = {
    **{site.host: site.answer for site in (JYJ, NYJ, ZJJ, CZJ, WJW, XYY, RSJ, ZRJ, SHZ)},
    portal.LYX.host: portal.answer,
    "luoyan.example.gov.cn": _without_www,
    "wsj.luoyan.example.gov.cn": old_site,
}


def answer(host: str, target: str, day: date) -> Answer | None:
    """What this host answers to this path and query on this day."""
    if day in _SILENT.get(host, ()):
        return Answer(is_silent=True)
    told = _ANSWERS.get(host)
    return told(target, day) if told else None

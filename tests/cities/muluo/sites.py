"""The autonomous county of 沐洛: seventeen units, twelve nights from Christmas to April, each host an
answer of the day.
"""

from collections.abc import Callable
from datetime import date

from tests.cities.city import Answer
from tests.cities.muluo import county, economy, health, learning, market, people, works

NIGHTS = (
    date(2025, 12, 26), date(2026, 1, 9), date(2026, 1, 24), date(2026, 2, 3), date(2026, 2, 13), date(2026, 2, 19),
    date(2026, 2, 28), date(2026, 3, 11), date(2026, 3, 12), date(2026, 3, 26), date(2026, 4, 5), date(2026, 4, 17),
)  # fmt: skip
HOSTS = (works.PLATFORM, works.STHJ_HOST)

_ANSWERS: dict[str, Callable[[str, date], Answer | None]] = {
    county.HOST: county.answer,
    "fgj.muluo.example.gov.cn": economy.fgj,
    economy.CZJ.host: economy.CZJ.answer,
    health.WJJ.host: health.wjj,
    health.YY.host: health.YY.answer,
    "jtj.muluo.example.gov.cn": learning.jtj,
    learning.ZX.host: learning.ZX.answer,
    "jtys.muluo.example.gov.cn": works.jtys_old,
    works.PLATFORM: works.platform,
    works.HBJ_HOST: works.hbj_old,
    works.STHJ_HOST: works.STHJ.answer,
    works.ZJJ.host: works.ZJJ.answer,
    people.MZJ.host: people.mzj,
    people.LYJ.host: people.lyj,
    market.SCJ.host: market.SCJ.answer,
    market.ZFJ.host: market.ZFJ.answer,
}


def answer(host: str, target: str, day: date) -> Answer | None:
    """What this host answers to this path and query on this day."""
    told = _ANSWERS.get(host)
    return told(target, day) if told else None

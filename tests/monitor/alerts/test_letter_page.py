"""What a letter looks like in a mail program: the gravest first over all units, by kind of fault,
its addresses to be followed only where the office has them on record.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from config.folder import Config
from config.office import Person
from config.unit import Site
from config.words import Words
from monitor.alerts.queueing import compose_night
from monitor.judging.remarks import SiteRemark
from store.findings import Change, FindingTurn, apply, open_findings
from store.ledger import Ledger, open_ledger
from store.outbox import WaitingMessage, waiting
from store.records import Finding, Run
from tests.monitor.alerts.delivery import deliver
from tests.monitor.alerts.test_send import FIRST_NIGHT, NOW
from tests.monitor.report.sample import DUE, NO_SITE, STALE, UNITS, config, inspection

OWN = "http://zhangji.example.test/tzgg/"
STRANGER = "http://zhangji.example.test.evil.test/"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with closing(open_ledger(tmp_path / "ledger.db")) as opened:
        yield opened


def office(folder: Path) -> Config:
    site = Site(kind="own", url="http://zhangji.example.test/")
    units = tuple(u.model_copy(update={"sites": [site]}) if u.id == "zhangji" else u for u in UNITS)
    return config(folder, people=(Person(id="leader", name="分管领导"),), units=units)


def letter(
    ledger: Ledger, setup: Config, number: int = 0, opened: Sequence[Finding] = ()
) -> WaitingMessage:
    day = FIRST_NIGHT + timedelta(days=number)
    run = Run(ledger.next_run_id(day), day, NOW + timedelta(days=number), state="complete")
    ledger.begin_run(run)
    new = [Change(FindingTurn.OPENED, replace(f, id=0), run.id, day) for f in opened]
    apply(ledger, new)
    seen = inspection(tuple(open_findings(ledger)))
    moved = SiteRemark("moved", Words("张集镇登记的网址已迁移", "moved"))
    units = tuple(
        replace(unit, remarks=(moved,)) if unit.unit == "zhangji" else unit for unit in seen.units
    )
    compose_night(ledger, setup, replace(seen, units=units), run)
    [told] = waiting(ledger)
    return told


def test_own_addresses_lead_there_and_a_strangers_nowhere(ledger: Ledger, tmp_path: Path) -> None:
    both = replace(STALE, sentence_zh=f"张集镇（{OWN}）未更新，另见{STRANGER}和<b>x</b>。")
    told = letter(ledger, office(tmp_path), opened=(both,))
    page = LexborHTMLParser(told.html)
    assert [link.attributes["href"] for link in page.css("a")] == [OWN]
    assert OWN in told.body and STRANGER not in told.body + told.html
    assert page.css("b, script, img, link") == [], "nothing of a page's own, nothing is loaded"


@pytest.mark.parametrize(("rule", "kind"), [("hijacked_site", ""), ("missing_site", "parked")])
def test_of_a_site_that_may_be_a_strangers_nothing_is_linked(
    ledger: Ledger, tmp_path: Path, rule: str, kind: str
) -> None:
    taken = replace(STALE, rule=rule, kind=kind, subject="s", sentence_zh=f"张集镇{OWN}被篡改。")
    stale = replace(STALE, sentence_zh=f"张集镇{OWN}未更新。")
    told = letter(ledger, office(tmp_path), opened=(taken, stale))
    assert LexborHTMLParser(told.html).css("a") == [] and OWN not in told.body


def test_the_gravest_kind_stands_first_over_all_units_and_the_page_says_what_the_text_says(
    ledger: Ledger, tmp_path: Path
) -> None:
    told = letter(ledger, office(tmp_path), opened=(*NO_SITE, STALE))
    heads = [node.text() for node in LexborHTMLParser(told.html).css("h3")]
    assert heads == ["栏目未更新（1项）", "无可用网站（4项）"]
    assert told.body.index("【严重】张集镇") < told.body.index("公安局尚未开通")
    in_page = LexborHTMLParser(told.html).body
    assert in_page is not None
    for line in told.body.splitlines():
        plain = "".join(line.removeprefix("◆ ").split())
        assert plain in "".join(in_page.text().split()), line


def test_a_kind_of_many_leaves_room_for_the_others(ledger: Ledger, tmp_path: Path) -> None:
    many = tuple(
        replace(STALE, subject=f"c:{n}", sentence_zh=f"张集镇第{n}项。") for n in range(60)
    )
    told = letter(ledger, office(tmp_path), opened=(*many, *NO_SITE))
    assert all(one.sentence_zh in told.body for one in NO_SITE)
    assert "另有24项，见检查办公室当日的问题台账。" in told.body
    assert "新问题64项" in told.subject and "现存问题64项" in told.subject


def test_what_is_overdue_is_told_once_more_and_below_what_was_not_judged_and_remarked_on(
    ledger: Ledger, tmp_path: Path
) -> None:
    setup = office(tmp_path)
    letter(ledger, setup, opened=(STALE,))
    deliver(ledger)
    late = (DUE - FIRST_NIGHT).days + 1
    told = letter(ledger, setup, late)
    assert "逾期未整改1项：" in told.body and "已逾期，编号1）" in told.body
    assert "新问题" not in told.subject and "现存问题1项（逾期1项）" in told.subject
    order = ("逾期未整改1项", "未能判断的事项", "未判断不等于没有问题。", "提示事项1项")
    assert [told.body.index(each) for each in order] == sorted(map(told.body.index, order))
    deliver(ledger)
    run = Run("x", FIRST_NIGHT + timedelta(days=late + 1), NOW, state="complete")
    ledger.begin_run(run)
    compose_night(ledger, setup, inspection(tuple(open_findings(ledger))), run)
    assert waiting(ledger) == [], "once"


def test_nobody_is_late_by_a_day_that_he_hears_of_only_now(ledger: Ledger, tmp_path: Path) -> None:
    setup = office(tmp_path)
    letter(ledger, setup, opened=(STALE,))
    late = (DUE - FIRST_NIGHT).days + 1
    told = letter(ledger, setup, late)  # the first one never went out
    assert "逾期" not in told.subject and "逾期" not in told.body
    assert "该日已过，此前未通知您，编号1）" in told.body


def test_a_line_compares_the_last_nights(ledger: Ledger, tmp_path: Path) -> None:
    setup = office(tmp_path)
    letter(ledger, setup, opened=NO_SITE[:1])
    told = letter(ledger, setup, 1, opened=(STALE,))
    assert "2012年11月23日以来2次检查，您负责的单位现存问题依次为：1、2项。" in told.body

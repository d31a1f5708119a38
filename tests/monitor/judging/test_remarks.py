"""Facts about a site that are no fault: what is remarked on, and when nothing is."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.dossier.facts import Dossier
from monitor.judging.remarks import remarks_of
from tests.monitor.notation import Table, dossier

DAY = date(2026, 11, 23)
CODED = {"marks": ["code:4206820001"], "title": "环保局"}


def night(day: date = DAY, **site: object) -> Dossier:
    table: Table = {"day": day, "sites": [{"identity": CODED, **site}]}
    return dossier(table)


@pytest.mark.parametrize(
    ("site", "kind", "said"),
    [
        ({"seen": [f"tls_expired {DAY} x1"]}, "certificate", "可以打开，证书已过期"),
        ({"seen": [f"moved {DAY} x1 why=http://new.example/"]}, "moved", "hxxp://new[.]example/"),
        ({"identity": {"title": "环保局"}}, "site_code", "首页未见网站标识码"),
    ],
)
def test_what_is_remarked_on(site: Table, kind: str, said: str) -> None:
    (remark,) = remarks_of(night(**site))
    assert remark.kind == kind and said in remark.said.zh and remark.said.zh.startswith("环保局")


def test_nothing_of_a_site_in_order_or_unseen_nor_before_a_text_asked_for_it() -> None:
    assert remarks_of(night()) == ()
    expired = night(seen=[f"tls_expired {DAY} x1"])
    assert remarks_of(replace(expired, network_good=False)) == ()
    assert remarks_of(night(visited_tonight=False, seen=[f"tls_expired {DAY} x1"])) == ()
    assert remarks_of(night(date(2012, 10, 15), identity={"title": "环保局"})) == ()

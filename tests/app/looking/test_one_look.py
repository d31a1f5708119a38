"""`gongkai try`: a site on loopback looked at once; what was seen is told, nobody is named, nothing
is kept.
"""

import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.looking.one_look import OneLook, look_once
from config.errors import Miswritten
from demo.city import City
from monitor.judging.verdict import Answer
from store.clock import Clock
from tests.app.nights import Silence

# `gongan` publishes powers and no rights; `jingxin` does not answer (demo/scenarios).
LACKING, SILENT = "gongan", "jingxin"
ACCUSING = ("存在问题", "整改", "违反", "责令", "通报")


@pytest.fixture(scope="module")
def city() -> Iterator[City]:
    with City("today", 1) as city:
        yield city


def looked_at(city: City, unit: str, folder: Path) -> OneLook:
    night = city.nights[-1]
    city.set_now(night)
    city.config_folder(folder / "office", data=str(folder / "data"))
    on_record = tomllib.loads((folder / "office" / "units" / f"{unit}.toml").read_text("utf-8"))
    url, kind = on_record["sites"][0]["url"], on_record["kind"]
    return look_once(url, kind, 2, folder / "office", Clock.set_to(night), Silence())


@pytest.fixture(scope="module")
def look(city: City, tmp_path_factory: pytest.TempPathFactory) -> OneLook:
    return looked_at(city, LACKING, tmp_path_factory.mktemp("lacking"))


def test_it_tells_in_which_channel_how_old_and_what_its_class_asks(look: OneLook) -> None:
    said = look.text("zh")
    assert "“通知公告”（通知公告）：" in said and "此类栏目的时限是 6个月" in said
    news = next(one for one in look.as_json()["channels"] if one["name"] == "工作动态")  # type: ignore[attr-defined]
    assert news["items"] > 20 and news["limit"] == "14 days" and news["newest"] <= "2026-11-20"
    assert look.seconds < 120 and look.opened > 50


def test_what_a_rule_would_ask_is_told_with_measure_and_clause_and_accuses_nobody(
    look: OneLook,
) -> None:
    assert [one.rule for one in look.verdicts if one.answer is Answer.PROBLEM] == [
        "one_sided_disclosure"
    ]
    said = look.text("zh")
    assert (
        "所见：执法4件" in said and "要求：义务、权利各不少于1件" in said and "行政处罚法" in said
    )
    assert "看一次不作任何结论" in said and not [word for word in ACCUSING if word in said]
    sentences = [one.sentence_zh for one in look.verdicts if one.answer is Answer.PROBLEM]
    assert not [sentence for sentence in sentences if sentence in said]


def test_what_one_look_cannot_tell_is_told_with_its_reason(look: OneLook) -> None:
    untold = {one.rule for one in look.verdicts if one.answer is Answer.CANNOT_TELL}
    assert "backdated_item" in untold == set(look.as_json()["cannot_tell"])  # type: ignore[call-overload]
    assert "发布日期：观察时间不足" in look.text("zh")
    assert "not been watched long enough" in look.text("en")


def test_of_a_site_that_does_not_answer_nothing_is_said(city: City, tmp_path: Path) -> None:
    said = looked_at(city, SILENT, tmp_path).text("zh")
    assert "什么也不能说" in said and "gongkai probe" in said
    assert "栏目" not in said and "要求" not in said


def test_nothing_is_kept(city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    looked_at(city, SILENT, tmp_path)
    assert list(aside.iterdir()) == [] and not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("typed", "says"), [(["notaurl"], "http://"), (["http://x.cn/", "--kind", "x"], "township")]
)
def test_what_cannot_be_looked_at_is_refused_before_anybody_is_asked(
    typed: list[str], says: str
) -> None:
    refused = CliRunner().invoke(app, ["try", *typed]).exception
    assert isinstance(refused, Miswritten) and says in refused.words.zh

"""What is published: the same findings in every file, the unit's answer beside them, nobody in it."""

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from app.commands import export
from app.exports.open_data import LEFT_OUT, write_open_data
from config.errors import Miswritten
from config.folder import load
from store.desk.desk import open_desk
from store.desk.entries import DeskAction, DeskEntry, add_entry
from store.desk.people_named import people_named
from store.desk.users import Role, add_user
from store.findings import Change, FindingTurn, apply, open_findings
from store.ledger import open_ledger
from tests.monitor.report.sample import DAY, FINDINGS, INSIDE, NO_SITE, STALE, UNITS
from tests.monitor.report.test_commands import folder

__all__ = ["folder"]  # a fixture

AT = datetime(2012, 11, 24, 2, tzinfo=UTC)
ANSWER = (
    "已更新“通知公告”栏目。联系人：欧阳晓雯，电话13800138000，邮箱 ouyang@zhangji.example。"
    "诸葛志远已核对（zgzy）。"
)
PEOPLE = ("欧阳晓雯", "诸葛志远", "zgzy", "上官主任", "shangguan", "司马办", "simaban", "公孙督办")


@pytest.fixture
def published(folder: Path, tmp_path: Path) -> Path:
    config = load(folder)
    desk = open_desk(config.data)
    for login, name in (("zgzy", "诸葛志远"), ("simaban", "司马办")):
        add_user(
            desk,
            login=login,
            name=name,
            role=Role.LEADER,
            person="leader",
            units=(),
            password_hash="x",
            now=AT,
        )

    def say(finding: int, what: DeskAction, value: str, day: date | None = None) -> None:
        add_entry(desk, DeskEntry(finding, 0, what, value, "shangguan", "上官主任", AT, day=day))

    say(STALE.id, DeskAction.PERSON, "公孙督办")
    say(STALE.id, DeskAction.ANSWERED, ANSWER)
    say(STALE.id, DeskAction.ACCEPTED, "同意，上官主任")
    say(NO_SITE[0].id, DeskAction.SECRECY_ACCEPTED, "经审定", date(2099, 1, 1))
    say(NO_SITE[1].id, DeskAction.ANSWERED, "证件号 420682199003077713 的登记表已撤下")
    ledger = open_ledger(config.data / "ledger.db")
    try:
        by_id = {one.id: one for one in open_findings(ledger)}
        mended = replace(by_id[NO_SITE[2].id], state="closed", closed=DAY)
        taken_back = replace(
            by_id[NO_SITE[3].id],
            state="withdrawn",
            withdrawn=DAY,
            withdrawn_kind="office",
            withdrawn_by="司马办",
            withdrawn_why="名录有误",
        )
        named = replace(by_id[INSIDE.id], sentence_zh="检察院“上官主任任职公示”无法查阅。")
        changes = [
            (FindingTurn.CLOSED, mended),
            (FindingTurn.WITHDRAWN, taken_back),
            (FindingTurn.KEPT, named),
        ]
        apply(ledger, [Change(what, one, DAY.isoformat(), DAY) for what, one in changes])
    finally:
        ledger.close()
    return write_open_data(config, tmp_path / "open").folder


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_nobody_of_the_desk_stands_in_any_file(folder: Path, published: Path) -> None:
    whole = "\n".join(path.read_text("utf-8") for path in published.iterdir())
    known = people_named(open_desk(load(folder).data))
    assert known >= {"zgzy", "诸葛志远", "shangguan", "上官主任", "公孙督办", "simaban"}
    assert [name for name in (*PEOPLE, *known) if name != "leader" and name in whole] == []
    assert "@" not in whole and "13800138000" not in whole and "****" not in whole
    assert "经审定" not in whole and "名录有误" not in whole, "the office's words are not results"


def test_the_units_answer_stands_beside_the_finding(published: Path) -> None:
    told = {int(row["number"]): row for row in rows(published, "findings")}
    one = told[STALE.id]
    assert one["answer"].startswith("已更新“通知公告”栏目。联系人：" + LEFT_OUT)
    assert (one["answered"], one["decision"], one["state"]) == ("2012-11-24", "accepted", "open")
    assert told[NO_SITE[1].id]["answer"] == LEFT_OUT, "beside a masked number nothing stands"
    assert (told[NO_SITE[2].id]["state"], told[NO_SITE[2].id]["repaired"]) == (
        "repaired",
        DAY.isoformat(),
    )


def test_what_is_left_out_is_counted(published: Path) -> None:
    package = json.loads((published / "datapackage.json").read_text("utf-8"))
    assert package["left_out"] == {"withdrawn": 1, "private": 0, "secret": 1}
    assert package["licenses"] == [], "the office's decision"
    numbers = {int(row["number"]) for row in rows(published, "findings")}
    assert numbers == {one.id for one in FINDINGS} - {NO_SITE[0].id, NO_SITE[3].id}


def test_every_file_says_the_same_and_every_column_is_explained(published: Path) -> None:
    package = json.loads((published / "datapackage.json").read_text("utf-8"))
    assert [one["name"] for one in package["resources"]] == ["units", "findings", "not_judged"]
    for resource in package["resources"]:
        name, fields = resource["name"], resource["schema"]["fields"]
        told = rows(published, name)
        kept = json.loads((published / f"{name}.json").read_text("utf-8"))
        assert told, name
        assert [list(row) for row in told] == [[one["name"] for one in fields]] * len(told)
        as_text = [{k: "" if v is None else str(v) for k, v in row.items()} for row in kept]
        assert as_text == told
        assert all(one["description"] and one["description_en"] for one in fields)
    explained = {(row["table"], row["column"]) for row in rows(published, "dictionary")}
    assert {("findings", "answer"), ("units", ""), ("not_judged", "why")} <= explained


def test_counts_agree_and_what_was_not_judged_is_there(published: Path) -> None:
    units = {row["unit"]: row for row in rows(published, "units")}
    assert set(units) == {unit.id for unit in UNITS}
    findings, unjudged = rows(published, "findings"), rows(published, "not_judged")
    for unit, row in units.items():
        open_ones = [one for one in findings if one["unit"] == unit and one["state"] == "open"]
        assert int(row["open_findings"]) == len(open_ones)
        assert int(row["not_judged"]) == sum(one["unit"] == unit for one in unjudged)
    assert len(unjudged) == 2 and all(one["why"] for one in unjudged)


@pytest.mark.parametrize("written", ['{"licenses": [{"name": "CC-BY-4.0"}]}', "{", "[]"])
def test_the_licence_that_the_office_wrote_stays(
    folder: Path, tmp_path: Path, written: str
) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "datapackage.json").write_text(written, "utf-8")
    made = write_open_data(load(folder), tmp_path / "open").folder
    package = json.loads((made / "datapackage.json").read_text("utf-8"))
    assert package["licenses"] == ([{"name": "CC-BY-4.0"}] if "CC" in written else [])


def test_a_unit_that_bears_a_persons_name_keeps_its_own(folder: Path, tmp_path: Path) -> None:
    desk = open_desk(load(folder).data)
    word = DeskEntry(STALE.id, 0, DeskAction.PERSON, "张集", "zhangji", "张集", AT)
    add_entry(desk, word)
    made = write_open_data(load(folder), tmp_path / "open").folder
    assert "张集镇“通知公告”栏目" in (made / "findings.csv").read_text("utf-8")


def test_what_is_secret_stays_so_though_it_was_repaired(folder: Path, tmp_path: Path) -> None:
    config = load(folder)
    word = DeskEntry(
        *(STALE.id, 0, DeskAction.SECRECY_ACCEPTED, "经审定", "wang", "王主任", AT),
        day=date(2099, 1, 1),
    )
    add_entry(open_desk(config.data), word)
    ledger = open_ledger(config.data / "ledger.db")
    [stale] = [one for one in open_findings(ledger) if one.id == STALE.id]
    closed = replace(stale, state="closed", closed=DAY)
    apply(ledger, [Change(FindingTurn.CLOSED, closed, DAY.isoformat(), DAY)])
    ledger.close()
    made = write_open_data(config, tmp_path / "open")
    assert STALE.id not in {int(row["number"]) for row in rows(made.folder, "findings")}
    assert made.counts["secret"] == 1


SHOWN = "http://www.zhangji.example/news/t20120302_24005.html"


def test_an_address_is_published_as_it_is_whatever_logins_there_are(
    folder: Path, tmp_path: Path
) -> None:
    config = load(folder)
    desk = open_desk(config.data)
    for login, name in (("news", "诸葛志远"), ("channel", "司马办"), ("zhangji", "上官主任")):
        add_entry(desk, DeskEntry(STALE.id, 0, DeskAction.NOTE, "见附件", login, name, AT))
    said = f"已更新，见{SHOWN}，news已核对；旧址http://x.example/?tel=13800138000。"
    add_entry(desk, DeskEntry(STALE.id, 0, DeskAction.ANSWERED, said, "news", "诸葛志远", AT))
    ledger = open_ledger(config.data / "ledger.db")
    [stale] = [one for one in open_findings(ledger) if one.id == STALE.id]
    changed = replace(stale, evidence=({"url": SHOWN},), sentence_en="A channel of news is stale.")
    apply(ledger, [Change(FindingTurn.KEPT, changed, DAY.isoformat(), DAY)])
    ledger.close()
    made = write_open_data(config, tmp_path / "open").folder
    [one] = [row for row in rows(made, "findings") if int(row["number"]) == STALE.id]
    assert one["address"] == SHOWN
    assert one["sentence_en"] == "A channel of news is stale.", "no word of a sentence is a login"
    assert one["answer"] == f"已更新，见{SHOWN}，{LEFT_OUT}已核对；旧址{LEFT_OUT}。"


def test_the_command_writes_it_and_takes_no_table_with_it(folder: Path, tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(export.command)
    made = CliRunner().invoke(app, ["--open", str(tmp_path / "o"), "--config", str(folder)])
    assert made.exit_code == 0 and "发布前请通读" in made.stdout
    assert (tmp_path / "o" / "datapackage.json").exists()
    refused = CliRunner().invoke(app, ["finding", "--open", str(tmp_path / "o")])
    assert isinstance(refused.exception, Miswritten)

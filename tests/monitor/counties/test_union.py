"""Several counties' nights as one: whose is what, what stays with the county, what is the same of
all.
"""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from config.office import CountyBelow, Office
from config.words import Words
from monitor.counties.county import Counties, CountyRead, CountyUnread, Unread
from monitor.counties.union import of_one, union
from monitor.report.circular import write_circular
from monitor.report.gathering.gather import gather
from monitor.report.ledger_xlsx import problem_ledger
from monitor.report.material import BasisDocument, Confidential, Material
from tests.monitor.report.sample import DAY, config, inspection

OFFICE = Office(name="某省政务公开办公室", city="某省")


def material(folder: Path, **change: object) -> Material:
    return gather(inspection(), config(folder), DAY).model_copy(update=change)


def sheets_of(xlsx: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(BytesIO(xlsx))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def read(county: str, name: str, told: Material) -> CountyRead:
    return CountyRead(CountyBelow(id=county, name=name, data=f"/{county}"), told)


def together(*parts: CountyRead | CountyUnread, day: date = DAY) -> Material:
    return union(Counties(parts), OFFICE, day)


@pytest.fixture
def two(tmp_path: Path) -> tuple[CountyRead, CountyRead]:
    told = material(tmp_path)
    return read("qinghe", "清河县", told), read("linshui", "临水县", told)


@pytest.fixture
def torn() -> CountyUnread:
    return CountyUnread(CountyBelow(id="duan", name="断桥县", data="/d"), Unread.UNREADABLE)


def test_every_unit_and_sentence_bears_its_countys_name(
    two: tuple[CountyRead, CountyRead],
) -> None:
    told, one = together(*two), two[0].material
    assert len(told.units) == 2 * len(one.units)
    assert len({unit.id for unit in told.units}) == len(told.units)
    assert {unit.label[:3] for unit in told.units} == {"清河县", "临水县"}
    for problem in told.problems:
        assert problem.label.startswith(problem.county)
        assert problem.sentence_zh.startswith(problem.county), problem.sentence_zh
        assert problem.sentence_zh.count(problem.county) == 1
        assert problem.sentence_en.startswith(problem.county)


def test_a_unit_that_bears_the_countys_name_bears_it_once(tmp_path: Path) -> None:
    told = of_one(read("zhang", "张集", material(tmp_path)))
    assert {unit.label for unit in told.units} >= {"张集镇", "张集环保局"}


def test_numbers_are_the_countys_own_and_never_meet(two: tuple[CountyRead, CountyRead]) -> None:
    told, one = together(*two), two[0].material
    assert [p.told_number for p in told.problems] == [p.id for p in one.problems] * 2
    assert len({p.id for p in told.listed}) == len(told.listed)


def test_what_nobody_was_told_of_in_one_county_is_overdue_in_none_but_the_other(
    tmp_path: Path,
) -> None:
    late = tuple(
        p.model_copy(update={"due": DAY - timedelta(days=1)}) for p in material(tmp_path).problems
    )
    told = material(tmp_path, problems=late)
    untold = told.model_copy(update={"untold": tuple(p.id for p in late)})
    both = together(read("a", "清河县", told), read("b", "临水县", untold))
    assert {p.county for p in both.problems if both.is_overdue(p)} == {"清河县"}
    assert both.overdue == len(late)


def test_a_countys_problems_are_as_late_as_on_its_own_night(tmp_path: Path) -> None:
    """Two days later nobody looked again: it may be repaired since."""
    due = tuple(
        p.model_copy(update={"due": DAY, "last_confirmed": DAY})
        for p in material(tmp_path).problems
    )
    early = material(tmp_path, problems=due)
    later = material(tmp_path, as_of=DAY + timedelta(days=2))
    both = together(read("a", "清河县", early), read("b", "临水县", later))
    assert both.as_of == DAY + timedelta(days=2)
    assert not any(both.is_overdue(p) for p in both.problems if p.county == "清河县")
    rows = sheets_of(problem_ledger(both))["问题台账"]
    assert not any("未复核" in str(row) for row in rows if "清河县" in str(row))


def test_who_sees_to_what_and_what_is_confidential_stay_with_the_county(tmp_path: Path) -> None:
    named = tuple(p.model_copy(update={"persons": ("李四",)}) for p in material(tmp_path).problems)
    said = Confidential(
        unit="huanbao", label="环保局", rule="personal_data", theme=4,
        sentence_zh="环保局公开了张三的身份证号。", sentence_en="x",
    )  # fmt: skip
    told = material(
        tmp_path, problems=named, for_the_office=(said,), under_secrecy=(4, 9), taken_back=named
    )
    both = together(read("a", "清河县", told))
    text = both.model_dump_json()
    assert "李四" not in text and "张三" not in text
    assert len(both.for_the_office) == 1 and len(both.under_secrecy) == 2
    assert not both.taken_back
    assert not of_one(read("a", "清河县", told)).taken_back


def test_how_days_are_counted_is_said_once_where_all_count_alike(
    two: tuple[CountyRead, CountyRead],
) -> None:
    assert together(*two).due_counted == two[0].material.due_counted
    other = two[1].material.model_copy(update={"due_counted": Words("另一种", "another way")})
    assert "各县" in together(two[0], replace(two[1], material=other)).due_counted.zh


def test_a_document_is_checked_where_it_was_checked_everywhere(tmp_path: Path) -> None:
    checked, unchecked = (
        BasisDocument(title="《条例》", is_verified=is_so) for is_so in (True, False)
    )
    both = together(
        read("a", "清河县", material(tmp_path, basis=(checked,))),
        read("b", "临水县", material(tmp_path, basis=(unchecked,))),
    )
    assert both.basis == (unchecked,)


def test_a_rule_is_unasked_where_no_county_asked_it(tmp_path: Path) -> None:
    both = together(
        read("a", "清河县", material(tmp_path, unasked=("dead_link", "typo"))),
        read("b", "临水县", material(tmp_path, unasked=("typo",))),
    )
    assert both.unasked == ("typo",)
    assert together().unasked == ()


def texts(told: Material) -> str:
    return "\n".join(one.text for one in write_circular(told).paragraphs)


def test_the_circular_names_who_was_not_read_and_claims_nothing_of_them(
    two: tuple[CountyRead, CountyRead], torn: CountyUnread
) -> None:
    circular = write_circular(together(*two, torn))
    said = "\n".join(one.text for one in circular.paragraphs)
    assert circular.addressees == "各县（市、区）人民政府："
    assert "共读取2个县（市、区）" in said and "另有1个未能读取" in said
    assert "断桥县（数据损坏或不完整）" in said
    assert "均已作出判断" not in said and "市直" not in said
    annex = circular.annexes[-1]
    assert (annex.kind, len(annex.rows)) == ("counties", 3)
    assert annex.rows[-1][0] == "断桥县" and not any(cell.isdigit() for cell in annex.rows[-1])


def test_where_all_decided_but_one_was_not_read_that_is_not_all(
    two: tuple[CountyRead, CountyRead], torn: CountyUnread
) -> None:
    decided = two[0].material.model_copy(
        update={"undecided": (), "nothing_to_judge": (), "unasked": ()}
    )
    judged = tuple(unit for unit in decided.units if unit.judged)
    one = replace(two[0], material=decided.model_copy(update={"units": judged}))
    assert "均已作出判断" in texts(together(one))
    assert "均已作出判断" not in texts(together(one, torn))
    sheet = sheets_of(problem_ledger(together(one, torn)))["未判断事项"]
    assert not any("均已作出判断" in str(row) for row in sheet)


def test_the_ledger_has_each_countys_numbers_and_a_row_for_those_without(
    two: tuple[CountyRead, CountyRead], torn: CountyUnread
) -> None:
    sheets = sheets_of(problem_ledger(together(*two, torn)))
    counties, problems = sheets["各县（市、区）"], sheets["问题台账"]
    assert [row[0] for row in counties[2:]] == ["清河县", "临水县", "断桥县"]
    assert counties[2][7] == len(two[0].material.problems)
    assert not any(isinstance(cell, int) for cell in counties[4])
    assert problems[1][:2] == ("县（市、区）", "编号")
    assert {row[0] for row in problems[2:]} == {"清河县", "临水县"}


def test_one_office_alone_reads_as_before(tmp_path: Path) -> None:
    told = material(tmp_path)
    sheets = sheets_of(problem_ledger(told))
    assert "各县（市、区）" not in sheets and sheets["问题台账"][1][0] == "编号"
    assert "县（市、区）" not in texts(told)

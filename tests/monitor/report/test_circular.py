"""What the circular says: the five parts of 2012, facts only, and nothing unseen that reads as in
order.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from config.office import Report as ReportSettings
from config.office import WorkYear
from config.words import Spoken, Words
from monitor.judging.inspection import Inspection
from monitor.judging.verdict import Answer, Praise, Verdict, Why
from monitor.report.circular import WORDS, examples_of, write_circular
from monitor.report.gathering.gather import gather
from monitor.report.material import Example, Material
from monitor.report.papers.paper import Level
from monitor.report.workdays import WorkCalendar, how_counted, workdays_after
from tests.monitor.report.sample import (
    DAY,
    FINDINGS,
    INSIDE,
    NO_SITE,
    STALE,
    config,
    finding,
    inspection,
    unknown,
)


def material(folder: Path, seen: Inspection | None = None, language: str = "zh") -> Material:
    return gather(seen or inspection(), config(folder, language=language), DAY)


def text(told: Material) -> str:
    return "\n".join(paragraph.text for paragraph in write_circular(told).paragraphs)


def test_five_parts_in_the_order_of_2012(tmp_path: Path) -> None:
    circular = write_circular(material(tmp_path))
    parts = [paragraph.text for paragraph in circular.paragraphs if paragraph.level is Level.PART]
    assert parts == [
        "一、总体情况",
        "二、存在的问题",
        "三、未能判断的事项及原因",
        "四、检查范围和方法",
        "五、整改要求",
    ]
    assert circular.title == "关于老河口市政务公开网上检查情况的通报"
    assert circular.dated == "2012年11月23日"


def test_it_opens_with_judged_n_of_n(tmp_path: Path) -> None:
    opening = text(material(tmp_path))
    assert "8个单位：6个全部判断，2个部分判断（2项未能判断）" in opening
    assert "2个乡镇（办事处）和6个市直及其他单位" in opening
    assert "未能判断的事项不计入问题；现有问题6项（其中严重1项），涉及6个单位" in opening


def test_units_of_one_fault_stand_in_one_sentence_and_facts_keep_their_numbers(
    tmp_path: Path,
) -> None:
    said = text(material(tmp_path))
    together = "（4个单位、4项）。公安局、国土局、环保局、人防办尚未开通政府网站。"
    assert together in said
    assert STALE.sentence_zh in said


def test_a_theme_without_problems_says_within_what_was_judged(tmp_path: Path) -> None:
    said = text(material(tmp_path))
    assert "在作出判断的范围内，未发现此类问题；另有1项未能作出判断，见第三部分。" in said
    assert "因文件无法读取，本次未能对财政局（经费支出公开）作出判断，不计入问题。" in said


def test_a_warning_is_told_and_not_counted(tmp_path: Path) -> None:
    told = material(tmp_path)
    assert "需要提醒的事项（不计入问题）" in text(told)
    assert len(told.problems) == len(FINDINGS)


def test_repairs_are_told(tmp_path: Path) -> None:
    seen = inspection(
        tuple(NO_SITE), opened=(), closed=(replace(STALE, state="closed", closed=DAY),)
    )
    assert "经本次复查，以下单位的1项问题已经整改：张集镇。" in text(material(tmp_path, seen))


def test_many_problems_of_a_unit_are_cut_and_the_cut_is_said(tmp_path: Path) -> None:
    many = tuple(
        replace(
            STALE, id=n, subject=f"channel:{n}", severity="problem", sentence_zh=f"张集镇第{n}项。"
        )
        for n in range(10, 17)
    )
    said = text(material(tmp_path, inspection(many)))
    assert "张集镇共7项（见附件1）。例如：张集镇第10项。" in said
    assert "张集镇第11项" not in said
    rows = write_circular(material(tmp_path, inspection(many))).annexes[0].rows
    assert [row[2] for row in rows] == [one.sentence_zh for one in many], "the annex has them all"


def test_a_blind_night_blames_nobody_and_praises_nobody(tmp_path: Path) -> None:
    seen = inspection(())
    blind = replace(seen, units=tuple(replace(unit, verdicts=()) for unit in seen.units))
    said = text(material(tmp_path, blind))
    assert "8个单位：0个全部判断，8个未判断" in said
    assert "以下8个单位本次各项均未能作出判断：薛集镇、张集镇、" in said
    assert "均已作出判断" not in said


def test_the_due_day_counts_working_days_and_says_how(tmp_path: Path) -> None:
    assert workdays_after(date(2012, 11, 23), 10) == date(2012, 12, 7)
    assert workdays_after(date(2012, 11, 24), 1) == date(2012, 11, 26)
    said = text(material(tmp_path))
    assert "按附件1逐项列明的期限完成整改（已计法定节假日和调休）" in said
    assert "2012年12月7日" not in said, "each problem has its own day, in the annex"


def test_what_was_not_looked_at_again_stands_apart_with_its_last_day(tmp_path: Path) -> None:
    before = replace(STALE, id=11, last_confirmed=date(2012, 11, 20), sentence_zh="张集镇旧问题。")
    said = text(material(tmp_path, inspection((*NO_SITE, before))))
    assert "现有问题4项（其中严重0项），涉及4个单位；此前发现的另有1项本次未能复核" in said
    apart = said[said.index("此前发现、本次未能复核的问题") :]
    assert "张集镇旧问题。（未复核，最近确认于2012年11月20日）" in apart
    assert said.count("张集镇旧问题。") == 1


def test_of_a_site_that_is_closed_tonight_nothing_is_repeated(tmp_path: Path) -> None:
    address = "http://www.example.test/zhangji/"
    closed = finding(
        12, "zhangji", "unreachable_site", "张集镇网站无法打开。", "Closed.", address=address
    )
    before = replace(STALE, last_confirmed=date(2012, 11, 20), address=address)
    elsewhere = replace(before, id=13, unit="xueji", sentence_zh="薛集镇旧问题。")
    said = text(material(tmp_path, inspection((closed, before, elsewhere))))
    assert "张集镇网站无法打开" in said and "通知公告" not in said and "薛集镇旧问题" in said
    assert "因网站本次无法打开，此前在这些网站发现的1项不再重复列出。" in said


def test_what_was_withdrawn_since_is_left_out_and_counted(tmp_path: Path) -> None:
    told = material(tmp_path)
    said = text(told.without({STALE.id}))
    assert "通知公告" not in said and "其后撤回1项，已予删除" in said
    assert [problem.id for problem in told.without({STALE.id}).taken_back] == [STALE.id]
    assert "现有问题5项（其中严重0项）" in said


def test_what_is_held_to_be_secret_is_counted_and_not_set_out(tmp_path: Path) -> None:
    [secret, *_] = FINDINGS
    before = gather(inspection(), config(tmp_path), DAY)
    on_its_night = gather(inspection(), config(tmp_path), DAY, secret={secret.id})
    for material in (on_its_night, before.with_secrecy({secret.id})):
        assert material.under_secrecy == (secret.id,)
        assert len(material.problems) == len(before.problems) - 1
        said = text(material)
        assert "另有1项经认定涉密" in said and secret.sentence_zh not in said
    assert "涉密" not in text(before)


def test_holidays_and_moved_weekends_count_and_a_year_without_notice_says_so() -> None:
    known = WorkCalendar()
    assert workdays_after(date(2012, 9, 28), 2, known) == date(2012, 10, 8), (
        "Saturday the 29th was worked, then a week off"
    )
    assert workdays_after(date(2026, 2, 13), 1, known) == date(2026, 2, 14), (
        "a Saturday worked for the Spring Festival"
    )
    assert "放假通知" not in how_counted(date(2026, 1, 1), date(2026, 12, 31), known).zh
    assert "2027" in how_counted(date(2026, 12, 20), date(2027, 1, 5), known).zh
    written = WorkCalendar(
        (WorkYear(year=2027, off=[date(2027, 1, 1)], worked=[date(2027, 1, 3)]),)
    )
    assert workdays_after(date(2026, 12, 31), 1, written) == date(2027, 1, 3), (
        "the office's own word goes first"
    )
    assert "2027" not in how_counted(date(2026, 12, 20), date(2027, 1, 5), written).zh


@pytest.mark.parametrize("word", ["伪造", "造假", "严重违", "恶劣", "敷衍"])
def test_no_motive_and_no_adjective(tmp_path: Path, word: str) -> None:
    assert word not in text(material(tmp_path))


def test_english_has_the_same_five_parts(tmp_path: Path) -> None:
    circular = write_circular(material(tmp_path, language="en"))
    parts = [paragraph.text for paragraph in circular.paragraphs if paragraph.level is Level.PART]
    assert [part[:2] for part in parts] == ["1.", "2.", "3.", "4.", "5."]
    assert "8 units: 6 wholly judged, 2 partly" in text(material(tmp_path, language="en"))


def test_material_survives_being_written_down(tmp_path: Path) -> None:
    told = material(tmp_path)
    assert Material.model_validate_json(told.model_dump_json()) == told


def test_a_platform_that_is_down_is_one_incident_whoever_lives_there(tmp_path: Path) -> None:
    seen = inspection()
    down = replace(
        unknown("unreachable_site", Why.SHARED_PLATFORM_DOWN), details={"platform": "192.0.2.7"}
    )
    also = replace(
        unknown("missing_site", Why.SHARED_PLATFORM_DOWN), details={"platform": "192.0.2.7"}
    )
    units = tuple(replace(unit, verdicts=(down, also)) for unit in seen.units)
    told = material(tmp_path, replace(seen, units=units, findings=()))
    assert {platform: len(labels) for platform, labels in told.incidents.items()} == {
        "192.0.2.7": 8
    }
    said = text(told)
    assert said.count("平台故障一起") == 1
    assert "地址192.0.2.7上的网站整体无法访问，涉及8个单位：" in said


def test_a_remark_is_told_after_all_warnings_and_praise_stands_beside_it(tmp_path: Path) -> None:
    night, said = inspection(), "财政局“机构职能”页面未注明日期。"
    duties = Verdict(
        "stale_channel", "channel:x", Answer.NOT_APPLICABLE, remark=True, sentence_zh=said
    )
    units = tuple(
        replace(unit, verdicts=(duties, *unit.verdicts)) if unit.unit == "caizheng" else unit
        for unit in night.units
    )
    before, seen = material(tmp_path), material(tmp_path, replace(night, units=units))
    assert [one.sentence_zh for one in seen.warnings] == [
        *(one.sentence_zh for one in before.warnings),
        said,
    ]
    assert seen.examples == before.examples and not any(one.is_unbound for one in seen.warnings)


def test_who_has_units_below_it_answers_for_their_problems_in_a_line(tmp_path: Path) -> None:
    setup = config(tmp_path)
    above = {"zhangji": "caizheng", "caizheng": "gongan"}
    units = tuple(unit.model_copy(update={"parent": above.get(unit.id)}) for unit in setup.units)
    for language, says in (
        ("zh", "{unit}下属1个单位有问题{n}项（张集镇），由{unit}一并督促整改。"),
        ("en", "{unit}: 1 units below it have {n} problems (张集镇), which it is to see repaired"),
    ):
        told = gather(inspection(), replace(config(tmp_path, language=language), units=units), DAY)
        n = sum(problem.unit == "zhangji" for problem in told.problems)
        said = [each.text for each in write_circular(told).paragraphs]
        for unit in ("财政局", "公安局"):
            assert any(line.startswith(says.format(unit=unit, n=n)) for line in said), said
    assert "下属" not in text(material(tmp_path))


def test_it_opens_by_whose_decision_and_by_which_documents_and_says_what_was_not_checked(
    tmp_path: Path,
) -> None:
    setup = config(tmp_path)
    asked = ReportSettings(mandate="全市政务公开领导小组的工作部署")
    setup = replace(setup, office=setup.office.model_copy(update={"report": asked}))
    seen = inspection()
    cited = tuple(
        replace(
            unit,
            verdicts=tuple(
                replace(v, clause="local2012.own_site") if v.answer is Answer.CLEAR else v
                for v in unit.verdicts
            ),
        )
        for unit in seen.units
    )
    opening = write_circular(gather(replace(seen, units=cited), setup, DAY)).paragraphs
    assert opening[0].text.startswith("根据全市政务公开领导小组的工作部署，老河口市")
    assert "按照《关于进一步深化政务公开工作的实施方案》（政办发〔2012〕4号）、" in opening[0].text
    assert "》（治理办发〔2012〕4号）的要求，对列入检查名录的" in opening[0].text
    assert opening[1].text == "所依据文件的条文尚未与原文核对，正式印发前须核对。"


def test_places_that_differ_in_kind_stand_under_heads_of_their_own_counted_apart(
    tmp_path: Path,
) -> None:
    kinds = ("portal_channel", "no_own_site", "never_opened", "portal_channel")
    found = tuple(replace(f, kind=kind) for f, kind in zip(NO_SITE, kinds, strict=True))
    said = text(material(tmp_path, inspection((*found, INSIDE))))
    assert "1.未开通独立网站或子网站，仅在门户网站设有栏目（2个单位、2项）。公安局、人防办" in said
    assert "经核实没有独立网站或子网站（1个单位、1项）。国土局" in said
    assert "登记的网址打不开（1个单位、1项）。环保局" in said
    assert "网址在内部网络，公众无法查看（1个单位、1项）。检察院" in said


def test_the_gravest_fault_stands_first_and_heads_state_no_motive_unless_the_office_asks(
    tmp_path: Path,
) -> None:
    grave = replace(STALE, id=21, rule="empty_channel", kind="", sentence_zh="张集镇栏目空白。")
    ordinary = tuple(
        replace(STALE, id=n, unit="xueji", subject=f"c:{n}", severity="problem") for n in (22, 23)
    )
    told = material(tmp_path, inspection((*ordinary, grave)))
    said = text(told)
    assert said.index("张集镇栏目空白。") < said.index("栏目未更新（1个单位、2项）")
    assert "（一）公开意识方面" in said and "主动自觉的少" not in said
    of_2012 = text(told.model_copy(update={"heads": "2012"}))
    assert "（一）在公开的意识上，被动应付的多，主动自觉的少" in of_2012
    assert "（五）公开资料方面" in of_2012, "no fact carries its head of 2012"


def test_what_is_past_its_day_is_told_apart_in_the_demands(tmp_path: Path) -> None:
    late = replace(NO_SITE[0], due=date(2012, 11, 1))
    told = material(tmp_path, inspection((late, *NO_SITE[1:])))
    assert "已逾整改期限的1项（附件1中注明“已逾期”）" in text(told)
    [row] = [row for row in write_circular(told).annexes[0].rows if row[0] == str(late.id)]
    assert row[3] == "2012年11月1日（已逾期）"
    all_late = tuple(replace(f, due=date(2012, 11, 1)) for f in NO_SITE)
    assert "所列4项问题均已逾整改期限" in text(material(tmp_path, inspection(all_late)))


def test_a_rule_without_a_question_to_anybody_is_named_as_such(tmp_path: Path) -> None:
    seen = inspection()
    none = Verdict("hijacked_site", "site:main", Answer.NOT_APPLICABLE)
    units = tuple(replace(unit, verdicts=(*unit.verdicts, none)) for unit in seen.units)
    said = text(material(tmp_path, replace(seen, units=units)))
    assert "本通报不作判断：网站是否被篡改。" in said
    assert "结果：篡改一项在检查之日没有适用的依据" in said


def test_several_units_of_one_number_are_each_said_to_have_it(tmp_path: Path) -> None:
    seen = inspection(())
    words = Words("{unit}近30天{each}发布信息{n}条", "x")
    units = tuple(
        replace(
            unit,
            verdicts=(
                Verdict(
                    "stale_channel",
                    "unit",
                    Answer.CLEAR,
                    good=Praise(words.filled(unit=unit.unit_name, n="{n}", each="{each}"), 6),
                ),
            ),
        )
        if unit.unit in ("caizheng", "xueji")
        else unit
        for unit in seen.units
    )
    said = text(material(tmp_path, replace(seen, units=units)))
    assert "薛集镇、财政局近30天各发布信息6条" in said


def test_nothing_is_late_of_which_nobody_was_told(tmp_path: Path) -> None:
    late = tuple(replace(f, due=date(2012, 11, 1)) for f in NO_SITE)
    setup, seen = config(tmp_path), inspection(late)
    reached = gather(seen, setup, DAY, told={f.id for f in late})
    nobody = gather(seen, setup, DAY, told=())
    assert "其中4项已逾整改期限" in text(reached)
    assert "已逾" not in text(nobody) and "逾期原因" not in text(nobody)
    assert (reached.overdue, nobody.overdue) == (4, 0)


def test_examples_that_are_named_below_too_are_told_beside_the_praise(tmp_path: Path) -> None:
    assert "另有问题，见第二部分" not in text(material(tmp_path))
    named = finding(9, "caizheng", "vague_expense", "财政局支出笼统。", "x")
    said = text(material(tmp_path, inspection((*FINDINGS, named))))
    assert "上列单位中，财政局另有问题，见第二部分。" in said


def test_limits_of_our_own_are_told_to_be_no_law(tmp_path: Path) -> None:
    assert "有检查采用的默认标准，并非法规、文件规定" in text(material(tmp_path))
    by_law = replace(STALE, threshold_mark="law")
    assert "默认标准" not in text(material(tmp_path, inspection((*NO_SITE, by_law, INSIDE))))


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ("乙局近30天发布信息9条（不含指南）", "例如：甲局近30天发布信息10条；乙局近30天发布信息9条（均不含指南）。"),
        ("乙局近30天发布信息9条", "例如：甲局近30天发布信息10条（不含指南）；乙局近30天发布信息9条。"),
    ],
)  # fmt: skip
def test_the_bracket_with_which_all_examples_end_is_said_once(others: str, said: str) -> None:
    first = "甲局近30天发布信息10条（不含指南）"
    named = [
        Example(
            unit=label, label=label, rule="stale_channel", theme=1, words_zh=words, words_en=words
        )
        for label, words in (("甲局", first), ("乙局", others))
    ]
    assert examples_of(named, Spoken(WORDS, "zh")) == said

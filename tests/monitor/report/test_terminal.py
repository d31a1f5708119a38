"""What stands on the screen: judged n of N first, and four kinds of cell that never look alike."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

from rich.console import Console

from monitor.judging.inspection import Inspection
from monitor.judging.verdict import Answer, Verdict
from monitor.report.terminal import print_inspection
from monitor.report.write import paths_of
from tests.monitor.report.sample import DAY, STALE, UNITS, config, inspection


def screen(folder: Path, seen: Inspection, language: str = "zh") -> list[str]:
    stream = io.StringIO()
    setup = config(folder, language=language)
    print_inspection(
        Console(file=stream, width=200),
        seen,
        setup,
        paths_of(setup.data, DAY),
        setup.data / "ledger.db",
    )
    return stream.getvalue().splitlines()


def row(lines: list[str], unit: str) -> list[str]:
    line = next(line for line in lines if unit in line and "│" in line)
    return [cell.strip() for cell in line.strip("│").split("│")]


def test_the_first_line_is_judged_n_of_n(tmp_path: Path) -> None:
    assert (
        screen(tmp_path, inspection())[0]
        == "老河口市政务公开网上检查（2012-11-23）：8个单位：6个全部判断，2个部分判断（2项未能判断）"
    )
    assert (
        "8 units: 6 wholly judged, 2 partly (2 matters could not be judged)"
        in screen(tmp_path, inspection(), "en")[0]
    )


def test_in_order_unknown_not_applicable_and_not_looked_at_never_look_alike(tmp_path: Path) -> None:
    seen = inspection()
    guest = replace(
        seen.units[6],
        verdicts=(
            *seen.units[6].verdicts,
            Verdict("one_sided_disclosure", "unit", Answer.NOT_APPLICABLE),
        ),
    )
    seen = replace(
        seen, units=tuple(guest if unit.unit == guest.unit else unit for unit in seen.units)
    )
    lines = screen(tmp_path, seen)
    assert row(lines, "薛集镇") == ["薛集镇", "△", "·", "✓", "-", "-"], "it is warned in the first"
    assert row(lines, "财政局") == ["财政局", "✓", "-", "✓", "?", "-"]
    assert row(lines, "人防办") == ["人防办", "?", "-", "无可用网站", "-", "-"]
    assert row(lines, "张集镇")[1] == "栏目未更新!"
    assert any("因文件无法读取：财政局" in line for line in lines)


def test_a_night_that_saw_nothing_does_not_say_that_all_is_well(tmp_path: Path) -> None:
    seen = inspection(())
    lines = screen(
        tmp_path, replace(seen, units=tuple(replace(unit, verdicts=()) for unit in seen.units))
    )
    assert "8个单位：0个全部判断，8个未判断" in lines[0]
    assert all(set(row(lines, unit.name)[1:]) == {"-"} for unit in UNITS)
    assert not any("均已作出判断" in line for line in lines)


def test_the_paths_of_circular_and_ledger_end_it(tmp_path: Path) -> None:
    lines = screen(tmp_path, inspection())
    assert any(line.endswith("circular.docx") for line in lines) and any(
        line.endswith("problems.xlsx") for line in lines
    )
    assert lines[-1].endswith("ledger.db")


def test_a_name_that_looks_like_markup_is_printed_as_it_is(tmp_path: Path) -> None:
    seen = inspection()
    setup = config(
        tmp_path, units=(UNITS[0].model_copy(update={"name": "[red]财政局"}), *UNITS[1:])
    )
    stream = io.StringIO()
    print_inspection(Console(file=stream, width=200), seen, setup)
    assert "[red]财政局" in stream.getvalue()


def test_what_was_not_looked_at_again_gets_no_mark_of_order(tmp_path: Path) -> None:
    in_order = row(screen(tmp_path, inspection(())), "薛集镇")
    assert "✓" in in_order
    before = replace(STALE, unit="xueji", last_confirmed=date(2012, 11, 20))
    lines = screen(tmp_path, inspection((before,)))
    cells = row(lines, "薛集镇")
    assert [cell for cell, was in zip(cells, in_order, strict=True) if cell != was] == ["?"]
    assert any("此前发现的另有1项未复核" in line for line in lines)

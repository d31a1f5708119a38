"""What is read from a good folder: kindnesses to people's editors, overrides, warnings, ten
thousand units.
"""

import os
import time
from datetime import date
from pathlib import Path

import pytest

from config.folder import load, office_files
from config.rulebook_files import shipped_rulebook
from config.toml_lines import line_of
from config.warnings import left_behind, open_to_others, warnings_of
from tests.config.folders import OFFICE, SECOND, UNIT, write_folder


def test_a_good_folder_is_read(tmp_path: Path) -> None:
    config = load(write_folder(tmp_path, {"units/shuiwu.toml": SECOND}))
    assert [unit.id for unit in config.units] == ["caizheng", "shuiwu"]
    assert config.office.name == "某市政务公开办"
    assert config.data == tmp_path.resolve() / "data" and config.data.is_absolute()
    assert config.rulebook == shipped_rulebook()


def test_what_editors_do_to_a_file_is_forgiven(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "office.toml": b"\xef\xbb\xbf"
        + OFFICE.replace("\n", "\r\n").encode(),  # Notepad's mark and line ends
        "units/caizheng.toml": UNIT.replace("\nkind", "\n\tkind\t").replace(
            " = ", "\t=\t"
        ),  # tabs for layout
        "units/shuiwu.toml": SECOND + 'retired = "2026-01-31"  # a day in quotes is that day\n',
        "units/README.md": "not read",
    }
    config = load(write_folder(tmp_path, files))
    assert config.units[1].retired == date(2026, 1, 31)


def test_a_class_keeps_its_mark_where_the_office_repeats_the_number_or_names_the_mark(
    tmp_path: Path,
) -> None:
    classes = (
        '[[channel_classes]]\nid = "notice"\nlimit_months = 6\ncounty_limit_days = 170\n'
        '[[channel_classes]]\nid = "policy"\nlimit_days = 200\nlimit_mark = "county"\n'
    )
    rulebook = load(write_folder(tmp_path, {"channel_classes.toml": classes})).rulebook
    notice, policy = rulebook.channel_class("notice"), rulebook.channel_class("policy")
    assert (notice.limit_mark, notice.county_limit_mark) == ("law", "local")
    assert (policy.limit_mark, policy.county_limit_mark) == ("county", "county")


def test_a_number_that_no_rule_reads_any_more_is_still_read(tmp_path: Path) -> None:
    limits = "[missing_site]\nwarn_nights = 3\nwatch_days = 20\n"
    rulebook = load(write_folder(tmp_path, {"limits.toml": limits})).rulebook
    assert rulebook.limits.missing_site.watch_days == 20


def test_an_office_overrides_key_by_key(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "limits.toml": "[stale_homepage]\nlimit_days = 21\n",
        "channel_classes.toml": '[[channel_classes]]\nid = "policy"\nlimit_days = 200\n[[channel_classes]]\nid = "fishery"\nname = "渔业"\npatterns = ["渔业"]\nlimit_days = 90\n',
        "clauses.toml": '[[clauses]]\nid = "local2026.x"\ndocument = "本市办法"\narticle = "三"\nsays = "须按月更新"\nvalid_from = 2026-01-01\nmark = "local"\n',
        "lexicon.toml": 'rights = ["行政调解"]\n[remove]\nduties = ["廉洁"]\n',
    }
    rulebook = load(write_folder(tmp_path, files)).rulebook
    shipped = shipped_rulebook()
    assert rulebook.limits.stale_homepage.limit_days == 21
    assert rulebook.limits.stale_homepage.warn_days == shipped.limits.stale_homepage.warn_days
    policy = rulebook.channel_class("policy")
    assert (policy.limit_days, policy.limit_months, policy.limit_mark) == (200, None, "local")
    assert rulebook.channel_classes[0].limit_mark == "local", "its own class, its own number"
    assert policy.patterns == shipped.channel_class("policy").patterns
    assert rulebook.channel_classes[0].id == "fishery", "an office's own class is looked at first"
    assert [c.id for c in rulebook.channel_classes[1:]] == [c.id for c in shipped.channel_classes]
    assert rulebook.clause("local2026.x").says == "须按月更新"
    assert "行政调解" in rulebook.lexicon.rights and "行政复议" in rulebook.lexicon.rights
    assert "廉洁" not in rulebook.lexicon.duties


def test_two_units_may_have_shared_one_site_one_after_the_other(tmp_path: Path) -> None:
    former = '[[sites]]\nkind = "own"\nurl = "http://czj.example.gov.cn/"\nuntil = 2018-06-30\n'
    now = UNIT + "since = 2018-07-01\n"
    assert (
        len(
            load(
                write_folder(
                    tmp_path, {"units/shuiwu.toml": SECOND + former, "units/caizheng.toml": now}
                )
            ).units
        )
        == 2
    )


def test_an_exemption_that_ended_warns_and_does_not_refuse(tmp_path: Path) -> None:
    exemption = (
        '[[exemptions]]\nrule = "stale_channel"\nreason = "改版"\nby = "主任"\nuntil = 2026-06-30\n'
    )
    config = load(write_folder(tmp_path, {"units/caizheng.toml": UNIT + exemption}))
    before, after = (warnings_of(config, date(2026, 6, 30)), warnings_of(config, date(2026, 7, 1)))
    (told,) = set(after) - set(before)
    assert (
        "units/caizheng.toml" in told.zh and "2026-06-30" in told.zh and "stale_channel" in told.en
    )


def test_an_empty_cell_is_not_a_blank(tmp_path: Path) -> None:
    config = load(write_folder(tmp_path, {"units/shuiwu.toml": SECOND}))
    assert any(
        "units/shuiwu.toml" in warning.zh for warning in warnings_of(config, date(2026, 1, 1))
    )
    assert not any(
        "units/caizheng.toml" in warning.zh for warning in warnings_of(config, date(2026, 1, 1))
    )


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_file_that_anybody_may_rewrite_is_told(tmp_path: Path) -> None:
    write_folder(tmp_path, {})
    (tmp_path / "office.toml").chmod(0o666)
    (told,) = open_to_others(tmp_path)
    assert "office.toml" in told.zh


def test_ten_thousand_units_are_read_in_seconds(tmp_path: Path) -> None:
    write_folder(tmp_path, {})
    for number in range(10_000):
        text = (
            UNIT.replace("caizheng", f"u{number}")
            .replace("财政局", f"财政局{number}")
            .replace("czj.", f"u{number}.")
        )
        (tmp_path / f"units/u{number}.toml").write_text(text)
    started = time.process_time()
    assert len(load(tmp_path).units) == 10_001
    assert time.process_time() - started < 15, (
        "2.5 s on a quiet machine; processor time, so that neighbours do not count"
    )


def test_lines_are_found_for_every_way_of_writing_a_key() -> None:
    text = '# top\na = 1\n"quoted" = 2\nlong = """\nb = 3\n"""\n[t]\nx.y = 4\n[[l]]\nk = 5\n[[l]]\n[l.inner]\nk = 6\n[[l.deep]]\nz = 7\n'
    places = {
        ("a",): 2,
        ("quoted",): 3,
        ("long",): 4,
        ("t", "x", "y"): 8,
        ("l", 0, "k"): 10,
        ("l", 1): 11,
        ("l", 1, "inner", "k"): 13,
    }
    assert {path: line_of(text, path) for path in places} == places
    assert line_of(text, ("l", 1, "deep", 0, "z")) == 15
    assert line_of(text, ("l", 1, "deep", 0, "absent")) == 14, "the nearest that is written"
    assert line_of(text, ("b",)) is None, "inside a text"


STRAY = (
    "office.toml.bak", "office.toml~", "office.toml.20261123", "office.toml.1", "limits.toml.orig",
    ".office.toml.swp", "#office.toml#", "._office.toml", "office - 副本.toml", "office (1).toml",
    "office.toml.dpkg-old", "office.toml.rpmnew",
    "units/u001.toml.bak", "units/caizheng.toml~", "units/.caizheng.toml.swp", "units/._caizheng.toml",
    "units/caizheng - 副本.toml", "units/caizheng - 副本 (2).toml", "units/caizheng - Copy.toml",
    "units/caizheng copy.toml", "units/caizheng的副本.toml", "units/caizheng (1).toml",
)  # fmt: skip


@pytest.mark.parametrize("name", STRAY)
def test_what_editors_and_copies_leave_behind_is_warned_of_and_stops_nothing(
    tmp_path: Path, name: str
) -> None:
    config = load(write_folder(tmp_path, {name: "not [ TOML"}))
    assert [unit.id for unit in config.units] == ["caizheng"]
    assert name not in dict(office_files(tmp_path))
    (told,) = left_behind(tmp_path)
    assert name in told.zh and name in told.en


def test_the_lock_of_an_editor_that_leads_nowhere_stops_nothing(tmp_path: Path) -> None:
    write_folder(tmp_path, {})
    (tmp_path / "units" / ".#caizheng.toml").symlink_to("li@machine.4711:1234")
    assert len(load(tmp_path).units) == 1 and len(left_behind(tmp_path)) == 1
    assert open_to_others(tmp_path) == ()

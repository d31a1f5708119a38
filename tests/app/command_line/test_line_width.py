"""Lines in a terminal."""

import pytest

from app.command_line.line_width import columns, fitted

SENTENCE = "office.toml：没有设置对照网页 [[canaries]]，本机断网时无法与对方网站打不开相区别。"


@pytest.mark.parametrize("before", ["", "  ", "　　", "    → ", "  12. ", "\x1b[33m! \x1b[0m"])
@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_line_is_wider_and_what_goes_on_stands_under_its_beginning(
    before: str, width: int
) -> None:
    first, *rest = fitted(before + SENTENCE * 3, width).split("\n")
    assert first.startswith(before) and rest
    assert all(columns(line) <= width for line in (first, *rest))
    assert all(columns(line) - columns(line.lstrip()) == columns(before) for line in rest)
    said = "".join([first[len(before) :], *rest])
    assert "".join(said.split()) == "".join((SENTENCE * 3).split())


@pytest.mark.parametrize(
    "line",
    [
        "{" + '"words": "many words that would be broken", ' * 4 + "}",
        ".venv/bin/gongkai report --config /srv/gongkai/office --quarter 2026Q3 --json" * 2,
        "│ a table │ that is laid out already │" * 4,
        "\r\x1b[2K" + "a bar of progress " * 9,
        "",
    ],
)
def test_what_is_laid_out_or_to_be_copied_is_left_whole(line: str) -> None:
    assert fitted(line, 60) == line


@pytest.mark.parametrize(
    "line",
    [
        "编号（gongkai explain 编号 查看依据）：洪山嘴镇 6 3 4 5 7 2；水利局 10；应急局 11",
        "✓ 已判断，未发现问题　△ 有提醒　? 未能判断　· 不适用　- 未检查　! 严重　×n 同类",
    ],
)
def test_a_sentence_that_names_a_command_and_full_width_blanks_are_fitted(line: str) -> None:
    assert all(columns(one) <= 40 for one in fitted(line, 40).split("\n"))


def test_a_word_is_never_broken() -> None:
    address = "http://www.example.gov.cn/" + "a" * 60
    assert address in fitted(f"see {address} and what is behind it", 40).split("\n")

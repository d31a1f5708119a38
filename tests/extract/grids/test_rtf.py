"""RTF: its tables' rows and its words."""

from crawler.extract.grids.rtf import read_rtf

ROWS = (("科目", "金额"), ("办公费", "60"), ("其他支出", "40"))


def rtf(text: str) -> bytes:
    escaped = "".join(letter if ord(letter) < 128 else f"\\u{ord(letter)}?" for letter in text)
    return b"{\\rtf1\\ansi\\ansicpg936 " + escaped.encode() + b"}"


def table() -> str:
    return "".join(
        "\\trowd " + "".join(f"\\intbl {cell}\\cell " for cell in row) + "\\row " for row in ROWS
    )


def test_a_table_and_the_words_around_it() -> None:
    reading = read_rtf(rtf(f"2025年支出预算表\\par 单位：万元\\par {table()}\\pard 注：无。\\par "))
    [grid] = reading.grids
    assert grid.rows == ROWS
    assert grid.before == "2025年支出预算表\n单位：万元"
    assert reading.prose.endswith("注：无。")
    assert "其他支出\t40" in reading.text


def test_words_alone_are_no_table() -> None:
    assert read_rtf(rtf("说明\\par 无表\\par ")).grids == ()

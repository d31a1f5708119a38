"""What a title promises, and what stands where nothing was read."""

import pytest

from crawler.extract.money.promised import (
    NO_TABLE,
    PICTURE,
    SCRIPT,
    promises_spending,
    why_no_table,
    why_page_has_no_table,
)
from crawler.extract.safe_parse import tree_of

PROMISES = """某局2025年部门预算
某区2024年财政收支情况
2025年部门预算.pdf
某村2025年一季度村级财务收支公开表
2024年度部门决算公开
某局2025年“三公”经费支出预算表
二〇二四年度部门决算
附件2025年部门预算公开表（附件1）.docx"""
NONE = """市财政局召开2025年预算工作会议
关于编制2025年部门预算的通知
某局2025年收入预算表
2023年度部门整体支出绩效自评报告
部门预算
P020250211.xls"""


@pytest.mark.parametrize("title", PROMISES.splitlines())
def test_a_paper_of_a_year_promises_a_table(title: str) -> None:
    assert promises_spending(title)


@pytest.mark.parametrize("title", NONE.splitlines())
def test_news_notices_and_other_papers_do_not(title: str) -> None:
    assert not promises_spending(title)


def test_a_document_says_what_stands_in_its_place() -> None:
    assert why_no_table("某局2025年部门预算", (), has_pictures=True) == PICTURE
    assert why_no_table("某局2025年部门预算", (), has_pictures=False) == NO_TABLE
    assert why_no_table("某局2025年部门预算说明", (), has_pictures=False) == ""
    assert why_no_table("某局工作总结", (), has_pictures=True) == ""


ROWS = "var d=[" + ",".join(f"['其他支出{n}',{n}0.00]" for n in range(1, 9)) + "]"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('<img src="W020250220.jpg" width=900>', PICTURE),
        ('<img src="/images/logo.png"><img src="a.png" width="20">', NO_TABLE),
        (f"<script>{ROWS}</script>", SCRIPT),
        ("<p>按规定公开。</p>", NO_TABLE),
    ],
)
def test_a_page_says_what_stands_in_its_place(content: str, why: str) -> None:
    tree, _ = tree_of(f"<html><body>{content}</body></html>")
    title = "某局2025年部门预算"
    assert why_page_has_no_table(title, (), tree, has_attachments=False) == why
    assert why_page_has_no_table(title, (), tree, has_attachments=True) == ""

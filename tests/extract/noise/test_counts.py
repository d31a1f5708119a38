"""Counts are told by their form, and beside a text whatever they are called."""

import pytest

from crawler.extract.noise.counts import (
    acted_on,
    figures_acted_on,
    is_count,
    is_of_a_box,
    without_counts,
)


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("来源：县政府办 浏览次数：131", "来源：县政府办"),
        ("来源：县政府办浏览次数：131", "来源：县政府办"),
        ("328人已阅", ""),
        ("Views: 1.2K", ""),
        ("曝光 6396", "曝光 6396"),
        ("每人每月阅读2本书", "每人每月阅读2本书"),
    ],
)
def test_a_count_with_a_known_label_is_cut_out(line: str, left: str) -> None:
    assert without_counts(line) == left


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("2025-04-10 采购科 曝光 6396", "2025-04-10 采购科"),
        ("已有三百三十八人次展读", ""),
        ("翻过 9.9万 拇指 1132", ""),
        ("Seen 4,120 times", "times"),
        ("Last updated on 9 March 2023", "Last updated on 9 March 2023"),
        ("发布日期：2022年4月26日", "发布日期：2022年4月26日"),
        ("招聘人数：3人", "招聘人数：3人"),
        ("文号 3", "文号 3"),
        ("参与企业 12家", "参与企业 12家"),
    ],
)
def test_beside_a_text_a_count_may_have_any_name(line: str, left: str) -> None:
    assert without_counts(line, of_any_name=True) == left


def test_a_sentence_has_no_counters() -> None:
    for line in ("网站总访问量 123456 次。", "In November, reads 3 of all. Then 4 more."):
        assert without_counts(line, of_any_name=True) == line


def test_figures_that_people_act_on() -> None:
    assert acted_on("24小时急诊电话 0779-2058120 紫外线 弱") == "电话 0779-2058120"
    assert not acted_on("本站上线第 2,314 日")
    assert figures_acted_on("云政办发〔2024〕17号") != figures_acted_on("云政办发〔2024〕19号")
    assert figures_acted_on("曝光 17") == figures_acted_on("曝光 19")


def test_boxes_and_bare_counts() -> None:
    assert is_of_a_box("您好，我是智能客服") and not is_of_a_box("经核查，已责令整改。")
    assert is_count("20 420") and not is_count("20 420 元")

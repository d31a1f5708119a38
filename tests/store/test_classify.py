"""What kind of channel a channel is, by the shipped classes."""

import tomllib
from importlib.resources import files

import pytest

from config.classify import classify
from config.rulebook import ChannelClass, Lexicon, Limits, Rulebook

SHIPPED = tomllib.loads(
    files("config").joinpath("defaults/channel_classes.toml").read_text(encoding="utf-8")
)
RULEBOOK = Rulebook(
    clauses=[],
    channel_classes=[ChannelClass(**one) for one in SHIPPED["channel_classes"]],
    limits=Limits(),
    lexicon=Lexicon(powers=[], fees=[], duties=[], rights=[]),
)
NAMES = ("老河口市水利局", "水利局", "老河口市")


@pytest.mark.parametrize(
    ("name", "path", "column_type", "expected"),
    [
        ("通知公告", "/a/", "", ("notice", "name")),
        ("通 知 公 告", "/a/", "", ("notice", "name")),
        ("老河口要闻", "/a/", "", ("news", "name")),
        ("老河口市政府文件", "/a/", "", ("policy", "name")),
        ("政策解读", "/a/", "", ("interpretation", "name")),
        ("财政预决算公开", "/tzgg/", "", ("budget", "name")),
        ("国务院要闻", "/xwzx/", "", ("upstream", "name")),
        ("机构职能", "/a/", "", ("static", "name")),
        ("水利局", "/a/", "", ("other", "none")),
        ("水利知识", "/a/", "", ("other", "none")),
        ("最新", "/tzgg/index.html", "", ("notice", "path")),
        ("最新", "/TZGG/", "", ("notice", "path")),
        ("工作动态", "/a/", "工作动态", ("news", "column_type")),
        ("水利动态", "/a/", "工作动态", ("news", "column_type")),
        ("通知公告", "/a/", "工作动态", ("notice", "name")),
        ("通知公告", "/a/", "首页", ("notice", "name")),
        ("最新", "/a/", "概况信息", ("other", "none")),
        ("", "/a/?x=/tzgg/", "", ("other", "none")),
    ],
)
def test_a_channel_is_classed(
    name: str, path: str, column_type: str, expected: tuple[str, str]
) -> None:
    assert classify(name, f"http://a.gov.cn{path}", column_type, RULEBOOK, NAMES) == expected

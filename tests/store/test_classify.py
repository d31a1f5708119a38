"""What kind of channel a channel is, by the shipped classes."""

import tomllib
from importlib.resources import files

import pytest

from config.classify import classify, names_a_place
from config.places import UnitPlace
from config.rulebook import ChannelClass, Lexicon, Limits, Rulebook
from config.unit import Unit, UnitKind

SHIPPED = tomllib.loads(
    files("config").joinpath("defaults/channel_classes.toml").read_text(encoding="utf-8")
)
RULEBOOK = Rulebook(
    clauses=[],
    channel_classes=[ChannelClass(**one) for one in SHIPPED["channel_classes"]],
    limits=Limits(),
    lexicon=Lexicon(powers=[], fees=[], duties=[], rights=[]),
)


def place_of(name: str, city: str, kind: UnitKind = "department") -> UnitPlace:
    return UnitPlace.of(Unit(id="u", name=name, kind=kind), city)


WATER = UnitPlace.of(
    Unit(id="u", name="老河口市水利局", short="水利局", kind="department"), "老河口市"
)


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
        ("水利局", "/a/", "", ("other", "unit")),
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
    assert classify(name, f"http://a.gov.cn{path}", column_type, RULEBOOK, WATER) == expected


@pytest.mark.parametrize(
    ("name", "unit", "city", "expected"),
    [
        ("山西要闻", "山西省人民政府", "山西省", "news"),
        ("山西要闻", "平遥县人民政府", "平遥县", "upstream"),
        ("晋中时政要闻", "平遥县人民政府", "平遥县", "upstream"),
        ("平遥要闻", "平遥县民政局", "平遥县", "news"),
        ("省府要闻", "山西省人民政府", "山西省", "news"),
        ("省府要闻", "平遥县人民政府", "平遥县", "upstream"),
        ("吉林要闻", "吉林市人民政府", "吉林市", "news"),
        ("吉林省要闻", "吉林市人民政府", "吉林市", "upstream"),
        ("河南要闻", "河南蒙古族自治县人民政府", "河南蒙古族自治县", "news"),
        ("宁夏要闻", "宁夏回族自治区人民政府", "宁夏回族自治区", "news"),
        ("自治区要闻", "宁夏回族自治区人民政府", "宁夏回族自治区", "news"),
        ("自治区要闻", "兴宁区人民政府", "兴宁区", "upstream"),
        ("区内要闻", "海淀区人民政府", "海淀区", "news"),
        ("区内要闻", "江孜县人民政府", "江孜县", "upstream"),
        ("市内要闻", "涿州市人民政府", "涿州市", "news"),
        ("市内要闻", "曲阳县人民政府", "曲阳县", "upstream"),
        ("市县动态", "曲阳县人民政府", "曲阳县", "other"),
        ("市场动态", "曲阳县人民政府", "曲阳县", "other"),
        ("朝阳要闻", "北京市朝阳区人民政府", "北京市朝阳区", "news"),
        ("北京要闻", "北京市朝阳区人民政府", "北京市朝阳区", "upstream"),
        ("浦东要闻", "上海市人民政府", "上海市", "news"),
        ("襄阳要闻", "襄阳市襄州区人民政府", "襄阳市", "upstream"),
        ("恩施州要闻", "恩施市人民政府", "恩施市", "upstream"),
        ("恩施要闻", "恩施市人民政府", "恩施市", "news"),
        ("老河口要闻", "张集镇人民政府", "老河口市", "upstream"),
        ("市政府要闻", "张集镇人民政府", "老河口市", "upstream"),
        ("张集镇要闻", "张集镇人民政府", "老河口市", "news"),
        ("朝阳街道通知公告", "老河口市人民政府", "老河口市", "notice"),
        ("省委省政府要闻", "老河口市人民政府", "老河口市", "upstream"),
        ("国务院政策文件库", "老河口市人民政府", "老河口市", "upstream"),
        ("省政府文件", "老河口市人民政府", "老河口市", "upstream"),
        ("市政府文件", "老河口市人民政府", "老河口市", "policy"),
        ("市政府文件", "曲阳县人民政府", "曲阳县", "upstream"),
        ("中央生态环保督察整改公示", "老河口市人民政府", "老河口市", "notice"),
        ("国内新闻", "老河口市人民政府", "老河口市", "upstream"),
        ("今日老河口", "老河口市人民政府", "老河口市", "news"),
        ("全市动态", "老河口市人民政府", "老河口市", "news"),
        ("水利新闻", "老河口市水利局", "老河口市", "news"),
        ("龙江要闻", "穆棱市人民政府", "穆棱市", "upstream"),
        ("龙江要闻", "龙江县人民政府", "龙江县", "news"),
        ("国省要闻", "灵石县人民政府", "灵石县", "upstream"),
        ("转发要闻", "灵石县人民政府", "灵石县", "upstream"),
        ("图木舒克要闻", "图木舒克市人民政府", "图木舒克市", "news"),
    ],
)
def test_a_superiors_feed_is_told_from_the_places_own(
    name: str, unit: str, city: str, expected: str
) -> None:
    kind: UnitKind = "township" if "镇" in unit else "government"
    place = place_of(unit, city, kind)
    assert classify(name, "http://a.gov.cn/a/", "", RULEBOOK, place)[0] == expected


@pytest.mark.parametrize(
    ("expected", "names"),
    [
        ("budget", "政府预算 预算决算 财政公开 预算公开 决算公开 预算·决算"),
        ("powers", "行政权力 收费项目 行政事业性收费 涉企收费清单 责任清单"),
        ("news", "新闻资讯 政务资讯 时政新闻 政务新闻 新闻中心"),
        ("other", "新闻发布会 今日天气 行业动态 中央精神"),
    ],
)
def test_words_of_real_channels_are_known(expected: str, names: str) -> None:
    for name in names.split():
        assert classify(name, "http://a.gov.cn/a/", "", RULEBOOK, WATER)[0] == expected, name


@pytest.mark.parametrize(
    "name",
    [
        "权力清单",
        "收费标准",
        "联系我们",
        "办事指南",
        "老河口市水利局机构职能",
        "医疗机构名录",
        "2026年通知公告",
    ],
)
def test_a_menus_word_for_a_place_of_disclosure_is_known(name: str) -> None:
    assert names_a_place(name, RULEBOOK, WATER)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "水利局",
        "网站首页",
        "更多>>",
        "水利知识",
        "关于调整供水时间的公告",
        "水利局召开防汛工作推进会",
    ],
)
def test_a_title_and_a_link_of_the_frame_are_no_place(name: str) -> None:
    assert not names_a_place(name, RULEBOOK, WATER)

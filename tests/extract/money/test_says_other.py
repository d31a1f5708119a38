"""其他 in all its disguises, and the words that only look like it."""

import pytest

from config.rulebook_files import shipped_rulebook
from crawler.extract.money.says_other import is_bare, says_as_little, says_other

DISGUISED = [
    "其他",
    "其它",
    "其 他",
    "其\u3000他",
    "其\u200b他支出",
    "其\u00a0它\u00a0费\u00a0用",
    "\u3000\u3000其他支出",
    "（三）其他",
    "(3)其它",
    "24、其他支出",
    "五、其 他",
    "⑴其他",
    "1.其他费用",
    "其他费用1",
    "其他（一）",
    "“其他”",
    "其他：",
    "其中：其他支出",
    "其他\ufeff开支",
    "杂费",
    "雜費",
    "杂项支出",
    "*其它费用",
    "其他各项支出",
    "村级其他支出",
    "支出其他",
]


@pytest.mark.parametrize("name", DISGUISED)
def test_a_disguised_other_is_found_and_bare(name: str) -> None:
    assert says_other(name)
    assert is_bare(name)


@pytest.mark.parametrize(
    "name",
    [
        "其他司法支出",
        "其他商品和服务支出",
        "其他城乡社区管理事务支出",
        "其他交通费用",
        "办公、印刷及其他费用",
        "维修（护）费等其他支出",
        "公用经费—其他",
        "日常公用经费其他",
        "水利其他支出",
    ],
)
def test_an_other_with_a_name_is_not_bare(name: str) -> None:
    assert says_other(name)
    assert not is_bare(name)


@pytest.mark.parametrize(
    "name",
    [
        "其中：基本支出",
        "其中",
        "其余",
        "其余支出",
        "其后年度",
        "其他收入",
        "其他应收款",
        "其他应付款",
        "其他资金",
        "其他来源",
        "其他货币资金",
        "其他行政权力",
        "其他有关资料",
        "其他需要说明的事项",
        "其他单位",
        "其他用车",
        "财政对其他社会保险基金的补助",
        "尤其他们",
        "复杂费用",
        "行政运行",
        "",
    ],
)
def test_what_only_looks_like_other_is_left_alone(name: str) -> None:
    assert not says_other(name)
    assert not is_bare(name)


@pytest.mark.parametrize(
    "name",
    [
        "Other",
        "OTHER COSTS",
        "Miscellaneous",
        "MISCELLANEOUS EXPENSES",
        "ABCD OTHER",
        "Other Fees",
        "Sundry items",
    ],
)
def test_english_that_says_nothing_more_is_bare(name: str) -> None:
    assert is_bare(name)


@pytest.mark.parametrize(
    "name",
    ["Other Equipment", "OTHER VEHICLE RUNNING COSTS", "Miscellaneous Transport Related Costs"],
)
def test_english_that_names_a_category_is_other_but_not_bare(name: str) -> None:
    assert says_other(name)
    assert not is_bare(name)


@pytest.mark.parametrize(
    "name",
    [
        "OTHER LOCAL AUTHORITIES",
        "Services Rendered By Other Organisations",
        "Other Income",
        "OTHER RENT INCOME",
        "STORES AND OTHER DEPOTS",
        "Mother and baby unit",
    ],
)
def test_english_bodies_and_income_are_left_alone(name: str) -> None:
    assert not says_other(name)


@pytest.mark.parametrize(
    "name", ["零星支出", "（三）零星开支", "不可预见费", "机动经费", "暂付款", "其余支出"]
)
def test_words_of_the_lexicon_say_as_little_as_other(name: str) -> None:
    assert says_as_little(name, shipped_rulebook().lexicon.vague)
    assert not says_other(name)


@pytest.mark.parametrize("name", ["预备费", "机动车保险费", "零星工程维修", "其中", "收入其他"])
def test_words_that_only_look_like_them_do_not(name: str) -> None:
    assert not says_as_little(name, shipped_rulebook().lexicon.vague)
    assert not says_other(name)

"""What is a person's number, what only looks like one, and what is left of it."""

from datetime import date

import pytest

from store.privacy.numbers import (
    _BETWEEN_ANY,
    NumberKind,
    _has_digits_in_a_row,
    find,
    is_credit_code,
    is_old_number,
    mask,
    mask_known,
    may_hold_one,
)

NUMBER = "11010519491231002X"  # GB 11643-1999, annex B


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"身份证号码{NUMBER}。", "身份证号码1101**********002X。"),
        (f"身份证{NUMBER.lower()}", "身份证1101**********002x"),
        ("110105 19491231 002X", "1101** ******** 002X"),
        ("11010519491231\n002X", "1101**********\n002X"),
        ("110105194 | 91231002X", "1101***** | *****002X"),
        ("110105\u200b19491231002X", "1101**\u200b********002X"),
        ("１１０１０５１９４９１２３１００２Ｘ", "１１０１**********００２Ｘ"),
        ("11010519491231002 ×", "1101**********002 ×"),
        (f"IMG{NUMBER}.jpg", "IMG1101**********002X.jpg"),
        (f"\\u4e8e{NUMBER}", "\\u4e8e1101**********002X"),
        (f"\\u4e00{NUMBER}\\n1", "\\u4e001101**********002X\\n1"),
        (f"f5e{NUMBER}b2", "f5e1101**********002Xb2"),
        (f"1{NUMBER}", "11101**********002X"),
        (f"{NUMBER}0", "1101**********002X0"),
        (f"{NUMBER}{NUMBER}", "1101**********002X1101**********002X"),
        (f"{NUMBER}13907991234", "1101**********002X13907991234"),
        ("110105（19491231）002X", "1101**（********）002X"),
        ("①①⓪①⓪⑤①⑨④⑨①②③①⓪⓪②X", "①①⓪①**********⓪⓪②X"),
        ("一一〇一〇五一九四九一二三一〇〇二X", "一一〇一**********〇〇二X"),
        ("①110105②19491231③0021", "①110105②19491231③0021"),
        ("1101**********002X", "1101**********002X"),
        ("110105194912310021", "110105194912310021"),
    ],
)
def test_the_middle_is_starred_and_nothing_else(text: str, masked: str) -> None:
    assert mask(text) == masked
    assert mask(masked) == masked


@pytest.mark.parametrize(
    ("text", "accuses"),
    [
        (f"{NUMBER}13907991234", True),
        (f"张三{NUMBER}20190301", True),
        (f"身份证号{NUMBER}6217003320012345678", True),
        (f"身份证号{NUMBER}B", True),
        (f"{NUMBER}6217003320012345678", False),
        (f"1{NUMBER}", False),
        (f"{NUMBER}B", False),
        ("身份证号：110105，19491231，002X", True),
        ("110105，19491231，002X", False),
        ("1日|2日|3日|4日|5日|6日|7日|8日\n" + "|".join(NUMBER), True),
        ("|".join(f"{day}日" for day in range(1, 19)) + "\n" + "|".join(NUMBER), False),
    ],
)
def test_a_part_of_something_longer_accuses_where_words_or_the_rest_explain_it(
    text: str, accuses: bool
) -> None:
    assert bool(find(text)) is accuses
    assert find(text, in_words=True), "masked all the same"


@pytest.mark.parametrize("sign", [*"~:、+•・＿－．～；=", "][", "”“"])
def test_any_sign_may_stand_between_its_groups(sign: str) -> None:
    cut = sign.join((NUMBER[:6], NUMBER[6:14], NUMBER[14:]))
    assert [one.value for one in find(f"身份证号：{cut}")] == [NUMBER]
    assert "19491231" not in mask(f"说明：{cut}"), "masked without its label too"


@pytest.mark.parametrize(
    "digits",
    ["⓪⓵⓶⓷⓸⓹⓺⓻⓼⓽", "🄋➀➁➂➃➄➅➆➇➈", "⁰¹²³⁴⁵⁶⁷⁸⁹", "○一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"],
)
def test_it_may_be_written_in_other_digits(digits: str) -> None:
    written = NUMBER.translate({ord("0") + at: sign for at, sign in enumerate(digits)})
    assert [one.value for one in find(f"身份证号：{written}")] == [NUMBER]


def test_what_is_known_is_masked_whatever_stands_between() -> None:
    split = "张三 | 1101051 | 94912 | 31002X，1101051949"
    assert mask_known(split, {NUMBER}) == "张三 | 1101*** | ***** | **002X，1101051949"


def test_nobody_is_born_tomorrow() -> None:
    number = "110105202611290011"
    digits = number[:17]
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = "10X98765432"[sum(int(a) * b for a, b in zip(digits, weights, strict=True)) % 11]
    assert find(digits + check, as_of=date(2026, 11, 29))
    assert not find(digits + check, as_of=date(2026, 11, 28))


def test_a_bodys_code_is_no_persons_where_both_might_be_right() -> None:
    code = next(
        f"{first}{check}"
        for first in (f"1111011900010{n:04d}" for n in range(10_000))
        for check in "0123456789"
        if find(first + check) and is_credit_code(first + check)
    )
    assert not find(f"统一社会信用代码：{code}")
    assert find(f"身份证号码：{code}")


def test_what_the_office_may_ask_for_besides() -> None:
    old, card = "110105491231002", "6222021234567890128"
    assert is_old_number(old)
    assert not find(f"身份证{old}")
    assert [n.kind for n in find(f"身份证{old}", kinds={NumberKind.OLD_ID_CARD})] == ["old_id_card"]
    assert not find(f"电话{old}", kinds={NumberKind.OLD_ID_CARD})
    assert not find(card)
    found = find("卡号4111111111111111", kinds={NumberKind.BANK_CARD})
    assert [n.masked for n in found] == ["4111********1111"]
    people = "张三 13800000001\n李四 13800000002\n王五 13800000003"
    assert len(find(people, kinds={NumberKind.MOBILE})) == 3
    assert not find("咨询电话 13800000001", kinds={NumberKind.MOBILE})
    assert mask(people, {NumberKind.MOBILE}).startswith("张三 138****0001\n")


@pytest.mark.parametrize("apart", [" ", "-", "，", "\u200b", "·", "\n", "｜", "—"])
@pytest.mark.parametrize("zero", "0０٠०𝟎")
def test_a_number_is_seen_whatever_its_digits_look_like(zero: str, apart: str) -> None:
    spelled = "".join(chr(ord(zero) + int(digit)) for digit in "110105194912310011")
    assert may_hold_one(f"编号{apart.join((spelled[:6], spelled[6:14], spelled[14:]))}号")


def test_nothing_that_may_stand_in_a_number_hides_it_from_the_quick_look() -> None:
    """Every character by itself: what is a digit, or may stand between two, parts no number."""
    for character in map(chr, (code for code in range(0x20000) if not 0xD800 <= code < 0xE000)):
        if character.isdecimal() or _BETWEEN_ANY.fullmatch(character):
            assert _has_digits_in_a_row(f"1234567{character}12345678"), hex(ord(character))

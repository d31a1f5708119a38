"""How well persons' numbers are told from other numbers: 10,000 texts with one, 10,000 without.

    python -m tests.evaluation.personal_numbers [SEED]

All are made here, with a seed, and belong to nobody. Half of those without hold other numbers of 15
to 20 places, as they stand on the pages of offices: credit codes, index numbers, accounts, runs of
telephones. Written before the reader, by the standards alone: GB 11643, GB 32100, ISO/IEC 7812.
"""

import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from store.privacy.numbers import find

TEXTS = 10_000
RECALL, FALSE_ALARMS = 0.995, 0.001
AS_OF = date(2026, 11, 28)

_REGIONS = [
    "110101",
    "110105",
    "120102",
    "130102",
    "140105",
    "150102",
    "210102",
    "220104",
    "230103",
    "310101",
    "310115",
    "320102",
    "320500",
    "330106",
    "340104",
    "350203",
    "360423",
    "360702",
    "370102",
    "371302",
    "410103",
    "411302",
    "420106",
    "420602",
    "420682",
    "430102",
    "433101",
    "440106",
    "441900",
    "442000",
    "450103",
    "460106",
    "460003",
    "469005",
    "500101",
    "500237",
    "510104",
    "513401",
    "520102",
    "522601",
    "530102",
    "532901",
    "540102",
    "610102",
    "620102",
    "620200",
    "630102",
    "632521",
    "640104",
    "650102",
    "654301",
    "659001",
    "710000",
    "810000",
    "820000",
    "830000",
]
_NAMES = [
    "张三",
    "李国强",
    "王芳",
    "欧阳建华",
    "陈静",
    "刘德胜",
    "买买提",
    "赵小兰",
    "孙志",
    "周玉梅",
]
_PLACES = ["赵家村", "城关镇", "张集镇", "河西街道", "李家沟村二组", "北大街12号"]
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CARDS = ["621700", "622848", "621226", "622202", "955880", "436742"]


@dataclass(frozen=True, slots=True)
class Score:
    with_one: int
    found: int
    without: int
    alarms: int
    missed: tuple[str, ...]
    false: tuple[str, ...]

    @property
    def recall(self) -> float:
        return self.found / self.with_one

    @property
    def alarm_rate(self) -> float:
        return self.alarms / self.without

    @property
    def is_good_enough(self) -> bool:
        return self.recall >= RECALL and self.alarm_rate <= FALSE_ALARMS


def score(seed: int, texts: int = TEXTS) -> Score:
    """Of as many texts of either kind. A text counts as found where its number was, whole."""
    rng = random.Random(seed)
    missed, false = [], []
    for _ in range(texts):
        number = id_number(rng)
        text = rng.choice(_SHAPES)(rng, number)
        if number not in {one.value for one in find(text, as_of=AS_OF)}:
            missed.append(text)
    for at in range(texts):
        text = rng.choice(_OTHER_NUMBERS if at % 2 else _ORDINARY)(rng)
        if find(text, as_of=AS_OF):
            false.append(text)
    return Score(texts, texts - len(missed), texts, len(false), tuple(missed), tuple(false))


def main(seed: int) -> None:
    result = score(seed)
    for name, shown in (("missed", result.missed), ("false alarm", result.false)):
        for text in shown[:20]:
            print(f"{name}: {text!r}")
    print(
        f"seed {seed}: recall {result.recall:.2%} of {result.with_one} (at least {RECALL:.1%}),"
        f" false alarms {result.alarm_rate:.2%} of {result.without} (at most {FALSE_ALARMS:.1%})"
    )
    sys.exit(not result.is_good_enough)


# --- numbers


def id_number(rng: random.Random) -> str:
    """A number as it could be: it belongs to nobody."""
    born = date(1930, 1, 1) + timedelta(days=rng.randrange(35_000))
    digits = f"{rng.choice(_REGIONS)}{born:%Y%m%d}{rng.randrange(1, 999):03d}"
    return digits + check_digit(digits)


def check_digit(digits: str) -> str:
    """ISO 7064 MOD 11-2, by its definition: the number is 1 modulo 11."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2 % 11
    rest = (12 - total) % 11
    return "X" if rest == 10 else str(rest)


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def _credit_code(rng: random.Random) -> str:
    kind, region = rng.choice(("11", "12", "13", "51", "91", "92", "93")), rng.choice(_REGIONS)
    organ = (
        _digits(rng, 8)
        if rng.random() < 0.5
        else f"MA{rng.choice('0123456789ABCDEF')}" + _digits(rng, 5)
    )
    code = kind + region + organ + rng.choice("0123456789X")
    total = sum(_SIGNS.index(sign) * pow(3, at, 31) for at, sign in enumerate(code))
    return code + _SIGNS[(31 - total % 31) % 31]


def _card(rng: random.Random) -> str:
    digits = rng.choice(_CARDS) + _digits(rng, 12)
    total = sum(
        sum(divmod(int(digit) * (2 - at % 2), 10)) for at, digit in enumerate(reversed(digits))
    )
    return digits + str(-total % 10)


def _mobile(rng: random.Random) -> str:
    return "1" + rng.choice("3589") + _digits(rng, 9)


def _day(rng: random.Random) -> str:
    return (date(2010, 1, 1) + timedelta(days=rng.randrange(6000))).isoformat()


# --- texts with one


def _in_groups(number: str, *widths: int, by: str = " ") -> str:
    parts, at = [], 0
    for width in widths:
        parts.append(number[at : at + width])
        at += width
    return by.join(parts)


def _sentence(rng: random.Random, number: str) -> str:
    name, place = rng.choice(_NAMES), rng.choice(_PLACES)
    return rng.choice(
        (
            f"当事人{name}，身份证号码{number}，住{place}。",
            f"{name}（公民身份号码：{number}）于{_day(rng)}向本机关提出申请",
            f"{name},男,{number},{place}",
            f"经查，{name}{number}违反了有关规定，罚款500元。",
            f"{number}",
            f"证件号:{number};联系电话:{_mobile(rng)}",
            f"3\t{name}\t{number}\t{_mobile(rng)}\t{rng.randrange(100, 900)}.00",
            f"{_mobile(rng)} {number}",
            f"序号 12 | {name} | {number} | {place} | 560",
            f"“{number}”号持证人{name}",
            f"身份证号{number}-{name}",
            f"({number})",
            f"法定代表人：{name}　{number}　统一社会信用代码：{_credit_code(rng)}",
            f"户主{name}{number}，开户行及账号：{_card(rng)}",
        )
    )


def _full_width(number: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in number)


def _invisible(rng: random.Random, number: str) -> str:
    sign = rng.choice("\u200b\u200c\u200d\ufeff\u2060\u00ad")
    at = rng.randrange(1, 17)
    return number[:at] + sign + number[at:]


def _broken(rng: random.Random, number: str) -> str:
    at = rng.randrange(3, 16)
    between = rng.choice(("\n", " | ", "\r\n", "|", "\n  ", "\t", "-\n"))
    return number[:at] + between + number[at:]


_SHAPES: tuple[Callable[[random.Random, str], str], ...] = (
    _sentence,
    _sentence,
    _sentence,
    lambda rng, number: _sentence(rng, number.lower()),
    lambda rng, number: _sentence(rng, _full_width(number)),
    lambda rng, number: _sentence(rng, _full_width(number.lower())),
    lambda rng, number: _sentence(rng, number[:17] + ("×" if number[17] == "X" else number[17])),
    lambda rng, number: f"身份证：{_in_groups(number, 6, 8, 4)}，{rng.choice(_PLACES)}",
    lambda rng, number: f"{rng.choice(_NAMES)} {_in_groups(number, 6, 8, 4, by='-')} 男",
    lambda rng, number: f"号码 {_in_groups(number, 6, 4, 4, 4)}。",
    lambda rng, number: f"号码：{_in_groups(number, 4, 4, 4, 4, 2)}。",
    lambda rng, number: f"号码：{_in_groups(number, 3, 3, 4, 2, 2, 4)}",
    lambda rng, number: f"号码：{_in_groups(number, *[1] * 18)}",
    lambda rng, number: f"号码：{_in_groups(number, *[1] * 18, by=' | ')} | 男",
    lambda rng, number: f"{_in_groups(number, 6, 8, 4, by=chr(160))}",
    lambda rng, number: f"{_in_groups(number, 6, 8, 4, by=chr(0x2013))}",
    lambda rng, number: f"{_in_groups(number, 6, 6, 6, by=chr(10))}",
    lambda rng, number: f"{rng.choice(_NAMES)} {number[:17]} {number[17]}",
    lambda rng, number: f"身份证号码：{_invisible(rng, number)}，{rng.choice(_NAMES)}",
    lambda rng, number: f"身份证号码{_broken(rng, number)}，{rng.choice(_NAMES)}",
    lambda rng, number: f"{rng.choice(_NAMES)} | {_broken(rng, number)} | {rng.choice(_PLACES)}",
    lambda rng, number: f"/upload/{rng.choice(_NAMES)}{number}.pdf",
    lambda rng, number: f"附件：{rng.choice(_NAMES)}_{number}_处罚决定书.doc",
    lambda rng, number: f"sfzh={number}&name=1",
    lambda rng, number: f"sfz{number}",
    lambda rng, number: f'{{"idCard":"{number}","xm":"{rng.choice(_NAMES)}"}}',
)


# --- texts without


def _masked(rng: random.Random) -> str:
    number = id_number(rng)
    return rng.choice(
        (
            f"身份证号码{number[:6]}********{number[14:]}",
            f"身份证号码{number[:4]}**********{number[14:]}",
            f"{number[:10]}XXXX{number[14:]}",
            f"身份证号{number[:14]}****",
            f"身份证号{number[:6]}****{number[10:14]}****",
            f"尾号{number[14:]}",
        )
    )


def _wrong(rng: random.Random) -> str:
    """As an identity number, but for one thing."""
    number = id_number(rng)
    others = [sign for sign in "0123456789X" if sign != number[17]]
    month = f"{number[:10]}{rng.randrange(13, 99)}{number[12:17]}"
    province = rng.choice(("01", "20", "30", "40", "60", "70", "84", "92")) + number[2:17]
    ahead = f"{number[:6]}{rng.randrange(2027, 2090)}{number[10:17]}"
    return rng.choice(
        (
            f"编号{number[:17]}{rng.choice(others)}",
            f"编号{month}{check_digit(month)}",
            f"编号{province}{check_digit(province)}",
            f"编号{ahead}{check_digit(ahead)}",
            f"编号{number}{rng.randrange(10)}",
            f"编号{rng.randrange(1, 10)}{number}",
            f"编号{number}A7",
            f"条码B7{number}",
        )
    )


_OTHER_NUMBERS: tuple[Callable[[random.Random], str], ...] = (
    lambda rng: f"统一社会信用代码：{_credit_code(rng)}，地址：{rng.choice(_PLACES)}",
    lambda rng: f"{rng.choice(_PLACES)}有限公司 {_credit_code(rng)} {_mobile(rng)}",
    lambda rng: f"索引号：{_digits(rng, 17)}Y/2021-{_digits(rng, 5)}",
    lambda rng: (
        f"索引号 {_digits(rng, 9)}/{rng.randrange(2008, 2026)}-{_digits(rng, 5)} 发布日期 {_day(rng)}"
    ),
    lambda rng: f"开户行：农商行 账号：{_card(rng)}",
    lambda rng: f"账号 {_in_groups(_card(rng), 4, 4, 4, 4, 3)}",
    lambda rng: f"账户：{_digits(rng, rng.randrange(15, 21))}",
    lambda rng: f"咨询电话：{_mobile(rng)} {_mobile(rng)} {_mobile(rng)}",
    lambda rng: f"电话：0{_digits(rng, 3)}-{_digits(rng, 7)} 0{_digits(rng, 3)}-{_digits(rng, 8)}",
    lambda rng: f"{_mobile(rng)}/{_mobile(rng)}|{_mobile(rng)}",
    lambda rng: (
        f"项目代码：{rng.randrange(2015, 2026)}-{_digits(rng, 6)}-{_digits(rng, 2)}-{_digits(rng, 2)}-{_digits(rng, 6)}"
    ),
    lambda rng: f"项目编号{_digits(rng, rng.choice((15, 16, 17, 18, 19, 20)))}",
    lambda rng: f"交易流水号 {_day(rng).replace('-', '')}{_digits(rng, 10)}",
    lambda rng: f"<img src='/u/{_day(rng).replace('-', '')}/{_digits(rng, 18)}.jpg'>",
    lambda rng: f"var id={_digits(rng, 18)},t={_digits(rng, 13)};",
    lambda rng: f"发票代码{_digits(rng, 12)} 发票号码{_digits(rng, 8)}",
    lambda rng: f"{_digits(rng, 9)} | {_digits(rng, 9)} | {_digits(rng, 9)}",
    lambda rng: " ".join(_digits(rng, 4) for _ in range(10)),
    lambda rng: " | ".join(_digits(rng, rng.randrange(1, 9)) for _ in range(12)),
    lambda rng: "\n".join(f"{rng.choice(_NAMES)} {_mobile(rng)}" for _ in range(4)),
    _masked,
    _wrong,
    _wrong,
)

_ORDINARY: tuple[Callable[[random.Random], str], ...] = (
    lambda rng: f"{_day(rng)} 关于印发《{rng.choice(_PLACES)}实施方案》的通知 {_day(rng)}",
    lambda rng: "\n".join(f"{_day(rng)}\n{_day(rng)} 12:30:00" for _ in range(3)),
    lambda rng: (
        f"支出合计 {rng.randrange(10**6)}.{_digits(rng, 2)} {rng.randrange(10**6)}.{_digits(rng, 2)}"
    ),
    lambda rng: f"（{rng.randrange(2000, 2026)}）鄂{_digits(rng, 4)}行初{_digits(rng, 3)}号",
    lambda rng: f"{rng.choice(_NAMES)}同志任{rng.choice(_PLACES)}主任",
    lambda rng: f"邮编 {_digits(rng, 6)} 电话 {_digits(rng, 7)} 传真 {_digits(rng, 7)}",
    lambda rng: (
        f"http://www.example.gov.cn/art/{_day(rng).replace('-', '/')}/art_{_digits(rng, 4)}_{_digits(rng, 7)}.html"
    ),
    lambda rng: " | ".join(f"{rng.randrange(10**5)}.{_digits(rng, 2)}" for _ in range(9)),
    lambda rng: (
        f"鄂ICP备{_digits(rng, 8)}号 网站标识码{_digits(rng, 10)} 公网安备{_digits(rng, 14)}号"
    ),
    lambda rng: (
        f"ISBN 978-7-{_digits(rng, 4)}-{_digits(rng, 4)}-{_digits(rng, 1)}，{_digits(rng, 3)}页"
    ),
    lambda rng: f"坐标 {_digits(rng, 3)}.{_digits(rng, 6)},{_digits(rng, 2)}.{_digits(rng, 6)}",
)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 17)

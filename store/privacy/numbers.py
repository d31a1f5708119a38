"""Where a text shows a person's number: pure, by structure alone, and cheap where there is none.

An identity number has 18 places: region, day of birth, a check digit (GB 11643-1999, ISO 7064 MOD
11-2; docs/rulebook.md §3.16). People write it in full-width digits, in groups, over two lines
or two cells, with invisible characters in between; all of these are the number. Fifteen digits
(until 1999), bank cards and mobile numbers are looked for where the office asked for it.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from string import ascii_letters
from tomllib import loads
from typing import Any, NamedTuple

from store.privacy.labels import CELL, Labels, Says, what_they_say

FIRST_YEAR = 1900
FEWEST_PLACES = 11  # of a mobile number


class NumberKind(StrEnum):
    ID_CARD = "id_card"
    OLD_ID_CARD = "old_id_card"  # 15 digits; only behind a label
    BANK_CARD = "bank_card"
    MOBILE = "mobile"  # in a list of persons


ALWAYS = frozenset({NumberKind.ID_CARD})


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number as it stands in a text: `value` without what stands between its places, `places` of
    its characters in the text. `is_labelled`: words beside it say that it is a person's;
    `is_anothers`: that it is a number of another kind, or several; `is_glued`: that it is a part
    of a longer word or number.
    """

    kind: NumberKind
    value: str
    places: tuple[int, ...]
    is_labelled: bool = False
    is_anothers: bool = False
    is_glued: bool = False

    @property
    def is_doubtful(self) -> bool:
        """Masked, and nobody is accused of it."""
        return self.is_anothers or (self.is_glued and not self.is_labelled)

    @property
    def start(self) -> int:
        return self.places[0]

    @property
    def end(self) -> int:
        return self.places[-1] + 1

    @property
    def masked(self) -> str:
        return masked_value(self.value)


# Other characters as scripts and JSON spell them (\\u4e8e): their digits are no number's.
_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[nrt])")

# Fifteen digits, of whatever script, with nothing between them but what people do not read as a
# word: what no text without a long number gets past.
# Every sign but those that stand for a hidden digit, and the end of a sentence.
_SIGNS = r"!\"$%&'()+,\-./:;<=>?@\[\]^_`{|}~\\§·‐-‧‹-⁞−•・、〈-〟！＂＄-）＋-／：-＠［-｀｛-･"
_UNSEEN = r"\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\u20e3\ufe00-\ufe0f\ufeff"
_BETWEEN = rf"[\s{_SIGNS}{_UNSEEN}]"
_MULTIPLIED = "×✕✖╳"  # what people write for X
# Tried at the first digit of a group: from a later one there are fewer.
_MAY_HOLD_ONE = re.compile(rf"\d(?<!\d\d)(?:{_BETWEEN}*+\d){{14,}}+")
_MAY_HOLD_MOBILES = re.compile(r"1\d{10}")

# In one piece, by the century of its birthday: letters at the beginning are searched for quickly.
_SOLID = tuple(
    re.compile(rf"{century}(?<=[1-8][0-9]{{5}}{century})[0-9]{{2}}[01][0-9][0-3][0-9]{{4}}")
    for century in ("19", "20")
)
_SOLID_AND_WIDE = re.compile(r"\d{15}")
_BETWEEN_ANY = re.compile(rf"{_BETWEEN}+")
_DIGITS_APART = re.compile(
    rf"\d(?:{_BETWEEN}*+\d){{9,}}+(?:{_BETWEEN}*+[XxＸｘⅩХхΧχ{_MULTIPLIED}])?+"
)
# In the digits of a run laid together: 18 places with a day of the three centuries in the middle.
_A_BIRTHDAY_INSIDE = re.compile(
    r"(?=([1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]))"
)

_TOKEN = re.compile(r"[0-9A-Za-z]+")
# What may stand between two groups of one number: blanks, a hyphen, a border of cells or lines.
_GAP = re.compile(rf"[ \t\u3000]{{0,4}}(?:[{_SIGNS}\n\r\f]{{1,2}}[ \t\u3000]{{0,4}}){{0,2}}")
_USUAL = re.compile(r"[-‐-―−_/.·]")  # other signs stand between values, too
_BREAK = re.compile(r"[|\n\r\f\t]")  # cells and lines: what stands beyond is another's
_ID = re.compile(r"[1-8]\d{16}[\dX]")
_BIRTH = 6
# Groups by what they mean: province, county, year, month, day, order, check digit.
_MEANINGFUL = frozenset({2, 3, 4, 6, 10, 12, 14, 17})
_LONGEST = 19
_BEFORE = 24  # characters in which a label is looked for
_AS_X = str.maketrans("ХхΧχ" + _MULTIPLIED, "XXXXXXXX")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_NEVER = date(2100, 1, 1)
_A_LIST = 3  # mobile numbers in rows with a name make a list of persons
_NAME = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff])")
_MOBILE = re.compile(r"(?<![0-9A-Za-z])(?:86)?1[3-9]\d{9}(?![0-9A-Za-z])")


def find(
    text: str,
    *,
    as_of: date = _NEVER,
    kinds: Collection[NumberKind] = ALWAYS,
    in_words: bool = False,
) -> tuple[FoundNumber, ...]:
    """Every number of those `kinds` in the text, in order; people born after `as_of` have none.

    `in_words`: also between letters or digits that belong to it or not (IMG1101…A), and where words
    say that it is a number of another kind: nobody is accused of these, and they are masked all the
    same.
    """
    text = _in_plain_digits(text)
    if "\\" in text:
        text = _ESCAPE.sub(_beside, text)
    labels = Labels(text)
    found = [
        number
        for start, end in _windows(text, only_ids=kinds == ALWAYS)
        for number in _long_numbers(_plain(text, start, end), labels, as_of, kinds)
        if in_words or not number.is_doubtful
    ]
    if NumberKind.MOBILE in kinds and _MAY_HOLD_MOBILES.search(text) is not None:
        found += _mobiles(_plain(text, 0, len(text)))
    return tuple(sorted(found, key=lambda number: number.start))


def may_hold_one(text: str, kinds: Collection[NumberKind] = ALWAYS) -> bool:
    """Whether a closer look at the text may find a number, however its parts are laid out."""
    text = _in_plain_digits(text)
    return next(_windows(text, only_ids=kinds == ALWAYS), None) is not None or (
        NumberKind.MOBILE in kinds and _MAY_HOLD_MOBILES.search(text) is not None
    )


def has_long_run(text: str) -> bool:
    """Whether a number stands in the text that is long enough and has a birthday in it, in one
    piece: a cheap look at what people do not read.
    """
    if any(solid.search(text) is not None for solid in _SOLID):
        return True
    is_wide = "１" in text or "２" in text  # every number has one: of its century
    return is_wide and _SOLID_AND_WIDE.search(text) is not None


def mask(text: str, kinds: Collection[NumberKind] = ALWAYS) -> str:
    """The text with the middle of every number starred, as long as it was. Masking twice changes
    nothing.
    """
    numbers = find(text, kinds=kinds, in_words=True)
    if not numbers:
        return text
    characters = list(text)
    for number in numbers:
        for place in number.places[hidden_places(number.value)]:
            characters[place] = "*"
    return "".join(characters)


def mask_known(text: str, values: Collection[str]) -> str:
    """The text with the middle of every one of these numbers starred, whatever stands between its
    digits, before or behind them.
    """
    lengths = {len(value) for value in values}
    plain_digits = _in_plain_digits(text)
    characters: list[str] | None = None
    for run in _DIGITS_APART.finditer(plain_digits):
        said = [(sign, at) for at in range(*run.span()) for sign in _meant(plain_digits[at])]
        kept = [(sign, at) for sign, at in said if sign.isalnum()]
        digits = "".join(sign for sign, _ in kept).upper()
        for start, length in ((start, one) for start in range(len(digits)) for one in lengths):
            if (value := digits[start : start + length]) in values:
                characters = characters or list(text)
                for _, at in kept[start : start + length][hidden_places(value)]:
                    characters[at] = "*"
    return text if characters is None else "".join(characters)


def masked_value(value: str) -> str:
    """4206**********123X"""
    hidden = value[hidden_places(value)]
    first = len(value) - len(hidden) - 4
    return f"{value[:first]}{'*' * len(hidden)}{value[-4:]}"


def hidden_places(value: str) -> slice:
    """The places that are hidden: four stay at each end, of a mobile number three in front."""
    return slice(3 if len(value) == 11 else 4, len(value) - 4)


def is_id_number(value: str, as_of: date = _NEVER) -> bool:
    """18 places, a province, a real day of birth, the right check digit. Counties come and go, and
    ask nothing: of 18 digits at random one in 60,000 passes already.
    """
    if _ID.fullmatch(value) is None or value[:2] not in words()["provinces"]:
        return False
    return _is_a_birthday(value[6:14], as_of) and _CHECK_DIGITS[_weighed(value)] == value[17]


def is_old_number(value: str) -> bool:
    """15 digits as they were given until 1999, all of the twentieth century."""
    return (
        value.isdecimal()
        and len(value) == 15
        and value[:2] in words()["provinces"]
        and _may_be_a_county(value[2:6])
        and _is_a_birthday(f"19{value[6:12]}", _NEVER)
    )


def is_bank_card(value: str) -> bool:
    """16 to 19 digits with a known beginning and the right check digit (Luhn)."""
    if not (value.isdecimal() and 16 <= len(value) <= 19):
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(value)))
    is_right = sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0
    return is_right and value.startswith(tuple(words()["card_prefixes"]))


def is_credit_code(value: str) -> bool:
    """统一社会信用代码: 18 places with the check digit of GB 32100-2015 (MOD 31)."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    if len(value) != 18 or any(sign not in signs for sign in value):
        return False
    total = sum(signs.index(sign) * pow(3, at, 31) for at, sign in enumerate(value[:17]))
    return signs[(31 - total % 31) % 31] == value[17]


@cache
def words() -> dict[str, Any]:
    return loads(Path(__file__).with_name("numbers.toml").read_text(encoding="utf-8"))


# --- the text as its characters mean


# Digits in circles, raised and lowered ones, numerals of words: eighteen of them side by side are a
# number, alone they number sections and years.
_CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨⓿❶❷❸❹❺❻❼❽❾🄋➀➁➂➃➄➅➆➇➈🄌➊➋➌➍➎➏➐➑➒⓪⓵⓶⓷⓸⓹⓺⓻⓼⓽"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
_NUMERALS = "〇一二三四五六七八九○一二三四五六七八九零壹贰叁肆伍陆柒捌玖"
_AS_DIGITS = str.maketrans(_CIRCLED + _RAISED + _NUMERALS, "0123456789" * 10)
_WRITTEN = re.compile(
    rf"(?:[{_CIRCLED}{_RAISED}]\s?){{17}}[{_CIRCLED}{_RAISED}XxＸ]"
    rf"|[{_NUMERALS}]{{17}}[{_NUMERALS}XxＸ]"
)
# A one of 19… or a nought of 20…, or the century in words.
_MAY_BE_WRITTEN = (*"①❶➀➊⓵¹₁⓪⓿🄋🄌⁰₀", "一九", "二〇", "二○", "二零", "壹玖", "贰零")


def _in_plain_digits(text: str) -> str:
    """As long as it was."""
    if any(sign in text for sign in _MAY_BE_WRITTEN) and _WRITTEN.search(text) is not None:
        return _WRITTEN.sub(lambda written: written[0].translate(_AS_DIGITS), text)
    return text


def _beside(escape: re.Match[str]) -> str:
    """As long as the escape, and no part of a number; ends of lines stand in many."""
    return " " * 2 if escape[0][1] in "nrt" else "。" * len(escape[0])


class _Plain(NamedTuple):
    """`text` in plain digits without invisible characters; where each stood in the original."""

    text: str
    places: Sequence[int]


def _windows(text: str, *, only_ids: bool) -> Iterator[tuple[int, int]]:
    """Where a long number may stand, with the words before it; apart from each other."""
    if not _has_digits_in_a_row(text):
        return
    start = end = 0
    for run in _MAY_HOLD_ONE.finditer(text):
        if only_ids and not _holds_an_id(run[0]):
            continue
        if run.start() - _BEFORE > end:
            if end:
                yield start, end
            start = max(0, run.start() - _BEFORE)
        end = min(len(text), run.end() + _BEFORE)
    if end:
        yield start, end


def _has_digits_in_a_row(text: str) -> bool:
    """False where no letter-free stretch holds fifteen digits: ten times cheaper to say of a page's
    words than where they stand. Told from the bytes of UTF-8: letters of ASCII and characters from
    U+4000 to U+9FFF part numbers, other signs of ASCII do not, whatever else begins may be a digit.
    """
    shape = text.encode("utf-8", "surrogatepass").translate(_SHAPE, _UNSHAPED)
    return _FIFTEEN in shape


def _shape_of(byte: int) -> int:
    parts_numbers = 0xE4 <= byte <= 0xE9 or chr(byte) in ascii_letters
    return ord("x") if parts_numbers else ord("0")


_SHAPE = bytes(map(_shape_of, range(256)))
_UNSHAPED = bytes(
    byte for byte in range(0xC0) if byte >= 0x80 or not chr(byte).isalnum()
)  # of characters the bytes behind the first, signs
_FIFTEEN = b"0" * 15


def _holds_an_id(run: str) -> bool:
    """Whether an identity number is among the digits of the run, however they are grouped: most
    runs are dates and amounts, and need no closer look.
    """
    digits = _BETWEEN_ANY.sub("", run)
    if not digits.isascii():
        digits = "".join(map(_meant, digits))
    # an X ends a number, and no run of digits goes on behind it
    return any(is_id_number(found[1]) for found in _A_BIRTHDAY_INSIDE.finditer(f"{digits}X"))


def _plain(text: str, start: int, end: int) -> _Plain:
    """From there to there, NFKC character by character, without what nobody sees (categories Cf, Mn
    and Me).
    """
    said: list[str] = []
    places: list[int] = []
    for place in range(start, end):
        character = text[place]
        for one in character if character < "\x80" else _meant(character):
            said.append(one)
            places.append(place)
    return _Plain("".join(said).replace("x", "X"), places)


@cache
def _meant(character: str) -> str:
    if unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return ""
    if character in _CIRCLED:
        return "。"
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    folded = unicodedata.normalize("NFKC", character).translate(_AS_X)
    return folded if len(folded) == 1 else " " if character.isspace() else folded


# --- numbers of fifteen and more


def _long_numbers(
    plain: _Plain,
    labels: Labels,
    as_of: date,
    kinds: Collection[NumberKind],
) -> Iterator[FoundNumber]:
    tokens = list(_TOKEN.finditer(plain.text))
    taken_up_to = 0
    for at, token in enumerate(tokens):
        if token.start() < taken_up_to:
            continue
        for run in _runs(plain.text, tokens, at):
            if run.places[0] < taken_up_to:
                continue
            number = _judged(run, plain, labels, as_of, kinds)
            if number is not None:
                taken_up_to = run.end
                yield number


class _Run(NamedTuple):
    """Tokens that may be one number: its value, where each of its characters stands."""

    value: str
    places: tuple[int, ...]  # in the plain text
    are_values: bool = False  # each of its groups may be a value of its own
    are_cells: bool = False  # each of its digits stands in a cell
    is_pupils: bool = False  # behind a G, as the number of a pupil is
    is_glued: bool = False  # to letters or digits that are not of it

    @property
    def end(self) -> int:
        return self.places[-1] + 1


def _runs(text: str, tokens: Sequence[re.Match[str]], at: int) -> Iterator[_Run]:
    """From the token on: itself, without its label, with those that follow it, what is inside."""
    start, word = tokens[at].start(), tokens[at][0]
    labelled = _LETTERS_BEFORE.match(word)
    if labelled is not None and labelled[1].lower().endswith(_latin_labels()):
        start, word = start + labelled.end(1), word[labelled.end(1) :]
    if _PUPILS.fullmatch(word):
        yield _Run(word[1:], tuple(range(start + 1, start + len(word))), is_pupils=True)
        return
    if _DIGITS.fullmatch(word):
        if len(word) >= 15:
            yield _Run(word, tuple(range(start, start + len(word))))
        if len(word) < 18:
            yield from _joined(text, tokens, at, start, word)
    elif labelled is not None and _DIGITS.fullmatch(word[labelled.end(1) :]):
        behind = start + labelled.end(1)
        for run in _joined(text, tokens, at, behind, word[labelled.end(1) :]):
            yield run._replace(is_glued=True)
    if len(word) > 18:
        yield from _inside(start, word)


_LETTERS_BEFORE = re.compile(r"([A-Za-z]+)\d")
_PUPILS = re.compile(r"G\d{17}[\dX]")
_DIGITS = re.compile(r"\d+X?")
# What is written behind a number without a blank: a telephone, a day, the number of another.
_BEHIND = re.compile(r"(?:1[3-9]\d{9}|(?:19|20)\d\d[01]\d[0-3]\d)?\Z")


def _inside(start: int, word: str) -> Iterator[_Run]:
    """Each within the word: its own where it begins the word and the rest is explained."""
    for found in _A_BIRTHDAY_INSIDE.finditer(word):
        at = found.start()
        if is_id_number(found[1]):
            rest = word[at + 18 :]
            is_own = (at == 0 or is_id_number(word[:at])) and (
                is_id_number(rest) or _BEHIND.match(rest) is not None
            )
            yield _Run(found[1], tuple(range(start + at, start + at + 18)), is_glued=not is_own)


def _joined(
    text: str, tokens: Sequence[re.Match[str]], at: int, start: int, word: str
) -> Iterator[_Run]:
    """With the tokens that follow, as far as they can be groups of one number."""
    value, places = word, list(range(start, start + len(word)))
    cuts: list[int] = []
    gaps: set[str] = set()
    for here in range(at + 1, min(at + 18, len(tokens))):
        token = tokens[here]
        gap = text[tokens[here - 1].end() : token.start()]
        is_group = (token[0].isdecimal() and value.isdecimal()) or (
            _DIGITS.fullmatch(token[0]) or token[0] == "X"
        )
        if not gap or not is_group or not value.isdecimal() or _GAP.fullmatch(gap) is None:
            return
        cuts.append(len(value))
        gaps.add(_kind_of_gap(gap))
        value += token[0]
        places += range(token.start(), token.end())
        if len(value) > _LONGEST:
            return
        is_apart = _stands_apart(text, tokens, at, here)
        if len(value) >= 15 and _is_grouped(cuts, gaps, len(value), is_apart=is_apart):
            are_cells = CELL in gaps
            are_values = (are_cells and _may_be_values(cuts)) or "," in gaps
            are_values |= gaps == {"\f"} and not set(cuts) <= _MEANINGFUL and len(cuts) > 1
            yield _Run(value, tuple(places), are_values, are_cells)


def _kind_of_gap(gap: str) -> str:
    """A line, a cell, a hyphen, blanks or (`,`) another sign, whatever stands round it."""
    kind = next((sign for sign in "\n|\t\f" if sign in gap), gap.strip()[:1] or " ")
    return kind if kind in "\n|\t\f " or _USUAL.match(kind) else ","


def _is_grouped(cuts: Sequence[int], gaps: set[str], length: int, *, is_apart: bool) -> bool:
    """Whether people cut numbers like that: once, by meaning, or in equal groups."""
    if len(cuts) == 1:
        return "." not in gaps or cuts[0] in _MEANINGFUL
    if len(gaps) > 1 and not gaps <= {"\n", " ", "|", "\f"}:
        return False
    if gaps == {"\f"}:  # the lines of one cell end where it is full
        return is_apart
    if set(cuts) <= _MEANINGFUL and cuts[0] in (3, 4, 6) and (is_apart or {6, 14} <= set(cuts)):
        return True
    widths = {after - before for before, after in zip((0, *cuts), cuts, strict=False)}
    return is_apart and len(widths) == 1 and length - cuts[-1] <= cuts[0]


def _may_be_values(cuts: Sequence[int]) -> bool:
    """Cells hold values of their own (行政区划代码 | 日期 | 数量), unless each holds one digit, or two
    cut the number where nothing ends.
    """
    if len(cuts) == 1:
        return cuts[0] in (_BIRTH, _BIRTH + 8)
    return max(after - before for before, after in pairwise((0, *cuts))) > 1


def _stands_apart(text: str, tokens: Sequence[re.Match[str]], first: int, last: int) -> bool:
    """No group of digits before or behind goes on in the same way."""

    def goes_on(here: int, there: int) -> bool:
        gap = text[tokens[here].end() : tokens[there].start()]
        return (
            bool(_DIGITS.fullmatch(tokens[here][0]) and _DIGITS.fullmatch(tokens[there][0]))
            and _GAP.fullmatch(gap) is not None
            and _BREAK.search(gap) is None
        )

    return not (first > 0 and goes_on(first - 1, first)) and not (
        last + 1 < len(tokens) and goes_on(last, last + 1)
    )


def _judged(
    run: _Run, plain: _Plain, labels: Labels, as_of: date, kinds: Collection[NumberKind]
) -> FoundNumber | None:
    places = tuple(plain.places[place] for place in run.places)
    beside = tuple(labels.of(places[0])) if _may_be_one(run.value) else ()
    said = what_they_say(beside)
    if plain.text[: run.places[0]].endswith("G") and _speaks_of("学籍", beside):
        said = Says.PERSON
    elif run.is_pupils:
        said = Says.ANOTHER
    are_values = run.are_values or (
        run.are_cells and bool(beside) and labels.are_headed_apart(places[0], places[-1])
    )
    kind: NumberKind | None = None
    value = run.value
    if len(value) == 20 and _speaks_of("残疾", beside):
        value, places = value[:18], places[:18]  # the last two are kind and degree
    if is_id_number(value, as_of):
        kind = NumberKind.ID_CARD
    elif is_old_number(value) and _says(plain.text, run, "old_labels"):
        kind = NumberKind.OLD_ID_CARD
    elif is_bank_card(value):
        kind = NumberKind.BANK_CARD
    if kind not in kinds or kind is None:
        return None
    is_labelled = said is Says.PERSON or (
        said is Says.NOTHING and not run.is_glued and _says(plain.text, run, "labels")
    )
    is_anothers = kind is NumberKind.ID_CARD and (
        said is Says.ANOTHER
        or (said is Says.BODY and is_credit_code(value))
        or (are_values and not is_labelled)
    )
    return FoundNumber(kind, value, places, is_labelled, is_anothers, run.is_glued)


def _speaks_of(word: str, labels: Sequence[str]) -> bool:
    return any(word in label for label in labels)


def _may_be_one(value: str) -> bool:
    """Before its label is looked for, which costs more."""
    return is_id_number(value) or is_id_number(value[:18])


def _says(text: str, run: _Run, label: str) -> bool:
    before = text[max(0, run.places[0] - _BEFORE) : run.places[0]].lower()
    return any(word in before for word in words()[label])


@cache
def _latin_labels() -> tuple[str, ...]:
    return tuple(word for word in words()["labels"] if word.isascii())


# --- mobile numbers


def _mobiles(plain: _Plain) -> list[FoundNumber]:
    """Of a list of persons: lines that show a name and a number, three of them at least."""
    found: list[FoundNumber] = []
    rows = 0
    starts = [0, *(line.end() for line in re.finditer("\n", plain.text))]
    for number in _MOBILE.finditer(plain.text):
        line = starts[bisect_right(starts, number.start()) - 1]
        if _NAME.search(plain.text, line, number.start()) is None:
            continue
        rows += 1
        span = range(number.end() - 11, number.end())
        found.append(
            FoundNumber(
                NumberKind.MOBILE,
                number[0][-11:],
                tuple(plain.places[place] for place in span),
            )
        )
    return found if rows >= _A_LIST else []


# --- parts of an identity number


def _may_be_a_county(code: str) -> bool:
    """City and county as GB/T 2260 counts them: 01–70 and 90, 00 where a city has no counties."""
    city = int(code[:2])
    return city <= 70 or city == 90


def _is_a_birthday(digits: str, as_of: date) -> bool:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if year < FIRST_YEAR or not 1 <= month <= 12:
        return False
    try:
        return date(year, month, day) <= as_of
    except ValueError:
        return False


def _weighed(value: str) -> int:
    return sum(int(digit) * weight for digit, weight in zip(value, _WEIGHTS, strict=False)) % 11

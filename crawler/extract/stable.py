"""Addresses and words without what changes by itself: session ids, cache busters, spacing."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from unicodedata import category, normalize

from crawler.extract.dates import PLAIN_OF

_PATH_PARAMETERS = re.compile(r";[^/?#]*")
# Parameters that may belong to one visit and not to the page; whether they do is learned of each
# site (crawler/visit_parameters.py).
MAY_BE_OF_A_VISIT = (
    r"v|_?t|_|_?ts|tm|time|(?:time)?stamp|_?r(?:a?nd)?|random\w*|rdm|nonce|no_?cache|cb|_dc|jsessionid|phpsessid|s?sid"
    r"|token|_csrf|csrf\w*|session\w*|utm_\w+"
)
_VOLATILE_QUERY = re.compile(rf"(?<=[?&])(?:{MAY_BE_OF_A_VISIT})=[^&#]*&?", re.IGNORECASE)
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_DROPPED = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad#¶§·・‧∙⋅•▪■◆●|]+")
_ACCENTED = re.compile("[\u00c0-\u017f]")
_BETWEEN_WORDS = re.compile(r"\0(?<=[A-Za-z0-9\u00c0-\u024f]\0)(?=[A-Za-z0-9\u00c0-\u024f])")
_DIGITS = re.compile(r"\d+")
_QUOTES = dict(zip("“”„«»「」『』‘’´`", '"""""""""\'\'\'\'', strict=True))
_PLAIN_OF = {**PLAIN_OF, **_QUOTES, "⁄": "/"}
# All but plain letters, digits and marks, and the Chinese characters that are nothing else's form.
_MAY_BE_ODD = re.compile("[^ -_a-~\u4e00-\u96f5\u96f7-\u9fff]")
# Replaced before anything is composed.
_USUAL = (*zip("，：；（）！？、。\u3000\xa0", ",:;()!?,.  ", strict=True), ("…", "..."))
# …… and ... are one mark, and so are —— and —.
_REPEATED = re.compile(r"(?<=\.\.\.)\.+|(?<=-)-+")
# Between lines that are worked on together: no rule for words touches it.
_APART = "\x01"


def stable_url(url: str) -> str:
    """For comparison only: no scheme, www, path parameters, cache busters or trailing slash."""
    url = _SCHEME.sub("", _PATH_PARAMETERS.sub("", url) if ";" in url else url, 1)
    return (_VOLATILE_QUERY.sub("", url) if "=" in url else url).rstrip("/?&")


def stable_words(text: str) -> str:
    """For comparison only: no bullets, plain digits and marks whatever their width, letters without
    their accents, spaces only in Latin words.
    """
    for wide, plain in _USUAL:
        text = text.replace(wide, plain)
    odd = set(_MAY_BE_ODD.findall(text))
    if any(map(_combines, odd)):
        text = normalize("NFKC", text)
        odd = set(_MAY_BE_ODD.findall(text))
    for character in odd:
        text = text.replace(character, _plain(character))
    marked = _DROPPED.sub("\0", text)
    if "--" in marked or "...." in marked:
        marked = _REPEATED.sub("", marked)
    return _BETWEEN_WORDS.sub(" ", marked).replace("\0", "") if "\0" in marked else marked


def stable_lines(lines: Sequence[str]) -> list[str]:
    """The `stable_words` of each line, all worked on at once."""
    return _at_once(stable_words, lines)


def shapes_of(lines: Sequence[str]) -> list[str]:
    """The `shape_of` each line, all worked on at once."""
    return _at_once(shape_of, lines)


def shape_of(text: str) -> str:
    """The words with every number replaced: two counters have one shape."""
    return _DIGITS.sub("0", text)


def _at_once(worked_on: Callable[[str], str], lines: Sequence[str]) -> list[str]:
    whole = _APART.join(lines)
    if whole.count(_APART) >= len(lines):  # some line holds it
        return [worked_on(line) for line in lines]
    return worked_on(whole).split(_APART)


@lru_cache(maxsize=8192)
def _combines(character: str) -> bool:
    """It may become one with its neighbours: a mark, a Korean vowel, or what is made of such."""
    return any(
        category(one).startswith("M") or "\u1100" <= one <= "\u11ff"
        for one in normalize("NFKC", character)
    )


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    composed = normalize("NFKC", character)
    if _ACCENTED.search(composed):
        composed = _ACCENTED.sub(lambda letter: normalize("NFD", letter[0])[0], composed)
    return "".join(_PLAIN_OF.get(one, one) for one in composed)

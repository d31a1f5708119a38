"""Addresses and words without what changes by itself: session ids, cache busters, spacing."""

import re
from unicodedata import is_normalized, normalize

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
_ODD = re.compile(f"[{re.escape(''.join(_PLAIN_OF))}]")
# What stands in nearly every line, and makes its whole normalisation ten times as dear.
_USUAL = (*zip("，：；（）！？、。\u3000\xa0", ",:;()!?,.  ", strict=True), ("…", "..."))
# …… and ... are one mark, and so are —— and —.
_REPEATED = re.compile(r"(?<=\.\.\.)\.+|(?<=-)-+")


def stable_url(url: str) -> str:
    """For comparison only: no scheme, www, path parameters, cache busters or trailing slash."""
    url = _SCHEME.sub("", _PATH_PARAMETERS.sub("", url) if ";" in url else url, 1)
    return (_VOLATILE_QUERY.sub("", url) if "=" in url else url).rstrip("/?&")


def _plain_one(odd: re.Match[str]) -> str:
    return _PLAIN_OF[odd[0]]


def stable_words(text: str) -> str:
    """For comparison only: no bullets, plain digits and marks whatever their width, letters without
    their accents, spaces only in Latin words.
    """
    for wide, plain in _USUAL:
        text = text.replace(wide, plain)
    composed = text if is_normalized("NFKC", text) else normalize("NFKC", text)
    if _ACCENTED.search(composed):
        composed = _ACCENTED.sub(lambda letter: normalize("NFD", letter[0])[0], composed)
    marked = _DROPPED.sub("\0", _ODD.sub(_plain_one, composed))
    if "--" in marked or "...." in marked:
        marked = _REPEATED.sub("", marked)
    return _BETWEEN_WORDS.sub(" ", marked).replace("\0", "") if "\0" in marked else marked


def shape_of(text: str) -> str:
    """The words with every number replaced: two counters have one shape."""
    return _DIGITS.sub("0", text)

"""What was judged, in words: a finding's key without the prefix that keys it. Pure."""

import re

from config.rulebook_files import shipped_rulebook
from config.words import Words
from monitor.judging.plain_text import printable
from monitor.judging.verdict import Why

LONGEST_ADDRESS = 90
MAIN_SITE = "main"

_SUBJECTS = {
    "unit": Words("整个单位", "the unit"),
    "site": Words("网站 {rest}", "site {rest}"),
    "channel": Words("{rest}", "{rest}"),
    "account": Words("政务新媒体 {rest}", "account {rest}"),
    "item": Words("{rest}", "{rest}"),
    "document": Words("{rest}", "{rest}"),
    "spending": Words("支出 {rest}", "spending {rest}"),
    "disclosure": Words("{rest}", "{rest}"),
    "owed": Words("{rest}", "{rest}"),
    "coarse": Words("{rest}", "{rest}"),
    "picture": Words("{rest}", "{rest}"),
    "ways_to_complain": Words("投诉举报方式和救济途径", "complaint lines and remedies"),
}
_MAIN_SITE = Words("主网站", "the main site")
# Papers in the keys of subjects: `budget:2026:30299`.
_PAPER = re.compile(r"^(budget|final_accounts):(\d{4})(?::(.*))?$")
_PAPERS = {
    "budget": Words("{year}年预算", "budget of {year}"),
    "final_accounts": Words("{year}年决算", "final accounts of {year}"),
}
# What a unit owes: `guide`, `annual_report:2025`; a reason stands for several items.
_OWED = re.compile(r"^([a-z0-9][a-z0-9_-]*)(?::(\d{4}))?$")
_OF_A_YEAR = Words("{year}年{what}", "{what} of {year}")
_SEVERAL = Words("应公开事项（多项）", "several items that are owed")
_LINE = Words("{paper}·{line}", "{paper} · {line}")


def subject_text(subject: str, language: str) -> str:
    """整个单位, 主网站, an address, 支出 2011年决算·30299; what is no such key is told as an address."""
    kind, _, rest = subject.partition(":")
    if kind == "site" and rest == MAIN_SITE:
        return _MAIN_SITE.text(language)
    known = _SUBJECTS.get(kind)
    if known is None:
        return address_text(subject)
    said = _owed(rest, language) if kind == "owed" else _paper(rest, language)
    return known.text(language, rest=said).strip()


def address_text(url: str) -> str:
    """An address for reading: short enough for a line."""
    plain = printable(url)
    return (
        plain if len(plain) <= LONGEST_ADDRESS else f"{plain[: LONGEST_ADDRESS - 20]}…{plain[-18:]}"
    )


def _owed(rest: str, language: str) -> str:
    """By the shipped list; an item of the office's own by its id."""
    found = _OWED.match(rest)
    if found is None or rest in set(Why):
        return _SEVERAL.text(language)
    items = {item.id: item.name for item in shipped_rulebook().owed.owed_items}
    what = items.get(found[1], Words(found[1], found[1])).text(language)
    return _OF_A_YEAR.text(language, year=found[2], what=what) if found[2] else what


def _paper(rest: str, language: str) -> str:
    found = _PAPER.match(rest)
    if found is None:
        return address_text(rest)
    paper = _PAPERS[found[1]].text(language, year=found[2])
    line = address_text(found[3] or "")
    return _LINE.text(language, paper=paper, line=line) if line else paper

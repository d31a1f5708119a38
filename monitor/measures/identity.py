"""Is that still the unit's own page? What the reader saw of its owner and of strangers, weighed
(docs/faults.md W10). Pure.

A page is the unit's own where it bears one of the unit's names, the place, or a number that it bore
before. Words of gambling and trade count where they stand in a title, or for whom a page has lost
its owner; police and courts write about such things, so one word beside theirs proves nothing.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from config.rulebook import HijackedSite
from config.words import Words
from store.outcomes import Outcome
from store.records import PageIdentity

MANY_LETTERS = 200  # of visible text, before its language says anything


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands there instead of, or beside, the unit's own. `is_plain`: nobody could take it for
    the unit's.
    """

    kind: str  # hijacked | defaced | parked | dark_links | foreign_links
    what: Words
    is_plain: bool = True


PARKED = Words("域名停放、出售或停用的页面", "a page of a parked, sold or suspended name")
REPLACED = Words("博彩、色情、销售等内容", "gambling, pornography or trade")
WORDS = Words("标题等处出现“{words}”", "its title or tags say “{words}”")
TEXT = Words(
    "页面已无本单位名称或标识，而有{n}处博彩、色情、销售等词",
    "no name of the unit, and {n} words of gambling, pornography or trade",
)
LANGUAGE = Words(
    "页面已无本单位名称或标识，文字几乎不是中文",
    "no name of the unit, and hardly a word of Chinese",
)
OUTLINKS = Words(
    "页面已无本单位名称或标识，{n}条链接中{k}条指向外部网站",
    "no name of the unit, and {k} of {n} links lead to strangers",
)
SENDS_AWAY = Words(
    "将从搜索引擎进入的访问者转往外部网站 {host}",
    "sends those who come from a search engine to {host}",
)
HIDDEN = Words("含有{n}条隐藏的外部链接（{first}）", "{n} hidden links to strangers ({first})")
SHOWN = Words(
    "含有{n}条指向博彩、色情、销售等网站的链接（{first}）",
    "{n} links to gambling, pornography or trade ({first})",
)


def is_own(identity: PageIdentity, names: Iterable[str], known_marks: frozenset[str]) -> bool:
    """It bears a name of the unit or its place, or a number that it bore before. The emblem alone
    is anybody's.
    """
    said = _squashed(" ".join((identity.title, identity.head, identity.foot)))
    return any(_squashed(name) in said for name in names if name) or bool(
        set(identity.marks) & known_marks - {"emblem"}
    )


def sign_of(
    outcome: Outcome,
    identity: PageIdentity | None,
    *,
    own: bool,
    was_own: bool,
    limits: HijackedSite,
) -> Sign | None:
    """The gravest thing seen, None where there is none. `was_own`: an earlier reading was known to
    be the unit's.
    """
    if outcome is Outcome.PARKED:
        return Sign("parked", PARKED)
    if outcome is Outcome.HIJACKED:
        return Sign("defaced" if own else "hijacked", REPLACED)
    if identity is None:
        return None
    return (
        _by_tags(identity, own, limits)
        or _by_loss(identity, own, was_own, limits)
        or _by_links(identity)
    )


def _by_tags(identity: PageIdentity, own: bool, limits: HijackedSite) -> Sign | None:
    words = identity.foreign_in_tags
    if not words or (identity.reporting and len(words) < 2):
        return None
    is_plain = len(words) >= 2 or not own or identity.foreign_in_text >= limits.text_words
    return Sign(
        "defaced" if own else "hijacked", WORDS.filled(words="、".join(words[:3])), is_plain
    )


def _by_loss(identity: PageIdentity, own: bool, was_own: bool, limits: HijackedSite) -> Sign | None:
    """The owner is gone, and what is there instead speaks another language, of other things, or
    leads elsewhere.
    """
    if own:
        return None
    if identity.foreign_in_text >= limits.text_words:
        return Sign("hijacked", TEXT.filled(n=identity.foreign_in_text))
    if identity.han_share < limits.han_share and identity.letters >= MANY_LETTERS:
        return Sign("hijacked", LANGUAGE, was_own)
    if (
        identity.outlinks >= limits.outlinks
        and identity.outlinks >= limits.outlink_share * identity.links
    ):
        return Sign("hijacked", OUTLINKS.filled(n=identity.links, k=identity.outlinks), was_own)
    return None


def _by_links(identity: PageIdentity) -> Sign | None:
    if identity.sends_away:
        return Sign("dark_links", SENDS_AWAY.filled(host=identity.sends_away))
    hidden = [one for one in identity.strangers if one.startswith("hidden: ")]
    if hidden:
        return Sign(
            "dark_links", HIDDEN.filled(n=len(hidden), first=hidden[0].removeprefix("hidden: "))
        )
    if identity.strangers:
        return Sign(
            "foreign_links",
            SHOWN.filled(
                n=len(identity.strangers),
                first=identity.strangers[0].removeprefix("shown: "),
            ),
        )
    return None


def _squashed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()

"""The fault may be our own list's: the address on record looks mistyped, or it is that of a unit
that was merged or renamed in the meantime.

Not where the site was open before: then the address was right.
"""

import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

from config.words import Words
from monitor.dossier.facts import Dossier, SiteView
from monitor.judging.defence import Accusation, Defence
from monitor.judging.verdict import Why
from store.outcomes import Outcome


def _told(accusation: Accusation) -> str:
    """Of an address that was open nothing more is asked; where none is on record there is none to
    be mistyped.
    """
    accused = _accused(accusation)
    if any(site.home.was_ever_open for site in accused):
        return "opened"
    return "" if accused else "no_address"


DEFENCE = Defence(
    looked_for=Words(
        "登记的网址有常见的误写，或者单位名称在已知的撤并机构之列",
        "an address on record of a form that is commonly mistyped, or a name that a known reform did away with",
    ),
    why=Why.OUR_OWN_LIST,
    otherwise={
        "opened": Words("登记的网址从未打开过", "an address on record that never opened"),
        "no_address": Words(
            "单位名称在已知的撤并机构之列", "a name that a known reform did away with"
        ),
    },
    told=_told,
)
# A host that no government site can have: `gov.con`, `xxgovcn`, `www.www.`, `wwww.`, `gov.cn.cn`.
_MISTYPED = re.compile(
    r"^w{1,2}\.|^w{4,}\.|^www?\.www\.|^www[a-z]|\.(?:gov|g0v|goc|gvo|gob|ggov)\.(?:c|cm|con|com|cnn|ch|vn|n)$"
    r"|\.(?:g0v|goc|gvo|gob|ogv|gv|govv)\.cn$|govcn|gov\.cn\.|\.cn\.cn$|\.\.|(?<!\.)gov\.cn$|,|，|。"
)
# Offices that a reform did away with: old names, words of the new one, the day it was done.
_REFORMS = tomllib.loads((Path(__file__).parent / "our_own_list.toml").read_text("utf-8"))["reform"]


def objects(accusation: Accusation) -> bool:
    dossier, accused = accusation.dossier, _accused(accusation)
    if any(site.home.was_ever_open for site in accused):
        return False
    return any(_looks_mistyped(site, dossier) for site in accused) or _was_reformed(dossier)


def _accused(accusation: Accusation) -> list[SiteView]:
    return [accusation.site] if accusation.site else list(accusation.dossier.sites)


def _looks_mistyped(site: SiteView, dossier: Dossier) -> bool:
    """By its form, or one letter beside the host of another site that the unit has on record; or a
    path of which the server says that it is not there.
    """
    host = urlsplit(site.url).hostname or ""
    others = [urlsplit(other.url).hostname or "" for other in dossier.sites if other is not site]
    is_wrong_path = urlsplit(site.url).path not in ("", "/") and any(
        look.outcome is Outcome.HTTP_404_410 for look in site.home.sightings
    )
    return (
        is_wrong_path
        or bool(_MISTYPED.search(host))
        or any(_is_one_letter_off(host, other) for other in others)
    )


def _is_one_letter_off(one: str, other: str) -> bool:
    """One letter wrong, missing or too many, or two neighbours changed places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    head = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    a, b = one[head:], other[head:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[2:] == b[2:] and a[:2] == b[1::-1])


def _was_reformed(dossier: Dossier) -> bool:
    """The unit's name is one that a reform of offices did away with, and none of its names is the
    new one.
    """
    names = dossier.unit.all_names
    if dossier.unit.retired and dossier.unit.retired <= dossier.as_of:
        return True
    return any(
        reform["done"] <= dossier.as_of
        and any(name.endswith(tuple(reform["old"])) for name in names)
        and not any(new in name for new in reform["new"] for name in names)
        for reform in _REFORMS
    )

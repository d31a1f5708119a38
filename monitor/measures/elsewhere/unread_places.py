"""Behind which menu's word what was not found may stand unread: a page of the unit's own that was
not read, or a platform elsewhere. Pure.

The words: unread_places.toml; what is not said by a menu's word is not looked for.
"""

import tomllib
from pathlib import Path

from monitor.dossier.facts import Dossier, MenuLink
from monitor.judging.verdict import Why
from monitor.measures.common_platforms import leads_to_an_unread_site
from monitor.measures.disclosure import plain_words

_WORDS = tomllib.loads((Path(__file__).parent / "unread_places.toml").read_text("utf-8"))
_LONGEST_WORD = 12  # characters of a menu's word; what is longer is somebody's article


def why_it_may_stand_unread(matters: set[str], dossier: Dossier) -> Why | None:
    """Of `matters` (duties, rights, penalties): an unread platform before an unread page."""
    wanted = [word for matter in sorted(matters) for word in _WORDS[matter]] + _WORDS["whole"]
    named = [link for link in dossier.menus if _is_named(link, wanted)]
    if any(leads_to_an_unread_site(link, dossier) for link in named):
        return Why.EXTERNAL_PLATFORM
    is_unread = any(link.leads_to in ("unknown", "closed") for link in named)
    return Why.COVERAGE_LOW if is_unread else None


def _is_named(link: MenuLink, wanted: list[str]) -> bool:
    text = plain_words(link.text)
    return len(text) <= _LONGEST_WORD and any(word in text for word in wanted)

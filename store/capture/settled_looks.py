"""From the visits of one capture file to one look a page: what this crawl says of it when all is
counted.

A page may be asked several times in a crawl: tried again after a failure, looked at twice to learn
what is volatile. That is one look, and the best answer counts: whoever answered once tonight was
there tonight.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from store.capture.file import StoredVisit
from store.outcomes import Outcome
from store.records import PageFacts, Purpose, Visit
from store.urls import canonical


@dataclass(frozen=True, slots=True)
class SettledLook:
    """The stage between visits and spans: what one crawl says of one page, all its visits counted."""

    url: str  # canonical
    purpose: Purpose
    site: str
    channel_url: str  # canonical, "" where met outside any channel
    depth: int
    title_hint: str
    visit: Visit
    facts: PageFacts | None
    changed: bool
    masks: tuple[str, ...]  # learned in any visit of this crawl
    sha256: str  # of the body kept, "" where none was
    tries: tuple[tuple[str, str], ...]  # (instant, outcome) of every visit, for the coverage blob

    @property
    def is_judged(self) -> bool:
        return self.visit.outcome is not Outcome.NOT_JUDGED

    @property
    def shows_the_page(self) -> bool:
        return self.visit.outcome.shows_the_page


def settled(visits: Iterable[StoredVisit]) -> list[SettledLook]:
    """One look a URL, in the order in which the URLs were first met."""
    by_url: dict[str, list[StoredVisit]] = {}
    for stored in visits:
        by_url.setdefault(canonical(stored.visit.url), []).append(stored)
    return [_look(url, group) for url, group in by_url.items()]


def _look(url: str, group: list[StoredVisit]) -> SettledLook:
    best = max(
        enumerate(group),
        key=lambda numbered: (_worth(numbered[1].visit), numbered[1].changed, numbered[0]),
    )[1]
    alike = [stored for stored in group if stored.visit.outcome is best.visit.outcome]
    read = [stored for stored in alike if stored.facts is not None]
    return SettledLook(
        url=url,
        purpose=best.purpose,
        site=best.site,
        channel_url=canonical(best.channel_url) if best.channel_url else "",
        depth=best.depth,
        title_hint=best.title_hint,
        visit=best.visit,
        facts=best.facts or (read[-1].facts if read else None),
        changed=any(stored.changed for stored in alike),
        masks=tuple(dict.fromkeys(mask for stored in group for mask in stored.masks)),
        sha256=best.visit.sha256
        or next((stored.visit.sha256 for stored in reversed(alike) if stored.visit.sha256), ""),
        tries=tuple((_minute(stored.visit.at), stored.visit.outcome.value) for stored in group),
    )


def _worth(visit: Visit) -> int:
    """The page itself, then any answer about it, then nothing that counts."""
    if visit.outcome.shows_the_page:
        return 2
    return 0 if visit.outcome is Outcome.NOT_JUDGED else 1


def _minute(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%MZ")

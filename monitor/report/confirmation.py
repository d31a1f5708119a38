"""Which open findings were found again tonight, and which were not: those are told apart, with the
day they were last found. Pure.

Of a site that is closed tonight nothing is repeated: that it cannot be opened says it all, and what
stood there may be in order behind it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from store.records import Finding
from store.urls import host_of

# Rules that say that a site cannot be opened, and the kinds of them that say something else.
_CLOSED = frozenset({"unreachable_site", "intranet_only_site", "missing_site"})
_OPEN_ALL_THE_SAME = frozenset({"slow"})


@dataclass(frozen=True, slots=True)
class ByConfirmation:
    confirmed: tuple[Finding, ...] = ()
    unconfirmed: tuple[Finding, ...] = ()
    behind_closed: tuple[Finding, ...] = ()  # not confirmed, of a site that is closed tonight

    @property
    def all(self) -> tuple[Finding, ...]:
        return (*self.confirmed, *self.unconfirmed, *self.behind_closed)


def by_confirmation(findings: Iterable[Finding], day: date) -> ByConfirmation:
    """The open ones of `findings`, as of the night of `day`, each in its order."""
    still_open = [finding for finding in findings if finding.state == "open"]
    confirmed = [finding for finding in still_open if finding.last_confirmed >= day]
    rest = [finding for finding in still_open if finding.last_confirmed < day]
    closed = {
        (finding.unit, _host(finding))
        for finding in confirmed
        if finding.rule in _CLOSED and finding.kind not in _OPEN_ALL_THE_SAME
    }
    hidden = [finding for finding in rest if (finding.unit, _host(finding)) in closed]
    shown = [finding for finding in rest if (finding.unit, _host(finding)) not in closed]
    return ByConfirmation(tuple(confirmed), tuple(shown), tuple(hidden))


def _host(finding: Finding) -> str:
    """Of the site that it stands on; the unit itself where it stands on none."""
    address = finding.address or finding.subject.partition(":")[2]
    return host_of(address) or finding.unit

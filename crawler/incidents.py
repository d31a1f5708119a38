"""What many failures at one moment mean: everybody behind one address, or we ourselves. Pure
(docs/field-notes.md §2, docs/faults.md §N.3, §N.4).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from store.outcomes import Outcome, OutcomeGroup

PLATFORM_UNITS = 3  # from so many at one address, none of whom opens, it is one incident
MASS_FAILURES = 5  # more than so many at once, and more than MASS_SHARE of all
MASS_SHARE = 0.30

_FAILED = frozenset({OutcomeGroup.UNREACHABLE, OutcomeGroup.OURS})
_NEVER_ASKED = frozenset({OutcomeGroup.INSIDE, OutcomeGroup.POLICY})

Ended = tuple[str, Outcome]  # address ("" where there was none), how it ended


def is_mass_failure(ends: Mapping[str, Outcome]) -> bool:
    """So many failed together that our own line is asked first. Keys: whatever was looked at."""
    failed = sum(outcome.group in _FAILED for outcome in ends.values())
    return failed > max(MASS_FAILURES, MASS_SHARE * len(ends))


def nothing_was_reached(ends: Iterable[Outcome]) -> bool:
    """Something was asked, all of it failed, and no host gave an answer of its own: a line of ours
    that is down, or a name server that knows no name, looks just like it.
    """
    groups = {outcome.group for outcome in ends}
    return bool(groups & _FAILED) and groups <= _FAILED | _NEVER_ASKED


def shared_failures(ends: Mapping[str, Ended]) -> dict[str, str]:
    """Those of `ends` (by unit) that failed with everybody behind their address, and that address."""
    behind: defaultdict[str, dict[str, Outcome]] = defaultdict(dict)
    for who, (address, outcome) in ends.items():
        if address:
            behind[address][who] = outcome
    return {
        who: address
        for address, outcomes in behind.items()
        if len(outcomes) >= PLATFORM_UNITS
        and all(outcome.group is OutcomeGroup.UNREACHABLE for outcome in outcomes.values())
        for who in outcomes
    }

"""The one closed list of how a visit can end, and what each end may be used for.

Every visit of the spider or the probe ends in exactly one `Outcome`. The group decides what the
outcome may support: only `UNREACHABLE` ever counts towards a missing or unreachable site, only
`OPEN` and `DEFECTIVE` prove freshness, and `OURS` supports nothing at all. The words for people
stand in `store/outcome_words.py`.
"""

from enum import StrEnum
from functools import cached_property


class OutcomeGroup(StrEnum):
    """What a visit's end may support (docs/faults.md §1)."""

    OPEN = "open"
    DEFECTIVE = (
        "defective"  # open, with a fault of quality; the page is kept and judged where readable
    )
    GONE = "gone"  # this page is not there; the site is
    UNREACHABLE = "unreachable"  # the only group behind missing_site and unreachable_site
    # something else stands in the site's place: maintenance, parked, hijacked, moved
    REPLACED = "replaced"
    BLOCKED = "blocked"  # a wall; cannot_tell, and the unit is asked to let us in
    INSIDE = "inside"  # seen from the inner network only
    POLICY = "policy"  # we refused to read it
    OURS = "ours"  # our own fault; streaks do not advance


class Outcome(StrEnum):
    """How one visit ended."""

    OPEN = "open"

    DNS_NXDOMAIN = "dns_nxdomain"
    TCP_REFUSED = "tcp_refused"
    TCP_RESET = "tcp_reset"
    TCP_TIMEOUT = "tcp_timeout"
    SLOW_OVER_15S = "slow_over_15s"
    HTTP_5XX = "http_5xx"
    EMPTY_200 = "empty_200"

    MAINTENANCE = "maintenance"
    PARKED = "parked"
    HIJACKED = "hijacked"
    MOVED = "moved"

    TLS_EXPIRED = "tls_expired"
    TLS_SELF_SIGNED = "tls_self_signed"
    TLS_WRONG_HOST = "tls_wrong_host"
    TLS_LEGACY = "tls_legacy"
    MOJIBAKE = "mojibake"
    STUB = "stub"
    NEEDS_BROWSER = "needs_browser"
    REDIRECT_LOOP = "redirect_loop"
    TRUNCATED = "truncated"
    PARSE_ANOMALY = "parse_anomaly"

    HTTP_404_410 = "http_404_410"
    SOFT_404 = "soft_404"
    HTTP_4XX = "http_4xx"

    WAF_CHALLENGE = "waf_challenge"
    HTTP_401_403 = "http_401_403"
    LOGIN_REQUIRED = "login_required"
    RATE_LIMITED = "rate_limited"
    ROBOTS_DENIED = "robots_denied"

    INTRANET_ONLY = "intranet_only"
    REFUSED_BY_OUR_POLICY = "refused_by_our_policy"
    NOT_JUDGED = "not_judged"

    @classmethod
    def _missing_(cls, value: object) -> "Outcome":
        """Raises ValueError with the whole list: whoever wrote a case file needs it."""
        raise ValueError(f"{value!r} is no outcome; there are: {', '.join(cls)}")

    @cached_property
    def group(self) -> OutcomeGroup:
        return _GROUPS[self]

    @cached_property
    def shows_the_page(self) -> bool:
        """The body received is the page itself, so facts may be read from it."""
        return self in _SHOWS_THE_PAGE

    @property
    def is_settled_for_tonight(self) -> bool:
        """Asking again in the same run cannot change the answer."""
        return self not in _WORTH_ANOTHER_TRY


class Ours(StrEnum):
    """Why a visit was not judged; always the inspector's side (the `reason` beside `not_judged`)."""

    DNS_SERVFAIL = "dns_servfail"
    DNS_TIMEOUT = "dns_timeout"
    NET_UNREACHABLE = "net_unreachable"
    LOCAL_RESOURCES = "local_resources"
    PROXY = "proxy"
    CANARY_DOWN = "canary_down"
    LINE_UNKNOWN = "line_unknown"  # no canaries, and nothing else spoke for our own line
    CLOCK_SUSPECT = "clock_suspect"
    KILLED = "killed"
    DISK_FULL = "disk_full"
    TLS_UNSPOKEN = "tls_unspoken"  # a handshake in a tongue that we do not speak: SSLv3, 国密
    OUR_BUG = "our_bug"


_MEMBERS: dict[OutcomeGroup, tuple[Outcome, ...]] = {
    OutcomeGroup.OPEN: (Outcome.OPEN,),
    OutcomeGroup.UNREACHABLE: (
        Outcome.DNS_NXDOMAIN,
        Outcome.TCP_REFUSED,
        Outcome.TCP_RESET,
        Outcome.TCP_TIMEOUT,
        Outcome.SLOW_OVER_15S,
        Outcome.HTTP_5XX,
        Outcome.EMPTY_200,
    ),
    OutcomeGroup.REPLACED: (Outcome.MAINTENANCE, Outcome.PARKED, Outcome.HIJACKED, Outcome.MOVED),
    OutcomeGroup.DEFECTIVE: (
        Outcome.TLS_EXPIRED,
        Outcome.TLS_SELF_SIGNED,
        Outcome.TLS_WRONG_HOST,
        Outcome.TLS_LEGACY,
        Outcome.MOJIBAKE,
        Outcome.STUB,
        Outcome.NEEDS_BROWSER,
        Outcome.REDIRECT_LOOP,
        Outcome.TRUNCATED,
        Outcome.PARSE_ANOMALY,
    ),
    OutcomeGroup.GONE: (Outcome.HTTP_404_410, Outcome.SOFT_404, Outcome.HTTP_4XX),
    OutcomeGroup.BLOCKED: (
        Outcome.WAF_CHALLENGE,
        Outcome.HTTP_401_403,
        Outcome.LOGIN_REQUIRED,
        Outcome.RATE_LIMITED,
        Outcome.ROBOTS_DENIED,
    ),
    OutcomeGroup.INSIDE: (Outcome.INTRANET_ONLY,),
    OutcomeGroup.POLICY: (Outcome.REFUSED_BY_OUR_POLICY,),
    OutcomeGroup.OURS: (Outcome.NOT_JUDGED,),
}
_GROUPS = {outcome: group for group, outcomes in _MEMBERS.items() for outcome in outcomes}

# Something came back: the page itself, a page with a fault, or the word that it is not there.
ANSWERED = frozenset(
    {OutcomeGroup.OPEN, OutcomeGroup.DEFECTIVE, OutcomeGroup.GONE, OutcomeGroup.REPLACED}
)

# A certificate's fault does not make the words on the page less readable.
_SHOWS_THE_PAGE = frozenset(
    {
        Outcome.OPEN,
        Outcome.TLS_EXPIRED,
        Outcome.TLS_SELF_SIGNED,
        Outcome.TLS_WRONG_HOST,
        Outcome.TLS_LEGACY,
    }
)

# Everything else was said clearly; a second question the same night would only be a burden on a
# small server.
_WORTH_ANOTHER_TRY = frozenset(
    {
        Outcome.TCP_REFUSED,
        Outcome.TCP_RESET,
        Outcome.TCP_TIMEOUT,
        Outcome.SLOW_OVER_15S,
        Outcome.HTTP_5XX,
        Outcome.EMPTY_200,
        Outcome.TRUNCATED,
        Outcome.NOT_JUDGED,
    }
)

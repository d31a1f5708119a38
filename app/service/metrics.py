"""The vital signs in the form that a machine's monitoring reads (Prometheus text format). Numbers
only: no names, no findings.
"""

from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from app.service.health import Health
from store.cluster.queue_view import QueueView
from store.judged import Extent

STATES = ("running", "complete", "unjudged", "blind", "interrupted")


def metrics_text(found: Health) -> bytes:
    """One scrape. Gauges of instants are Unix seconds, 0 where there was never such a thing."""
    registry = CollectorRegistry()
    signs = found.signs

    def gauge(name: str, about: str, value: float) -> None:
        Gauge(f"gongkai_{name}", about, registry=registry).set(value)

    gauge("alive", "1 where a night was complete within the watchdog's limit", found.is_alive)
    gauge(
        "last_night_complete_timestamp_seconds",
        "End of the newest complete night",
        _unix(signs.last_complete),
    )
    gauge(
        "last_night_began_timestamp_seconds",
        "Start of the newest night, whatever came of it",
        _unix(signs.last_began),
    )
    gauge("last_probe_timestamp_seconds", "Newest probe of a home page", _unix(signs.last_probe))
    gauge("units", "Units on record", signs.units)
    gauge("units_judged", "Units that the last complete night judged at all", signs.judged.judged)
    gauge("matters_undecided", "Matters that it could not judge", signs.judged.undecided)
    gauge("messages_waiting", "Messages that a channel has not taken yet", signs.waiting_messages)
    gauge("disk_free_bytes", "Free space where the data folder lies", found.free_bytes)
    state = Gauge(
        "gongkai_last_night_state",
        "1 for the state of the newest night",
        ["state"],
        registry=registry,
    )
    for name in STATES:
        state.labels(name).set(signs.last_state == name)
    extents = Gauge(
        "gongkai_units_by_extent",
        "Units by how far the last complete night judged them",
        ["extent"],
        registry=registry,
    )
    for extent in Extent:
        extents.labels(extent.value).set(getattr(signs.judged, extent.value))
    findings = Gauge("gongkai_findings_open", "Open findings", ["severity"], registry=registry)
    for severity, count in signs.open_findings.items():
        findings.labels(severity).set(count)
    if found.queue is not None:
        _queue(registry, found.queue, found)
    return generate_latest(registry)


def _queue(registry: CollectorRegistry, view: QueueView, found: Health) -> None:
    crawls = Gauge(
        "gongkai_queue_crawls", "Crawls that the night waits for", ["state"], registry=registry
    )
    for state in ("waiting", "taken", "home"):
        crawls.labels(state).set(getattr(view, state))
    still = view.still_for(found.now)
    for name, about, value in (
        ("workers_at_work", "Workers that gave a sign of life", view.at_work),
        ("busy", "Crawls that workers say they are at", sum(one.busy for one in view.workers)),
        ("still_seconds", "Since the last crawl came home", still.total_seconds()),
        ("seen_timestamp_seconds", "When home last looked at the queue", _unix(view.at)),
    ):  # fmt: skip
        Gauge(f"gongkai_queue_{name}", about, registry=registry).set(value)


def _unix(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0.0

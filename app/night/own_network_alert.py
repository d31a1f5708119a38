"""The operator hears once that our own line is bad, and leaders nothing: what was not seen is
nobody's fault.

A nightly run tells of itself (monitor/alerts). Rounds of probes come every hour and would tell as
often, so that one message goes out when a time of blindness begins; a marker in the data folder
says that it has.
"""

from datetime import datetime
from pathlib import Path

from config.folder import Config
from config.office import Person
from config.words import Words
from store.ledger import Ledger
from store.outbox import NewMessage, compose

SUBJECT = Words(
    "{city}政务公开检查：检查方网络异常，探测暂不计入",
    "{city} inspection: our own network is not good, probes do not count",
)
BODY = Words(
    "自{at}起，检查方网络异常（{why}）。此期间的探测一律不计入，不影响任何单位。请检查本机网络、域名服务器与对照网站设置；恢复后自动继续，不再另行通知。",
    "Since {at} our own network is not good ({why}). Probes of this time count for nobody. Look at this machine's line, name server and canaries; it goes on by itself once they are seen again, without a further message.",
)


def notify_of_blindness(
    ledger: Ledger, config: Config, *, good: bool, why: str, at: datetime
) -> int:
    """Queue one message for each operator where a time of blindness begins; how many."""
    marker = config.data / "probes" / "blind-since"
    if good:
        marker.unlink(missing_ok=True)
        return 0
    if marker.exists():
        return 0
    messages = [
        _message(person.id, person.language or config.office.language, config, why, at)
        for person in _operators(config)
    ]
    queued = compose(ledger, messages, now=at)
    _mark(marker, at)
    return queued


def _operators(config: Config) -> list[Person]:
    return [person for person in config.office.people if person.role == "operator"]


def _message(person: str, language: str, config: Config, why: str, at: datetime) -> NewMessage:
    local = at.astimezone(config.office.zone)
    return NewMessage(
        person=person,
        run_id=f"probes-{at:%Y%m%dT%H%M%SZ}",
        day=local.date(),
        subject=SUBJECT.text(language, city=config.office.city),
        body=BODY.text(language, at=f"{local:%Y-%m-%d %H:%M}", why=why) + "\n",
    )


def _mark(marker: Path, at: datetime) -> None:
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.write_text(at.isoformat(), encoding="utf-8")

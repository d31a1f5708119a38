"""What is put beside the ledger for analysts: who answers for whom, how each finding is on its way
to a repair, and what people said of it, from the office's files and the desk as they are now. What
is held to be secret (涉密) is in none of it, and nothing that was said of secrecy.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock

from config.folder import Config
from monitor.analysts.labels import labels
from monitor.rectification.stage import RepairStage
from monitor.rectification.summary import Summary, SummaryLine, relapses, summary
from store.clock import Clock
from store.desk.desk import desk_as_it_is
from store.desk.entries import (
    DECISIONS,
    DeskAction,
    DeskEntry,
    entries_of_all,
    held_secret,
    standings,
)
from store.findings import all_findings, events_of
from store.instants import day_text, to_text
from store.ledger import open_ledger
from store.outbox import told_at
from store.queries.analysts.views import RowsBeside

_OF_SECRECY = frozenset(
    action for action in DeskAction if DeskAction.SECRECY_CLAIMED in (action, DECISIONS.get(action))
)


@dataclass(slots=True)
class AnalystRows:
    """Asked by the views of one data folder, by any thread. `config` None: nothing is known of the
    office, and only codes have words.
    """

    data: Path
    config: Callable[[], Config] | None = None
    clock: Clock = field(default_factory=Clock)
    _seen: object = None
    _repairs: dict[str, str] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def rows(self) -> RowsBeside:
        return RowsBeside(self.labels, self.secret, self.people, self.repairs, self.words)

    def labels(self) -> str:
        return _json(labels(self.config().rulebook if self.config else None))

    def secret(self) -> str:
        desk = desk_as_it_is(self.data)
        return _json(sorted(held_secret(desk, self._today())) if desk else ())

    def people(self) -> str:
        return _json(_people(self.config())) if self.config else "[]"

    def repairs(self, unit: str) -> str:
        """Of all units at once, and kept until ledger, desk or day are others: a question asks for
        one unit after the other.
        """
        if self.config is None:
            return "[]"
        with self._lock:
            seen = (_stamps(self.data), self._today())
            if seen != self._seen:
                self._repairs, self._seen = self._all_repairs(self.config()), seen
            return self._repairs.get(unit, "[]")

    def words(self, unit: str) -> str:
        desk = desk_as_it_is(self.data)
        if desk is None:
            return "[]"
        ledger = open_ledger(self.data / "ledger.db", readonly=True)
        try:
            ids = [
                number
                for (number,) in ledger.db.conn.execute(
                    "SELECT id FROM finding WHERE unit = ?", (unit,)
                )
            ]
        finally:
            ledger.close()
        said = entries_of_all(desk, ids).values()
        return _json(
            _word(word) for words in said for word in words if word.what not in _OF_SECRECY
        )

    def _all_repairs(self, config: Config) -> dict[str, str]:
        lines: dict[str, list[object]] = {}
        for line in _summary(self.data, config, self._today()).lines:
            if line.stands.stage is not RepairStage.UNDER_SECRECY:
                lines.setdefault(line.finding.unit, []).append(_repair(line, config))
        return {unit: _json(rows) for unit, rows in lines.items()}

    def _today(self) -> date:
        now = self.clock.now()
        return self.config().office.day_of(now) if self.config else now.date()


def _summary(data: Path, config: Config, today: date) -> Summary:
    """Of every finding that ever was. Raises StoreFailed."""
    ledger = open_ledger(data / "ledger.db", readonly=True)
    try:
        found, desk = all_findings(ledger), desk_as_it_is(data)
        return summary(
            config,
            found,
            standings(desk, ((one.id, one.reopened) for one in found)) if desk else {},
            {key: config.office.day_of(at) for key, at in told_at(ledger).items()},
            {one.id: relapses(events_of(ledger, one.id)) for one in found if one.reopened},
            since=date.min,
            as_of=today,
        )
    finally:
        ledger.close()


def _repair(line: SummaryLine, config: Config) -> dict[str, object]:
    """Named as views.sql reads it."""
    standing, stands = line.standing, line.stands

    def day(word: DeskEntry | None) -> str | None:
        return day_text(config.office.day_of(word.at)) if word else None

    return {
        "finding": line.finding.id,
        "stage": stands.stage.value,
        "told": day_text(line.told),
        "due": day_text(stands.deadline.day),
        "is_running": int(stands.deadline.is_running),
        "overdue_days": stands.overdue_days,
        "person": standing.person,
        "answering": "、".join(() if standing.person else line.persons),
        "acknowledged": day(standing.acknowledged),
        "acknowledged_by": standing.acknowledged.by_name if standing.acknowledged else "",
        "answered": day(standing.answered),
        "decision": standing.decided.what.value if standing.decided else "",
        "decided": day(standing.decided),
        "is_waiting": int(bool(stands.waiting)),
        "is_extended": int(stands.is_extended),
        "escalated": day(stands.escalated),
        "came_back": line.relapses,
    }


def _word(word: DeskEntry) -> dict[str, object]:
    return {
        "id": word.id,
        "finding": word.finding,
        "life": word.life,
        "what": word.what.value,
        "value": word.value,
        "day": day_text(word.day),
        "by_name": word.by_name,
        "at": to_text(word.at),
    }


def _people(config: Config) -> Iterator[dict[str, str]]:
    """Who is notified, a row for each unit that they answer for; without their addresses."""
    for person in config.office.people:
        known = {"person": person.id, "name": person.name, "role": person.role}
        units = [unit.id for unit in config.units if person.id in unit.responsible]
        yield from ({**known, "unit": unit} for unit in units or [""])


def _stamps(data: Path) -> tuple[tuple[int, int], ...]:
    """Of the files that a repair hangs on: another content is another stamp."""
    files = (data / name for name in ("ledger.db", "ledger.db-wal", "desk.db"))
    return tuple(
        (status.st_mtime_ns, status.st_size)
        for status in (file.stat() for file in files if file.exists())
    )


def _json(rows: Iterable[object]) -> str:
    return json.dumps(list(rows), ensure_ascii=False)

"""A word to the operators that cannot wait for a night: sent at once, once an episode, and
again until each channel took it.

It writes no ledger, only a note of its own in the data folder, so that it can be said where the
ledger cannot be opened.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from config.folder import Config
from config.office import Person
from config.words import Words
from monitor.alerts.letters import short, told_text
from monitor.alerts.send import channel_key, deliver
from store.outbox import WaitingMessage


@dataclass(frozen=True, slots=True)
class Notified:
    """One channel asked on one episode; `error` is empty where it took the message."""

    person: str
    channel: str
    error: str = ""


def notify_operators(
    config: Config, now: datetime, what: str, episode: str, subject: Words, words: Words
) -> list[Notified]:
    """`what` names the note (a file name's stem); `episode` changes when there is something new to
    say.
    """
    taken = _taken(config, what, episode)
    notified: list[Notified] = []
    for person in config.office.people:
        if person.role != "operator":
            continue
        for address in person.channels:
            channel = channel_key(address)
            if channel in taken:
                continue
            error = deliver(
                address,
                _message(config, person, f"{what}.{episode}", subject, words),
                now,
                config.office,
            )
            notified.append(Notified(person.id, channel, error))
            if not error:
                taken.add(channel)
                _keep(config, what, episode, taken)
    return notified


def forget(config: Config, what: str) -> None:
    """It is over: the next time is another episode."""
    _note(config, what).unlink(missing_ok=True)


def _message(
    config: Config, person: Person, number: str, subject: Words, words: Words
) -> WaitingMessage:
    language = person.language or config.office.language
    message_id = f"{number.replace('_', '-')}.{person.id}@gongkai.invalid"
    said = short(subject.text(language, city=config.office.city))
    return WaitingMessage(
        0, message_id, person.id, said, told_text([words.text(language)]), frozenset(), 0
    )


def _taken(config: Config, what: str, episode: str) -> set[str]:
    """Which channels know of this. A note that cannot be read costs a repetition, never the
    message.
    """
    try:
        note = json.loads(_note(config, what).read_text(encoding="utf-8"))
        return set(note["taken"]) if note["episode"] == episode else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _keep(config: Config, what: str, episode: str, taken: set[str]) -> None:
    note = _note(config, what)
    note.parent.mkdir(parents=True, exist_ok=True)
    part = note.with_suffix(".part")
    part.write_text(json.dumps({"episode": episode, "taken": sorted(taken)}), encoding="utf-8")
    part.replace(note)


def _note(config: Config, what: str) -> Path:
    return config.data / f"{what}.json"

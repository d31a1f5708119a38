"""Findings as an Atom feed (RFC 4287). Pure.

Written with the escaping of the pages (markupsafe): a feed is eight kinds of elements, and the
library for them (feedgen) brings lxml, a parser, which the console must not import.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
# What XML 1.0 cannot say, even escaped.
_UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """`id` stays the same as long as it is the same event."""

    id: str
    title: str
    link: str
    at: datetime
    summary: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    id: str
    title: str
    author: str
    link: str
    own_link: str
    language: str
    at: datetime  # of its newest entry; of a feed without any, of the last night


def atom(feed: Feed, entries: Sequence[FeedEntry]) -> bytes:
    told = Markup("").join(_entry(entry) for entry in entries)
    newest = max((entry.at for entry in entries), default=feed.at)
    text = Markup(
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="{}" xml:lang="{}"><id>{}</id>'
        '<title>{}</title><updated>{}</updated><link rel="self" href="{}"/>'
        '<link rel="alternate" href="{}"/><author><name>{}</name></author>{}</feed>\n'
    ).format(
        *(NAMESPACE, feed.language, feed.id, _sayable(feed.title), _moment(newest)),
        *(feed.own_link, feed.link, _sayable(feed.author), told),
    )
    return text.encode()


def _entry(entry: FeedEntry) -> Markup:
    return Markup(
        '<entry><id>{}</id><title>{}</title><updated>{}</updated><link rel="alternate" href="{}"/>'
        '<category term="{}"/><summary>{}</summary></entry>\n'
    ).format(
        *(entry.id, _sayable(entry.title), _moment(entry.at), entry.link),
        *(_sayable(entry.subject), _sayable(entry.summary)),
    )


def _sayable(text: str) -> str:
    return _UNSAYABLE.sub("", text)


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")

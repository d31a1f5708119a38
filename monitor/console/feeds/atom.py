"""Findings as an Atom feed (RFC 4287). Pure.

A template as the pages have, escaped as they are: a feed is eight kinds of elements, and the library
for them (feedgen) brings lxml, a parser, which the console must not import.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.report.templating import templates_of

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
    newest = max((entry.at for entry in entries), default=feed.at)
    template = _templates.get_template("feeds/atom.xml")
    return template.render(feed=feed, entries=entries, newest=newest, namespace=NAMESPACE).encode()


def _sayable(text: str) -> str:
    return _UNSAYABLE.sub("", text)


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


_templates = templates_of("monitor.console")
_templates.filters |= {"sayable": _sayable, "moment": _moment}

"""Findings as an Atom feed (RFC 4287). Pure.

Made with the standard library's ElementTree: a feed is eight kinds of elements, and the library for
them (feedgen) brings lxml into the console, which reads nobody's markup here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree

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
    root = ElementTree.Element("feed", {"xmlns": NAMESPACE, "xml:lang": feed.language})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(max((entry.at for entry in entries), default=feed.at)))
    ElementTree.SubElement(root, "link", {"rel": "self", "href": feed.own_link})
    ElementTree.SubElement(root, "link", {"rel": "alternate", "href": feed.link})
    _add(ElementTree.SubElement(root, "author"), "name", feed.author)
    for entry in entries:
        told = ElementTree.SubElement(root, "entry")
        _add(told, "id", entry.id)
        _add(told, "title", entry.title)
        _add(told, "updated", _moment(entry.at))
        ElementTree.SubElement(told, "link", {"rel": "alternate", "href": entry.link})
        if entry.subject:
            ElementTree.SubElement(told, "category", {"term": _sayable(entry.subject)})
        _add(told, "summary", entry.summary)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _sayable(text)


def _sayable(text: str) -> str:
    return _UNSAYABLE.sub("", text)


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")

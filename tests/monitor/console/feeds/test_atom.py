"""A feed is well-formed whatever words are in it."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

from monitor.console.feeds.atom import NAMESPACE, Feed, FeedEntry, atom

NOW = datetime(2026, 3, 5, tzinfo=UTC)
FEED = Feed(
    "http://c.test/f", "新问题", "办公室", "http://c.test/findings", "http://c.test/f", "zh", NOW
)


def read(*entries: FeedEntry) -> ElementTree.Element:
    return ElementTree.fromstring(atom(FEED, entries))


def test_entries_have_what_readers_need() -> None:
    at = NOW - timedelta(days=2)
    entry = FeedEntry(
        "http://c.test/findings/3#0", "甲局 · 断链", "http://c.test/findings/3", at, "句"
    )
    root = read(entry)
    [told] = root.findall(f"{{{NAMESPACE}}}entry")
    said = {child.tag.rpartition("}")[2]: child.text for child in told}
    assert said["id"] == entry.id and said["updated"] == "2026-03-03T00:00:00+00:00"
    updated = root.find(f"{{{NAMESPACE}}}updated")
    assert updated is not None and updated.text == "2026-03-03T00:00:00+00:00"


def test_words_of_others_break_no_feed() -> None:
    hostile = "</title><script>\x00\x0b\ud800]]>&\u202e"
    [told] = read(FeedEntry("i", hostile, "http://c.test/1", NOW, hostile)).findall(
        f"{{{NAMESPACE}}}entry"
    )
    title = told.find(f"{{{NAMESPACE}}}title")
    assert title is not None and title.text == "</title><script>]]>&\u202e"


def test_a_feed_without_entries_is_one() -> None:
    assert read().findall(f"{{{NAMESPACE}}}entry") == []

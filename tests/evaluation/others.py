"""Others that do the same task, as their users call them: htmldate, trafilatura, plain visible
text, Scrapy's decoder.

Each is optional: where a package is not installed (`make eval` installs all of them) its column
stays away, and says so.
"""

import logging
from collections.abc import Callable
from datetime import date
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import lxml.html
from w3lib.encoding import html_to_unicode

# Their remarks about pages they cannot read would drown the table; what they answered stands in it.
logging.getLogger("htmldate").setLevel(logging.CRITICAL)
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

TextOf = Callable[[bytes], str]
DateOf = Callable[[bytes, str], date | None]


def text_readers() -> dict[str, TextOf]:
    """Name and function of each that turns a page into text: two captures are compared by it."""
    readers: dict[str, TextOf] = {"visible text": visible_text}
    trafilatura = _installed("trafilatura")
    if trafilatura is None:
        return readers
    return readers | {"trafilatura": lambda body: trafilatura.extract(body) or ""}


def date_readers() -> dict[str, DateOf]:
    """Name and function of each that reads a publication date from a page and, where it is not
    withheld, its URL.
    """
    module = _installed("htmldate")
    if module is None:
        return {}

    def asked(*, original_date: bool) -> DateOf:
        def htmldate(body: bytes, url: str) -> date | None:
            found = module.find_date(
                body.decode("utf-8", "replace"), original_date=original_date, url=url or None
            )
            return date.fromisoformat(found) if found else None

        return htmldate

    return {
        "htmldate": asked(original_date=False),
        "htmldate original_date": asked(original_date=True),
    }


def scrapy_text(body: bytes, content_type: str) -> str:
    """What the crawler's own `response.text` would hold (docs/stack.md §2.3)."""
    return html_to_unicode(content_type, body)[1]


def visible_text(body: bytes) -> str:
    """All words outside scripts and styles, one blank between them: what a simple change monitor
    compares.
    """
    if not body.strip():
        return ""
    words: Any = lxml.html.document_fromstring(body).xpath(
        "//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]"
    )
    return " ".join(" ".join(words).split())


def _installed(package: str) -> Any:
    try:
        return import_module(package)
    except ImportError:
        return None


def versions() -> dict[str, str]:
    """Of everything whose figures are in the table; "" where it is not installed."""
    found = {}
    for package in (
        "selectolax",
        "resiliparse",
        "lxml",
        "beautifulsoup4",
        "htmldate",
        "trafilatura",
        "w3lib",
        "protego",
    ):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = ""
    return found

"""Lists that only a script makes: known as such without a browser, by what stands where the entries
should (docs/field-notes.md §6).

Asked only of a page that shows neither entries nor text nor names a request for them: a clock
written by `document.write`, or a search box made by vue, says nothing of the list below it.
"""

from crawler.extract.dialects.reading import ListPage
from crawler.extract.patterns import patterns

_PATTERNS = patterns(__name__)
_TO_BE_FILLED = _PATTERNS["to_be_filled"]
_FETCHES = _PATTERNS["fetches"]
_UNFILLED = "a template that a script fills: {0}"
_IN_THE_SOURCE = (
    (_PATTERNS["repeats"], _UNFILLED),
    (_PATTERNS["template"], "a template in a script"),
    (_PATTERNS["writes"], "written by a script: document.write"),
    (_PATTERNS["external"], "an external script in the place of the list: {0}"),
)
_SHOWN = 80  # characters of what was found


def why_a_browser(page: ListPage, *, is_rendered: bool) -> str:
    """What shows that a script makes this page's list, "" where nothing does. Of a rendered page only
    what is still to be filled counts: its scripts have run.
    """
    unfilled = next((b.text for b in page.flat.blocks if is_to_be_filled(b.text)), "")
    if unfilled:
        return _UNFILLED.format(unfilled[:_SHOWN])
    return "" if is_rendered else _in_the_source(page.source)


def may_fetch(source: str) -> bool:
    """A script of the page asks for something: an empty list beside it was not seen."""
    return _FETCHES.search(source) is not None


def is_to_be_filled(text: str) -> bool:
    """{{ item.title }}, ${title}, <%= title %>: the place of words, and none."""
    return _TO_BE_FILLED.search(text) is not None


def _in_the_source(source: str) -> str:
    for pattern, reason in _IN_THE_SOURCE:
        if match := pattern.search(source):
            return reason.format(" ".join((match[1] if match.lastindex else "").split())[:_SHOWN])
    return ""

"""Messages to an office and their answers, as boards show them: rows under headings, cards and
single messages with labels, rows with a state, JSON (docs/rulebook.md §3.13).

A reply that is there is an answer, whatever the state beside it says; 已受理 and 已转办 are none.
What is shown of nobody's answer is `untold`: most boards show answered messages only.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from crawler.extract.dates import find_dates
from crawler.extract.flat import Anchor, FlatPage
from crawler.extract.labelled.cards import cards_of
from crawler.extract.labelled.columns import HeadedRow, rows_under_headings, words_of
from crawler.extract.labelled.comments import comments_of
from crawler.extract.labelled.fields import PrintedLabel, Values, fields_of, innermost, vocabulary
from crawler.extract.labelled.message import (
    Shown,
    inquiry_of,
    is_state,
    state_in,
    state_of,
)
from crawler.extract.links import full_words, target_of
from crawler.extract.patterns import data_of, pattern_rows, patterns
from store.records import Inquiry

_PATTERNS = patterns(__name__)
_LABELS: dict[str, list[str]] = data_of(__name__)["labels"]
VOCABULARY = vocabulary(
    _LABELS,
    open_ended={
        name: words + _LABELS[name] for name, words in data_of(__name__)["open_ended"].items()
    },
    shaped=pattern_rows(__name__, "shaped"),
)
_TOLD = pattern_rows(__name__, "told")
_MAY_BE_ONE: list[str] = data_of(__name__)["may_be_one"]
_MAX = 500  # of one page
_PARTS = re.compile(r"[-_—|–>\s]+")
_WORDS_OF_A_ROW = 3  # texts within a link that is more than a title
_DAY_BEHIND = re.compile(r"[（(\[][^（()）\]]*\d{4}[^（()）\]]*[)）\]]\s*$")
_A_NAME = 8  # characters
_A_TITLE = 5  # characters of one that has no label
_A_QUESTION = 60  # characters of one that may stand for its title
_MAKES_A_MESSAGE = ("answered", "reply", "state", "question")


def may_hold_inquiries(text: str, title: str, about: Sequence[str]) -> bool:
    """A look at words only, a line each: most pages hold none, and are not taken apart for it."""
    # a message may speak of examinations and surveys; a board's name is short
    names = [*about, *_PARTS.split(title)]
    is_another = any(len(n) <= _A_NAME and _PATTERNS["no_board"].search(n) for n in names)
    if is_another or not any(word in text for word in _MAY_BE_ONE):
        return False
    return _is_board(title, about) or any(told.search(text) for _, told in _TOLD)


def read_inquiries(
    page: FlatPage,
    *,
    title: str,
    about: Sequence[str],
    base: str,
    as_of: date,
    is_filled_later: bool = False,
) -> tuple[Inquiry, ...]:
    """The messages of a page, in order. `about`: its way, its channel, what else names it.
    `is_filled_later`: a script asks for more, so that an empty place proves nothing.
    """
    is_board = _is_board(f"{title} {page.title}", about)
    reader = _Reader(page, base, as_of, title, is_filled_later=is_filled_later)
    found = (
        reader.in_columns(is_board=is_board)
        or reader.in_cards(is_board=is_board)
        or (reader.with_states() or reader.in_comments() if is_board else [])
    )
    return tuple(islice(found, _MAX))


def _is_board(title: str, about: Sequence[str]) -> bool:
    return _PATTERNS["board"].search(" ".join([title, *about])) is not None


class _Reader:
    def __init__(
        self, page: FlatPage, base: str, as_of: date, title: str, *, is_filled_later: bool
    ) -> None:
        self._is_filled_later = is_filled_later
        self._page, self._base, self._as_of, self._title = page, base, as_of, title
        self._fields = fields_of(page, VOCABULARY)
        self._values = Values(page, self._fields)

    def in_columns(self, *, is_board: bool) -> list[Inquiry]:
        """Rows under headings of which one is a title and another says something of an answer."""
        found: list[Inquiry] = []
        for columns, rows in rows_under_headings(self._page, self._fields):
            is_sure = {"asked", "answered", "reply", "question"} & columns.keys()
            if {"title", "question"} & columns.keys() and (is_sure or is_board):
                found += [self._row(row) for row in rows]
        return [message for message in found if message.title]

    def _row(self, row: HeadedRow) -> Inquiry:
        words = {name: words_of(self._page, cell) for name, cell in row.cells.items()}
        heading = row.cells.get("title", row.cells.get("question", row.element))
        shown = Shown(*(words.get(name) for name in ("asked", "answered", "state", "reply")))
        if shown.asked is None:
            shown = replace(shown, asked=words.get("day"))
        return self._inquiry(
            self._title_in(heading) or words_of(self._page, heading), shown, row.element
        )

    def in_cards(self, *, is_board: bool) -> list[Inquiry]:
        """One message for each label of a day of asking, or else of a question."""
        parts = {f.run for f in self._fields if f.meaning in (*_MAKES_A_MESSAGE, "title")}
        for opens in ("asked", "question", "title", "reply"):
            starts = [field.run for field in self._fields if field.meaning == opens]
            if not starts or (opens in ("title", "reply") and not is_board):
                continue
            cards = [*cards_of(self._page, starts, parts, stands_last=opens == "reply")]
            found = [self._card(card, len(cards) == 1, is_board=is_board) for card in cards]
            told = [message for message in found if message is not None]
            if told:
                return told
        return []

    def _card(self, card: tuple[int, int], is_alone: bool, *, is_board: bool) -> Inquiry | None:
        own = [n for n, field in enumerate(self._fields) if card[0] <= field.run < card[1]]
        words: dict[str, str] = {}
        for number in own:
            meaning = self._fields[number].meaning
            if meaning == "day":
                # of whatever stands above it
                meaning = "answered" if words.keys() & {"reply", "answered"} else "asked_too"
            if not words.get(meaning):
                words[meaning] = self._values.of(number).text
            if day := self._day_in_label(self._fields[number]):
                words.setdefault("answered" if meaning == "reply" else "asked_too", day)
        if not words.keys() & {"state", "reply"} and (state := self._state_in(card)):
            words["state"] = state
        told = [name for name in _MAKES_A_MESSAGE if name in words]
        is_one_of_many = is_board and not is_alone
        is_named = bool(words.get("asked") or words.get("title")) or is_one_of_many
        if not told or (told == ["state"] and not is_named):
            return None
        shown = self._with_days_in_texts(
            Shown(*(words.get(n) for n in ("asked", "answered", "state", "reply"))), words, card
        )
        if shown.asked is None and "asked_too" in words:
            shown = replace(shown, asked=words["asked_too"])
        message = self._inquiry(self._title_of(words, card, is_alone=is_alone), shown)
        has_a_day = message.asked is not None or message.answered is not None
        is_whole = is_board and words.get("title") and {"state", "reply"} & words.keys()
        is_told = (has_a_day or is_whole) and (is_board or len(told) > 1 or not is_alone)
        waits = is_board and message.state == "open" and {"state", "reply"} & words.keys()
        return message if is_told or waits else None

    def _title_of(self, words: Mapping[str, str], card: tuple[int, int], *, is_alone: bool) -> str:
        if words.get("title"):
            return words["title"]
        if is_alone:
            is_any = _PATTERNS["any_message"].fullmatch(self._title)
            return self._headed() if is_any else (self._above_the_labels() or self._title)
        linked = self._title_linked(card)
        question = _DAY_BEHIND.sub("", words.get("question", "")).strip()
        return (
            linked or (question if len(question) <= _A_QUESTION else "") or self._first_words(card)
        )

    def _above_the_labels(self) -> str:
        """The line just above the first label, where the page bears its board's name."""
        if len(self._title) > _A_NAME or not _is_board(self._title, ()):
            return ""
        first = self._fields[0].run
        above = [b for b in self._page.blocks if b.run < first]
        line = above[-1] if above else None
        if line is None or line.area != "main" or line.link_characters or find_dates(line.text):
            return ""
        return line.text if len(line.text) >= _A_TITLE else ""

    def _day_in_label(self, field: PrintedLabel) -> str:
        """管理员回复（2026-3-9 9:05:40）："""
        label = self._page.runs[field.run][field.start : field.end]
        days = find_dates(label) if len(label) > len(field.words) else []
        return label[days[0].start : days[0].end] if days else ""

    def _state_in(self, card: tuple[int, int]) -> str:
        return next((run for run in self._page.runs[slice(*card)] if is_state(run)), "")

    def _with_days_in_texts(
        self, shown: Shown, words: Mapping[str, str], card: tuple[int, int]
    ) -> Shown:
        """The days that stand in the question's and the reply's own words, where no label has them."""
        question, reply = words.get("question", ""), words.get("reply", "")
        asked, answered = shown.asked, shown.answered
        if asked is None and (days := find_dates(question)):
            asked = question[days[0].start : days[0].end]
        if asked is None and "reply" not in words:
            asked = self._first_day(card)
        if answered is None and state_of(reply) is None and (days := find_dates(reply)):
            answered = reply[days[-1].start : days[-1].end]
        return replace(shown, asked=asked, answered=answered)

    def _first_day(self, card: tuple[int, int]) -> str | None:
        for run in self._page.runs[slice(*card)]:
            if days := find_dates(run):
                return run[days[0].start : days[0].end]
        return None

    def with_states(self) -> list[Inquiry]:
        """Rows of a board that hold a state and a day beside their link."""
        page = self._page
        runs = [n for n, run in enumerate(page.runs) if is_state(run)]
        found = []
        for run in runs:
            row = self._row_of_a_state(run, runs)
            days = (
                [day for r in page.runs[slice(*self._span(row))] for day in find_dates(r)]
                if row >= 0
                else []
            )
            title = self._title_in(row) or self._words_of_a_row(row) if row >= 0 else ""
            if days and title:
                state = state_in(page.runs[run])
                found.append(self._inquiry(title, Shown(str(days[0].day), None, state), row))
        return found

    def in_comments(self) -> list[Inquiry]:
        replies = {field.run for field in self._fields if field.meaning == "reply"}
        return [self._inquiry(title, shown) for title, shown in comments_of(self._page, replies)]

    def _row_of_a_state(self, run: int, states: list[int]) -> int:
        page, row = self._page, -1
        for around in page.ancestors(innermost(page, run)):
            start, end = page.run_starts[around], page.run_ends[around]
            if sum(start <= other < end for other in states) > 1:
                break
            row = around
        return row if len(states) > 1 else -1

    def _span(self, element: int) -> tuple[int, int]:
        return self._page.run_starts[element], self._page.run_ends[element]

    def _title_in(self, element: int) -> str:
        """The words of the element's first link."""
        first, last = self._page.anchors_in(element)
        words = (self._words_of(anchor) for anchor in self._page.anchors[first:last])
        return next((text for text in words if text), "")

    def _words_of(self, anchor: Anchor) -> str:
        """A link's words; of one around a whole row, the first that are neither state nor day."""
        page, node = self._page, anchor.node
        runs = page.runs[page.run_starts[node] : page.run_ends[node]]
        if len(runs) < _WORDS_OF_A_ROW or anchor.tooltip:
            return full_words(anchor)
        return self._words_of_a_row(node)

    def _words_of_a_row(self, element: int) -> str:
        """The first that are neither label nor state nor day."""
        labels = {field.run for field in self._fields}
        start, end = self._span(element)
        own = (
            run
            for place, run in enumerate(self._page.runs[start:end], start=start)
            if place not in labels and not is_state(run) and not find_dates(run)
        )
        return next((run for run in own if len(run) > 1), "")

    def _headed(self) -> str:
        """The page's first heading that is no label, where its title is any message's."""
        labels = {field.run for field in self._fields}
        headings = (b.text for b in self._page.blocks if b.heading and b.run not in labels)
        return next((text for text in headings if text != self._title), self._title)

    def _title_linked(self, card: tuple[int, int]) -> str:
        start, end = card
        linked = (self._words_of(a) for a in self._page.anchors if start <= a.run < end)
        return next((words for words in linked if words), "")

    def _first_words(self, card: tuple[int, int]) -> str:
        start, end = card
        labels = {field.run for field in self._fields}
        return next((self._page.runs[run] for run in range(start, end) if run not in labels), "")

    def _inquiry(self, title: str, shown: Shown, element: int = -1) -> Inquiry:
        if self._is_filled_later:
            shown = replace(shown, reply=shown.reply or None, answered=shown.answered or None)
        first, last = self._page.anchors_in(element) if element >= 0 else (0, 0)
        url = target_of(self._page.anchors[first], self._base) if first < last else ""
        return inquiry_of(title, shown, self._as_of, url)

"""Service guides (办事指南) and which of the eight classes of elements they hold a value for
(docs/rulebook.md §3.14): tables of label and value, headings and paragraphs, bold labels,
definition lists, tabs, a row a matter.

A heading without words under it is `empty`; 见附件, a picture of the steps or a link is `elsewhere`.
In the unit's favour: the matter's name may be the page's title, and a period (办理时限) stands for
the time.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, pairwise

from crawler.extract.flat import FlatPage
from crawler.extract.labelled.columns import rows_under_headings, words_of
from crawler.extract.labelled.fields import PrintedLabel, Values, fields_of, vocabulary
from crawler.extract.labelled.matters import matters_of
from crawler.extract.patterns import data_of, pattern_rows, patterns
from store.records import GuideElement, ServiceGuide

CLASSES = ("name", "basis", "conditions", "materials", "place", "hours", "phone", "steps")
_PATTERNS = patterns(__name__)
VOCABULARY = vocabulary(data_of(__name__)["labels"], like=pattern_rows(__name__, "like"))
_IN_PROSE = pattern_rows(__name__, "in_prose")
_MAY_BE_ONE: list[list[str]] = data_of(__name__)["may_be_one"]
LEADS_ON = _PATTERNS["leads_on"]
HAS_MORE = _PATTERNS["has_more"]
_JOINT = {"joint_place_hours": ("place", "hours"), "joint_place_phone": ("place", "phone")}
_TOLD_BY_SHAPE = 5  # so many classes under labels are a guide, whatever the page is called
_TOLD_BY_PLACE = 2  # among guides
_A_ROW_OF_GUIDES = 4  # classes in one row of headings
_MAX_GUIDES = 200
_LONGEST_EXCUSE = 40  # characters; a longer value says something
_EMPTY = GuideElement("", "", "empty")
_RANK = ("empty", "elsewhere", "given")


def may_hold_guides(text: str, title: str, way: Sequence[str]) -> bool:
    """A look at words only: most pages hold none, and are not taken apart for it."""
    if _PATTERNS["no_guide"].search(title):
        return False
    is_named = _PATTERNS["guide"].search(title) or _PATTERNS["guides_only"].search(" ".join(way))
    met = sum(any(word in text for word in words) for words in _MAY_BE_ONE)
    return bool(is_named) or met >= _A_ROW_OF_GUIDES


def read_guides(
    page: FlatPage,
    *,
    title: str,
    way: Sequence[str],
    annexes: Sequence[str],
    has_pictures: bool,
    has_links: bool,
    leads_on: bool,
    is_list: bool,
    is_filled_later: bool = False,
    text: str = "",
) -> tuple[ServiceGuide, ...]:
    """The guides of a page; () where it is none.

    Args:
        way: the steps that lead to it, and its channel's name.
        annexes: the words of its files.
        has_pictures: within its text.
        has_links: to what may be read elsewhere (查看、下载).
        leads_on: it links to another platform's page of the matter.
        is_filled_later: a script asks for more words.
        text: its words.
    """

    has_annex = bool(annexes) or leads_on or has_links
    fields = fields_of(page, VOCABULARY)
    in_rows = tuple(_of_rows(page, fields, has_annex=has_annex))
    if in_rows:
        return in_rows[:_MAX_GUIDES]
    labelled = _labelled(page, fields, has_annex=has_annex, has_pictures=has_pictures)
    in_lines = {f.meaning for f in fields if not _is_in_a_sentence(page, f)}
    found = _best([*_in_tables(page, fields), *chain.from_iterable(labelled)])
    if is_list or not _is_one(title, " ".join(way), found.keys(), in_lines):
        return ()
    has_more = leads_on or any(map(_PATTERNS["annex"].search, annexes))
    values = Values(page, fields)
    if matters := matters_of(page, fields, CLASSES):
        return tuple(
            _guide(
                matter.heading or values.of(matter.own[0]).text or title,
                _best(chain.from_iterable(labelled[number] for number in matter.own)),
                what_lacks="elsewhere" if has_more or is_filled_later else "empty",
            )
            for matter in matters[:_MAX_GUIDES]
        )
    is_bare = len(found) <= _TOLD_BY_PLACE and bool(annexes or has_pictures)
    if len(found) <= _TOLD_BY_PLACE:
        found |= _told_in_prose(text, found)
    given = sum(element.state == "given" for element in found.values())
    is_bare = is_bare or (is_filled_later and given <= _TOLD_BY_PLACE)
    if _has_unknown_headings(page, fields):
        for what in CLASSES:
            found.setdefault(what, GuideElement(what, "", "elsewhere"))
    return (_guide(title, found, what_lacks="elsewhere" if is_bare or has_more else "empty"),)


def _guide(title: str, found: dict[str, GuideElement], *, what_lacks: str) -> ServiceGuide:
    """`what_lacks`: the state of what is not there, which may stand in a file, a picture or on the
    other platform.
    """
    if "name" not in found or found["name"].state != "given":
        found["name"] = GuideElement("name", "", "given")
    if what_lacks == "elsewhere":
        for what in CLASSES:
            if found.get(what, _EMPTY).state == "empty":
                found[what] = GuideElement(what, "", "elsewhere")
    return ServiceGuide(title[:200], tuple(found[what] for what in CLASSES if what in found))


def _told_in_prose(text: str, found: Mapping[str, GuideElement]) -> dict[str, GuideElement]:
    """What sentences say, where labels say next to nothing."""
    return {
        what: GuideElement(what, "", "given")
        for what, sign in _IN_PROSE
        if found.get(what, _EMPTY).state == "empty" and sign.search(text)
    }


def _is_one(title: str, way: str, found: Set[str], in_lines: Set[str]) -> bool:
    """`in_lines`: the meanings of labels that stand in no sentence; only they make a guide of what
    is not called one.
    """
    own = found & {part for meaning in in_lines for part in _JOINT.get(meaning, (meaning,))}
    labelled, called = len(own - {"name"}), len(found - {"name"})
    has_its_heart = bool({"materials", "steps"} & found)
    if labelled >= _TOLD_BY_SHAPE and has_its_heart:
        return True
    if _PATTERNS["guide"].search(title):
        is_sure = "服务指南" not in title or bool(_PATTERNS["among_guides"].search(way))
        return called >= _TOLD_BY_PLACE or is_sure
    return labelled >= _TOLD_BY_PLACE and bool(_PATTERNS["guides_only"].search(way))


def _is_in_a_sentence(page: FlatPage, field: PrintedLabel) -> bool:
    """事项名称：统一规范；办理材料：压减23%。"""
    return page.runs[field.run][: field.start].rstrip()[-1:] in tuple("，,；;、")


def _has_unknown_headings(page: FlatPage, fields: Sequence[PrintedLabel]) -> bool:
    """Among its labels stand headings with words below them that nobody knows: what seems to be
    missing may stand there.
    """
    runs = {field.run for field in fields}
    if len(runs) < _TOLD_BY_PLACE:
        return False
    among = [b for b in page.blocks if min(runs) <= b.run <= max(runs) and b.area == "main"]
    return any(
        one.heading > 1 and one.run not in runs and not other.heading and other.run not in runs
        for one, other in pairwise(among)
    )


def _in_tables(page: FlatPage, fields: list[PrintedLabel]) -> Iterator[GuideElement]:
    """What columns with words in them say."""
    for columns, rows in rows_under_headings(page, fields):
        for what in columns.keys() & set(CLASSES):
            if any(words_of(page, row.cells[what]) for row in rows):
                yield GuideElement(what, "", "given")


def _labelled(
    page: FlatPage, fields: list[PrintedLabel], *, has_annex: bool, has_pictures: bool
) -> list[list[GuideElement]]:
    """What stands under each label, of each class that it stands for."""
    values = Values(page, fields)
    told: list[list[GuideElement]] = []
    for number, field in enumerate(fields):
        told.append([])
        parts = [p for p in _JOINT.get(field.meaning, (field.meaning,)) if p in CLASSES]
        if not parts:
            continue
        value = values.of(number)
        for what in parts:
            is_drawn = what == "steps" and has_pictures
            state = _state(value.text, has_annex=has_annex, is_drawn=is_drawn)
            told[-1].append(
                GuideElement(what, field.words, "elsewhere" if value.is_apart else state)
            )
    return told


def _best(elements: Iterable[GuideElement]) -> dict[str, GuideElement]:
    """Each class by the best that is said of it, the first of equals."""
    found: dict[str, GuideElement] = {}
    for element in elements:
        known = found.get(element.what)
        if known is None or _RANK.index(element.state) > _RANK.index(known.state):
            found[element.what] = element
    return found


def _of_rows(
    page: FlatPage, fields: list[PrintedLabel], *, has_annex: bool
) -> Iterator[ServiceGuide]:
    """A matter a row, under a row of headings."""
    for columns, rows in rows_under_headings(page, fields):
        if len(columns.keys() & set(CLASSES)) < _A_ROW_OF_GUIDES or "name" not in columns:
            continue
        for row in rows:
            words = {what: words_of(page, cell) for what, cell in row.cells.items()}
            if not words["name"]:
                continue
            labels = {field.meaning: field.words for field in fields}
            elements = tuple(
                GuideElement(what, labels[what], _state(words[what], has_annex=has_annex))
                for what in CLASSES
                if what in words
            )
            yield ServiceGuide(words["name"][:200], elements)


def _state(text: str, *, has_annex: bool, is_drawn: bool = False) -> str:
    """given | empty | elsewhere"""
    words = re.sub(r"\s|[。；;]$", "", text)
    is_short = len(words) <= _LONGEST_EXCUSE
    if words and is_short and _PATTERNS["elsewhere"].fullmatch(words):
        return "elsewhere" if has_annex or is_drawn else "empty"
    if not words or (is_short and _PATTERNS["empty"].fullmatch(words)):
        return "elsewhere" if is_drawn else "empty"
    return "given"

"""Where each of several matters on one page begins: headings that are no labels, or names of
matters, below each of which the same labels stand again.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crawler.extract.flat import FlatPage
from crawler.extract.labelled.fields import PrintedLabel
from crawler.extract.patterns import patterns

_PATTERNS = patterns(__name__)
_WAYS = _PATTERNS["ways"]
_LEAST = 2  # classes under each, and of them met under the first as well


@dataclass(frozen=True, slots=True)
class MatterOnPage:
    """Its heading, "" where a label names it, and its labels by their places among the page's."""

    heading: str
    own: tuple[int, ...]


def matters_of(
    page: FlatPage, fields: Sequence[PrintedLabel], classes: Collection[str]
) -> tuple[MatterOnPage, ...]:
    """The matters in order; () where there is one, or nobody can tell. What stands above them all,
    or below the last under a heading of their level, is of each.
    """
    runs = {field.run for field in fields}
    headings = [b for b in page.blocks if b.heading > 1 and b.area == "main"]
    for level in sorted({b.heading for b in headings}):
        of_level = [b for b in headings if b.heading == level]
        named = [(b.run, b.text) for b in of_level if b.run not in runs]
        if any(_WAYS.search(text) for _, text in named):
            return ()
        for ends in ([b.run for b in of_level if b.run in runs], []):
            if found := _split(fields, named, ends, classes):
                return found
    names = [(field.run, "") for field in fields if field.meaning == "name"]
    return _split(fields, names, [], classes)


def _split(
    fields: Sequence[PrintedLabel],
    starts: Sequence[tuple[int, str]],
    ends: Collection[int],
    classes: Collection[str],
) -> tuple[MatterOnPage, ...]:
    headings = dict(starts)
    last = max((field.run for field in fields), default=0) + 1
    bounds = sorted({*headings, *ends})
    spans = [
        (headings[one], [n for n, f in enumerate(fields) if one <= f.run < other])
        for one, other in pairwise([*bounds, last])
        if one in headings
    ]
    kinds = [{fields[n].meaning for n in own} & {*classes} - {"name"} for _, own in spans]
    told = [(*span, kind) for span, kind in zip(spans, kinds, strict=True) if len(kind) >= _LEAST]
    if len(told) < 2 or any(len(kind & told[0][2]) < _LEAST for _, _, kind in told[1:]):
        return ()
    taken = {n for _, own, _ in told for n in own}
    common = [n for n in range(len(fields)) if n not in taken]
    return tuple(MatterOnPage(heading, (*own, *common)) for heading, own, _ in told)

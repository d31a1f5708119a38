"""A letter as plain blocks, and the two forms in which it is sent: text for every channel, HTML for
mail programs. Pure.

Addresses that the office has on record are readable and may be followed; every other one stands in
a form that no program turns into a link (docs/faults.md C2): it may be a stranger's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from monitor.judging.plain_text import ADDRESS, Spared, defanged, printable
from monitor.report.templating import templates_of

_templates = templates_of("monitor.alerts")


@dataclass(frozen=True, slots=True)
class LetterEntry:
    """One finding as it is told: `【严重】` + sentence + `（整改期限……，编号……）`."""

    number: int
    mark: str
    sentence: str
    note: str
    link: str = ""  # its page in the console
    link_said: str = ""  # the line of it in text

    @property
    def text(self) -> str:
        return f"{self.number}. {self.mark}{self.sentence}{self.note}{self.link_said}"


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """Entries of one fault; without a head where it is the only one."""

    head: str
    entries: tuple[LetterEntry, ...]
    more: str = ""  # how many are left out


@dataclass(frozen=True, slots=True)
class LetterBlock:
    """A paragraph of the letter: a title, then lines or groups of entries, then what is left out."""

    title: str = ""
    lines: tuple[str, ...] = ()
    groups: tuple[LetterGroup, ...] = ()
    more: str = ""
    is_grave: bool = field(default=False)


def letter_text(blocks: Sequence[LetterBlock], spared: Spared) -> str:
    """As text."""
    plain = "\n\n".join("\n".join(_lines(block)) for block in blocks)
    return defanged(printable(plain), spared) + "\n"


def letter_html(subject: str, blocks: Sequence[LetterBlock], spared: Spared, language: str) -> str:
    """As one page that loads nothing, for a screen of any width."""

    def pieces(text: str) -> list[tuple[str, bool]]:
        return list(_pieces(defanged(printable(text), spared), spared))

    template = _templates.get_template("letter.html")
    title = defanged(printable(subject), spared)
    return template.render(subject=title, blocks=blocks, pieces=pieces, language=language)


def _lines(block: LetterBlock) -> Iterator[str]:
    if block.title:
        yield block.title
    yield from block.lines
    for group in block.groups:
        if group.head:
            yield f"◆ {group.head}"
        yield from (entry.text for entry in group.entries)
        if group.more:
            yield group.more
    if block.more:
        yield block.more


def _pieces(text: str, spared: Spared) -> Iterator[tuple[str, bool]]:
    """The text in pieces, and of each whether it is an address that may be followed."""
    end = 0
    for found in ADDRESS.finditer(text):
        yield text[end : found.start()], False
        yield found[0], found[0].startswith(("http://", "https://")) and spared.keeps(found[0])
        end = found.end()
    yield text[end:], False

"""How the five themes of 2012 are called in the reports (docs/rulebook.md §10). A rule's own words,
and the theme it belongs to, stand in its `RULE`.
"""

from dataclasses import dataclass
from pathlib import Path

from config.words import Words, word_table
from monitor.judging.registry import rules

KINDS = word_table(Path(__file__).parent / "words" / "faults.toml")
NEUTRAL = "neutral"  # the other heads are those of 2012


@dataclass(frozen=True, slots=True)
class Theme:
    number: int
    short: Words  # heads a column of the terminal's table
    neutral: Words  # heads good examples and problems: a head states no motive
    of_2012: Words  # heads the problems where the office wants the heads of 2012

    def head(self, heads: str, *, has_problems: bool) -> Words:
        """That of 2012 only where its facts carry it."""
        return self.of_2012 if has_problems and heads != NEUTRAL else self.neutral


THEMES: tuple[Theme, ...] = (
    Theme(
        1,
        Words("1 意识", "1 current"),
        Words("公开意识方面", "Awareness"),
        Words(
            "在公开的意识上，被动应付的多，主动自觉的少",
            "Awareness: much is done when asked, little by itself",
        ),
    ),
    Theme(
        2,
        Words("2 要件", "2 elements"),
        Words("公开要件方面", "Elements"),
        Words(
            "在公开的要件上，公开权利的多，公开义务的少",
            "Elements: much of powers is published, little of duties",
        ),
    ),
    Theme(
        3,
        Words("3 方式", "3 means"),
        Words("公开方式方面", "Means"),
        Words(
            "在公开的方式上，因循守旧的多，积极创新的少",
            "Means: much is done the old way, little in a new one",
        ),
    ),
    Theme(
        4,
        Words("4 内容", "4 content"),
        Words("公开内容方面", "Content"),
        Words(
            "在公开的内容上，笼统模糊的多，具体详细的少",
            "Content: much is vague, little is itemised",
        ),
    ),
    Theme(
        5,
        Words("5 资料", "5 archive"),
        Words("公开资料方面", "Archives"),
        Words(
            "在资料收集上，做过撂过的多，规范入档的少",
            "Archives: much is published once, little is kept on file",
        ),
    ),
)


def theme_of(rule: str) -> int:
    """The rule's theme; the first where the rule has been removed since (an old finding is still
    told).
    """
    known = rules().get(rule)
    return known.rule.theme if known else 1


def is_confidential(rule: str) -> bool:
    """Whether its problems are told to the unit and the office alone."""
    known = rules().get(rule)
    return known is not None and known.rule.is_confidential


def looked_at(rule: str, language: str) -> str:
    """What the rule looks at, as a noun; its id where the rule has been removed since."""
    known = rules().get(rule)
    return known.rule.looked_at.text(language) if known else rule


def many_of(rule: str) -> Words | None:
    """How many problems of the rule are told in one sentence; None where each is told by itself."""
    known = rules().get(rule)
    return known.rule.many if known else None


def fault_of_kind(rule: str, kind: str) -> Words:
    """What heads problems of one kind: a rule may find several that are not to be taken for one
    another. The fault's own word where the kind has none.
    """
    known = KINDS.get(f"{rule}.{kind}") or KINDS.get(rule)
    return known or Words(fault(rule, "zh"), fault(rule, "en"))


def fault(rule: str, language: str) -> str:
    """The fault in a word or two; the rule's id where the rule has been removed since."""
    known = rules().get(rule)
    return known.rule.short.text(language) if known else rule

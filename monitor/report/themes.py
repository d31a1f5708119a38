"""How the five themes of 2012 are called in the reports (docs/rulebook.md §10). A rule's own words,
and the theme it belongs to, stand in its `RULE`.
"""

from dataclasses import dataclass

from config.words import Words
from monitor.judging.registry import rules


@dataclass(frozen=True, slots=True)
class Theme:
    number: int
    short: Words  # heads a column of the terminal's table
    good: Words  # heads the good examples
    problem: Words  # heads the problems


THEMES: tuple[Theme, ...] = (
    Theme(
        1,
        Words("1 意识", "1 current"),
        Words("公开意识方面：更新及时", "Awareness: kept up to date"),
        Words("公开意识方面：公开内容长期未更新", "Awareness: content long not updated"),
    ),
    Theme(
        2,
        Words("2 要件", "2 elements"),
        Words("公开要件方面：义务和权利公开明确", "Elements: duties and rights published"),
        Words(
            "公开要件方面：公开权力的多、公开义务和权利的少",
            "Elements: powers published, duties and rights not",
        ),
    ),
    Theme(
        3,
        Words("3 方式", "3 means"),
        Words("公开方式方面：开通网上公开渠道", "Means: open to the public on line"),
        Words(
            "公开方式方面：未开通网上公开渠道或公众无法查看",
            "Means: no place on line that the public can see",
        ),
    ),
    Theme(
        4,
        Words("4 内容", "4 content"),
        Words("公开内容方面：经费支出公开具体", "Content: spending itemised"),
        Words("公开内容方面：经费支出以“其他”笼统公开", "Content: spending lumped under “other”"),
    ),
    Theme(
        5,
        Words("5 资料", "5 archive"),
        Words("公开资料方面：已公开内容保持可查", "Archives: what was published stays on file"),
        Words(
            "公开资料方面：已公开内容无法查到",
            "Archives: what was published can no longer be found",
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


def fault(rule: str, language: str) -> str:
    """The fault in a word or two; the rule's id where the rule has been removed since."""
    known = rules().get(rule)
    return known.rule.short.text(language) if known else rule

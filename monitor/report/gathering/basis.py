"""The clauses that a night was judged by, as documents and articles in words. Pure."""

import re
from collections.abc import Iterable, Iterator

from config.folder import Config
from config.rulebook import Clause
from config.words import Words
from monitor.judging.answers import NO_WORDS
from monitor.judging.words import UNVERIFIED
from monitor.report.material import BasisDocument

CITED = Words("{cited}{unverified}", "{cited}{unverified}")
DEMANDED = Words("按{cited}的要求检查{unverified}", "inspected as {cited} asks{unverified}")
ON_A_MATTER = Words("{named}关于{article}", "{named} on {article}")  # an article without a number
FIRST_OF = Words("{title}等{n}个文件", "{title} and others, {n} documents")

# A title and what stands behind it: 《…》国办发〔2019〕19号, 《…》（政办发〔2012〕4号）, 《…》(2021修订).
_DOCUMENT = re.compile(r"(《[^》]+》)(?:附件《[^》]+》)?[（(]?([^\s《》；、（）()]*号|\d{4}修订)?")

_IS_NUMBERED = re.compile(r"[第一二三四五六七八九十\d]")


def documents_cited(cited: Iterable[str], config: Config) -> Iterator[BasisDocument]:
    """What the clauses of these ids name, in the order of the rulebook; a clause may name
    several.
    """
    ids = set(cited)
    is_verified: dict[str, bool] = {}
    for clause in config.rulebook.clauses:
        for title in documents_of(clause) if clause.id in ids else ():
            is_verified[title] = is_verified.get(title, True) and clause.verified == "text"
    for title, verified in is_verified.items():
        yield BasisDocument(title=title, is_verified=verified)


def documents_of(clause: Clause) -> list[str]:
    """Each as circulars write it: the title, its number in brackets behind it."""
    named = _DOCUMENT.findall(clause.document)
    return [f"{title}（{number}）" if number else title for title, number in named] or [
        clause.document
    ]


def basis_words(clause_id: str, config: Config, *, is_short: bool = False) -> str:
    """The clause as a document and an article, in the office's language; whether its text was
    checked is said with it. The bare id where the office's rulebook no longer holds it.

    `is_short`: of several documents the first and their number, for a cell; all of them stand in
    the circular's first sentence.
    """
    clause = known_clause(clause_id, config)
    if clause is None:
        return clause_id
    unverified = NO_WORDS if clause.verified == "text" else UNVERIFIED
    words = DEMANDED if clause.mark == "local" else CITED
    titles = documents_of(clause)
    named = clause.document
    if is_short and len(titles) > 1:
        named = FIRST_OF.text(config.office.language, title=titles[0], n=len(titles))
    cited: str | Words = f"{named} {clause.article}".strip()
    if clause.mark == "local" and clause.article and not _IS_NUMBERED.match(clause.article):
        cited = ON_A_MATTER.filled(named=named, article=clause.article)
    said = words.filled(cited=cited, unverified=unverified)
    return said.text(config.office.language)


def known_clause(clause_id: str, config: Config) -> Clause | None:
    """None where the office's rulebook no longer holds it: an old finding is told all the same."""
    return next((clause for clause in config.rulebook.clauses if clause.id == clause_id), None)

"""A clause as a document and an article: what circulars, ledger and console cite."""

from pathlib import Path

from monitor.report.gathering.basis import basis_words, documents_cited, documents_of, known_clause
from tests.monitor.report.sample import config


def test_what_was_not_checked_against_its_text_says_so(tmp_path: Path) -> None:
    office = config(tmp_path)
    (clause,) = [each for each in office.rulebook.clauses if each.id == "local2012.own_site"]
    assert clause.verified != "text"
    assert basis_words(clause.id, office).startswith("按《")
    assert "（未经原文核对）" in basis_words(clause.id, office)


def test_an_old_finding_is_told_by_the_id_of_a_clause_that_is_gone(tmp_path: Path) -> None:
    assert basis_words("gone.1", config(tmp_path)) == "gone.1"
    assert known_clause("gone.1", config(tmp_path)) is None


def test_documents_stand_once_in_the_order_of_the_rulebook(tmp_path: Path) -> None:
    office = config(tmp_path)
    clauses = [each for each in office.rulebook.clauses if each.id.startswith("local2012.")]
    titles = [each.title for each in documents_cited([c.id for c in reversed(clauses)], office)]
    assert titles == list(dict.fromkeys(title for c in clauses for title in documents_of(c)))


def test_a_matter_is_cited_as_one_and_an_article_by_its_number(tmp_path: Path) -> None:
    office = config(tmp_path)
    short = basis_words("local2012.spending", office, is_short=True)
    assert "（政办发〔2012〕4号）等3个文件关于经费支出公开的要求检查" in short
    (law,) = [each for each in office.rulebook.clauses if each.id == "budget.14"]
    assert basis_words(law.id, office) == f"{law.document} {law.article}"

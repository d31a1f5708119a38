"""Old names wait for the office: it confirms or dismisses each, and nobody else sees them."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from config.folder import Config
from monitor.console.context import Console
from store.desk.users import Role
from store.desk.wording import WordingAnswer, wording_decisions
from store.ledger import open_ledger
from tests.monitor.console.conftest import Visitor
from tests.monitor.console.office import add_person

TERM, SENTENCE = "国土资源部", "对处理结果不服的，可以向国土资源部申请行政复议"


@pytest.fixture(scope="module")
def unit(config: Config) -> Iterator[str]:
    """Of one of its pages the reader found the sentence."""
    with closing(open_ledger(config.data / "ledger.db")) as ledger:
        connection = ledger.db.conn
        unit, facts = connection.execute(
            "SELECT unit, facts FROM page WHERE facts IS NOT NULL ORDER BY id LIMIT 1"
        ).fetchone()
        connection.execute(
            "INSERT INTO mention (facts, side, term, sentence) VALUES (?, 'old_name', ?, ?)",
            (facts, TERM, SENTENCE),
        )
        connection.commit()
        yield str(unit)
        connection.execute("DELETE FROM mention WHERE sentence = ?", (SENTENCE,))
        connection.commit()


def test_the_office_sees_the_sentence_with_the_decision_and_its_page(
    office: Visitor, unit: str
) -> None:
    shown = office.get("/wording").text
    assert unit
    assert SENTENCE in shown and "自然资源部" in shown and "/pages/" in shown


@pytest.mark.parametrize("role", [Role.LEADER, Role.ANALYST])
def test_nobody_else_sees_or_answers(console: Console, unit: str, role: Role) -> None:
    visitor = Visitor(console)
    add_person(console, role.value + "w", role)
    visitor.come_in(role.value + "w")
    assert visitor.get("/wording").status_code == 403
    said = {"unit": unit, "term": TERM, "sentence": SENTENCE, "what": "confirmed"}
    assert visitor.say("/wording/say", **said).status_code == 403
    assert "/wording" not in visitor.get("/").text


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"what": "dismissed"}, 400),
        ({"what": "perhaps"}, 400),
        ({"sentence": "别的句子"}, 404),
        ({"unit": "nobody"}, 404),
    ],
    ids=["no reason", "no answer", "no such sentence", "no such unit"],
)
def test_what_is_not_understood_is_refused(
    office: Visitor, console: Console, unit: str, changed: dict[str, str], status: int
) -> None:
    said = {"unit": unit, "term": TERM, "sentence": SENTENCE, "what": "confirmed"} | changed
    before = wording_decisions(console.desk)
    assert office.say("/wording/say", **said).status_code == status
    assert wording_decisions(console.desk) == before


def test_an_answer_is_kept_with_name_and_reason_and_the_question_is_gone(
    office: Visitor, console: Console, unit: str
) -> None:
    said = {"unit": unit, "term": TERM, "sentence": SENTENCE, "what": "dismissed"}
    answer = office.say("/wording/say", **said, reason="引用当时的答复")
    assert answer.status_code == 303
    decision = wording_decisions(console.desk, unit)[-1]
    assert (decision.what, decision.reason) == (WordingAnswer.DISMISSED, "引用当时的答复")
    assert decision.by_name and decision.question == (TERM, SENTENCE)
    shown = office.get("/wording").text
    assert 'name="sentence"' not in shown and "引用当时的答复" in shown

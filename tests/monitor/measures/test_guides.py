"""Each matter once, by its fullest guide."""

from datetime import UTC, datetime

from monitor.dossier.facts import PageView, Sighting
from monitor.measures.guides import CLASSES, matters_of
from store.outcomes import Outcome
from store.records import GuideElement, ServiceGuide

AT = datetime(2026, 11, 20, tzinfo=UTC)


def shown(title: str, outcome: Outcome = Outcome.OPEN, **states: str) -> PageView:
    elements = tuple(GuideElement(what, what, state) for what, state in states.items())
    guide = ServiceGuide(title, elements)
    look = Sighting(outcome, AT, AT, 1)
    url = f"http://www.example.gov.cn/{len(states)}"
    return PageView(url, title, "article", (look,), visited_tonight=True, guides=(guide,))


def test_what_no_label_names_is_missing() -> None:
    (matter,) = matters_of([shown("落户", name="given", steps="elsewhere", phone="empty")])
    assert matter.unread == ("steps",)
    assert set(matter.missing) == set(CLASSES) - {"name", "steps"}
    assert matter.is_thin(4)


def test_the_fuller_of_two_guides_to_one_matter_counts() -> None:
    thin, whole = (
        shown("落户", name="given"),
        shown("落户", Outcome.OPEN, **dict.fromkeys(CLASSES, "given")),
    )
    (matter,) = matters_of([thin, whole])
    assert not matter.missing


def test_a_page_that_was_closed_at_its_last_look_says_nothing() -> None:
    assert matters_of([shown("落户", Outcome.HTTP_5XX, name="given")]) == []

"""Good documents with some of their bytes changed (docs/faults.md D3): each has a verdict, and this
process never falls.
"""

import random
from datetime import date

import pytest

from store.records import PageFacts
from tests.extract.money.layouts import LAYOUTS, RENDERED
from tests.reading import read_answer

GOOD = LAYOUTS["类款项 in three columns, total on top, full-width dashes"]
BODIES = {form: make(GOOD) for form, make in RENDERED.items()}


def test_sixty_changed_documents_have_sixty_verdicts() -> None:
    assert _verdicts(60) == 60


@pytest.mark.soak
def test_five_hundred_changed_documents_have_five_hundred_verdicts() -> None:
    assert _verdicts(500) == 500


def _verdicts(count: int) -> int:
    dice = random.Random(20121123)
    forms = list(BODIES)
    return sum(_is_a_verdict(_read(forms[number % len(forms)], dice)) for number in range(count))


def _read(form: str, dice: random.Random) -> PageFacts:
    return read_answer(
        _changed(BODIES[form], dice), url=f"http://a.gov.cn/a.{form}", as_of=date(2025, 4, 1)
    )


def _changed(body: bytes, dice: random.Random) -> bytes:
    """Bytes overwritten, a stretch taken out, doubled or moved, or the end cut off."""
    changed = bytearray(body)
    for _ in range(dice.choice((1, 1, 3, 20, 200))):
        at, length = dice.randrange(len(changed)), dice.randrange(1, 64)
        match dice.randrange(4):
            case 0:
                changed[at] = dice.randrange(256)
            case 1:
                del changed[at : at + length]
            case 2:
                changed[at:at] = changed[at : at + length]
            case _:
                changed[at : at + length] = dice.randbytes(length)
        if len(changed) < 100:
            break
    return bytes(
        changed[: dice.randrange(len(changed) // 2, len(changed))]
        if dice.random() < 0.1
        else changed
    )


def _is_a_verdict(facts: PageFacts) -> bool:
    """Read, or unreadable with a reason; a page that says nothing of money is an answer, too."""
    return bool(facts.tables or facts.document_unreadable or facts.outcome)

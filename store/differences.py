"""What a document states two ways: one sum printed, and what it is by the document's own figures.

The form in which a reading keeps it: `total: 合计: 1000.00 against 990.00`.
"""

import re
from dataclasses import dataclass

_TEXT = re.compile(
    r"(?P<check>\w+): (?P<what>.*): (?P<stated>-?\d+\.\d\d) against (?P<found>-?\d+\.\d\d)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """`check` names the comparison (`monitor.measures.consistency`), `what` its subject in the words
    of the document; amounts in yuan.
    """

    check: str
    what: str
    stated_yuan: float
    found_yuan: float

    @property
    def yuan(self) -> float:
        return abs(self.stated_yuan - self.found_yuan)

    def __str__(self) -> str:
        return f"{self.check}: {self.what}: {self.stated_yuan:.2f} against {self.found_yuan:.2f}"


def difference(text: str) -> Difference | None:
    """The difference that the text keeps, None where it keeps none."""
    found = _TEXT.fullmatch(text)
    return (
        Difference(found["check"], found["what"], float(found["stated"]), float(found["found"]))
        if found
        else None
    )

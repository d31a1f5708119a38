"""docs/licences.md names what the lock files name, and for each a licence under which it may come
along.
"""

import re

from tests.house.licences import ROOT, locked

ROW = re.compile(
    r"^\| ([\w.-]+) \| (\S+) \| (.+?) \| (?:the program|make browser|make ocr|make cluster) \|$",
    re.M,
)
# What asks that a program which brings it along be given away under its own terms.
BINDING = re.compile(r"\b(?:A?GPL|GNU (?:Affero )?General)", re.IGNORECASE)


def test_the_page_names_what_is_locked() -> None:
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    rows = ROW.findall(page)
    assert {(name, version) for name, version, _ in rows} == {
        (name, version) for name, version, _ in locked()
    }, "make sbom"
    assert [name for name, _, licence in rows if BINDING.search(licence)] == []

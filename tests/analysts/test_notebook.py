"""docs/analysis.md and its Chinese half: every block runs on the night's file, and prints what stands
there.
"""

from pathlib import Path

import pytest

from tests.analysts.notebook.worked import DOCUMENTS, PYTHON, blocks, printed

worked = pytest.mark.skipif(
    not PYTHON.exists(),
    reason="NO PANDAS: `make .stamps/notebook` installs it; docs/analysis.md is NOT carried out",
)


@worked
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_block_prints_what_the_document_says(document: Path, tmp_path: Path) -> None:
    asked = blocks(document.read_text("utf-8"))
    assert len(asked) == 6, "the file opened, and five questions"
    said = printed([code for code, _ in asked], tmp_path)
    for (code, expected), shown in zip(asked, said, strict=True):
        assert shown == expected, f"{code}\npython -m tests.analysts.notebook.worked --write"


def test_both_languages_ask_the_same() -> None:
    english, chinese = (blocks(path.read_text("utf-8")) for path in DOCUMENTS)
    assert english == chinese


@worked
def test_a_block_that_prints_something_else_is_found(tmp_path: Path) -> None:
    [(code, expected), *_] = blocks(DOCUMENTS[0].read_text("utf-8"))
    [shown] = printed([code.replace("to_string", "to_csv")], tmp_path)
    assert shown != expected

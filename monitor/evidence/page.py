"""The case as one readable page: whoever opens the zip reads here what the records prove. Nothing
is loaded from anywhere.
"""

from collections.abc import Collection
from functools import partial
from pathlib import Path

from config.words import word_table
from monitor.evidence.case import Case
from monitor.report.explain import outcome_text
from monitor.report.templating import templates_of

templates = templates_of("monitor.evidence")

WORDS = word_table(Path(__file__).with_name("case.toml"))


def picture_name(sha256: str) -> str:
    """Where the picture of a body lies, seen from the readable page: beside it, for validators look
    no deeper than one folder.
    """
    return f"picture-{sha256[:16]}.png"


def case_html(case: Case, pictured: Collection[str] = ()) -> str:
    """`pictured`: the bodies, by SHA-256, of which a picture lies beside the page."""
    language = case.language
    say = {name: words.text(language) for name, words in WORDS.items()}

    urls = {page.id: page.url for page in case.pages}
    return templates.get_template("case.html").render(
        case=case,
        say=say,
        urls=urls,
        outcome=partial(outcome_text, language=language),
        pictured=pictured,
        picture_name=picture_name,
    )

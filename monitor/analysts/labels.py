"""What each code of the ledger and the desk means, in both languages: taken from the tables of
words that pages and papers are written with, so that a code bears one name everywhere.
`labels.toml` holds those that no page and no paper names.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from config.kind_words import KIND_WORDS
from config.rulebook import Rulebook
from config.words import Words
from monitor.console.request import WORDS
from monitor.judging.registry import rules
from monitor.judging.words import (
    ANSWER_TEXT,
    MARK_TEXT,
    NOT_APPLICABLE_TEXT,
    RUN_STATE_TEXT,
    SEVERITY_TEXT,
    WHY_TEXT,
)
from monitor.report.themes import KINDS
from store.outcome_words import cause_of, our_causes
from store.outcomes import Outcome

# Sets of codes whose words are the console's, by what their keys begin with.
_OF_THE_CONSOLE = {
    "stage": "stage",
    "desk_action": "said",
    "user_role": "role",
    "page_purpose": "purpose",
}
_OWN: dict[str, dict[str, Words]] = {
    what: {code: Words(*pair) for code, pair in codes.items()}
    for what, codes in tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")).items()
}

Label = tuple[str, str, str, str]  # what, code, Chinese, English


def labels(rulebook: Rulebook | None) -> tuple[Label, ...]:
    """`what` names the set that a code belongs to. Clauses are those of the
    office's rulebook, cited as they are written."""
    cited = {
        clause.id: Words(*[f"{clause.document} {clause.article}".strip()] * 2)
        for clause in (rulebook.clauses if rulebook else ())
    }
    return (*_of_the_program(), *_rows("clause", cited))


@cache
def _of_the_program() -> tuple[Label, ...]:
    sets: tuple[tuple[str, Mapping[Any, Words]], ...] = (
        ("rule", {name: module.rule.short for name, module in rules().items()}),
        ("fault_kind", KINDS),
        ("outcome", {outcome.value: cause_of(outcome) for outcome in Outcome}),
        ("our_reason", our_causes()),
        ("why", WHY_TEXT),
        ("not_applicable", NOT_APPLICABLE_TEXT),
        ("answer", ANSWER_TEXT),
        ("severity", SEVERITY_TEXT),
        ("threshold_mark", MARK_TEXT),
        ("run_state", RUN_STATE_TEXT),
        ("unit_kind", KIND_WORDS),
        *((what, _of_the_console(head)) for what, head in _OF_THE_CONSOLE.items()),
        *_OWN.items(),
    )
    return tuple(label for what, words in sets for label in _rows(what, words))


def _of_the_console(head: str) -> dict[str, Words]:
    """Words with a code and nothing behind it; the colon that a page puts after some is dropped."""
    return {
        key.removeprefix(f"{head}."): Words(words.zh.rstrip("："), words.en.rstrip(":"))
        for key, words in WORDS.items()
        if key.startswith(f"{head}.") and key.count(".") == 1
    }


def _rows(what: str, words: Mapping[Any, Words]) -> Iterator[Label]:
    """Without those that want to be filled: of a code alone nobody knows with what."""
    for code, said in words.items():
        if "{" not in said.zh:
            yield (what, str(code), said.zh, said.en)

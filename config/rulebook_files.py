"""The rulebook in force: what is shipped in `config/defaults`, and over it, key by key, the
office's own files.

channel_classes.toml, clauses.toml, owed_items.toml, old_names.toml and score.toml hold entries with
an id: a known id overrides the keys it names, a new one is added (a new class is looked at before
the shipped ones). limits.toml overrides single numbers. lexicon.toml adds words to the shipped ones and takes
out those under [remove].
"""

import copy
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from pydantic import Field

from config.closed_model import ClosedModel
from config.problems import ConfigProblem, problem_at
from config.rulebook import (
    ChannelClass,
    Clause,
    Indicator,
    Lexicon,
    Limits,
    OldName,
    OwedItem,
    OwedItems,
    Rulebook,
    ScoreTable,
    Veto,
)
from config.toml_file import TomlFile
from config.validate import validated
from config.words import Words

FILES = (
    "channel_classes.toml",
    "clauses.toml",
    "limits.toml",
    "lexicon.toml",
    "owed_items.toml",
    "old_names.toml",
    "score.toml",
)

_MARKED = {  # whose number these keys of a class are
    "limit_mark": ("limit_days", "limit_months"),
    "county_limit_mark": ("county_limit_days",),
    "mark": ("kinds", "dues"),
}

Entry = TypeVar("Entry", Clause, ChannelClass, OwedItem, OldName, Indicator, Veto)
Table = dict[str, Any]


class _Sides(ClosedModel):
    powers: list[str] = Field(default_factory=list)
    fees: list[str] = Field(default_factory=list)
    duties: list[str] = Field(default_factory=list)
    rights: list[str] = Field(default_factory=list)
    false_friends: list[str] = Field(default_factory=list)
    foreign: list[str] = Field(default_factory=list)
    reporting: list[str] = Field(default_factory=list)
    vague: list[str] = Field(default_factory=list)


class _LexiconChanges(_Sides):
    """An office's lexicon.toml: words to add, and under [remove] words to take out."""

    remove: _Sides = Field(default_factory=_Sides)


class _Entries(ClosedModel):
    """The keys of a file of entries; the entries themselves are read one by one."""

    channel_classes: list[Table] = Field(default_factory=list)
    clauses: list[Table] = Field(default_factory=list)
    owed_items: list[Table] = Field(default_factory=list)
    not_bound: list[str] = Field(default_factory=list)
    old_names: list[Table] = Field(default_factory=list)
    indicators: list[Table] = Field(default_factory=list)
    vetoes: list[Table] = Field(default_factory=list)


@cache
def shipped_rulebook() -> Rulebook:
    """The rulebook of an office that changes nothing."""
    return Rulebook.model_validate(
        {
            "clauses": _shipped("clauses.toml")["clauses"],
            "channel_classes": _shipped("channel_classes.toml")["channel_classes"],
            "limits": _shipped("limits.toml"),
            "lexicon": _shipped("lexicon.toml"),
            "owed": _shipped("owed_items.toml"),
            "old_names": _shipped("old_names.toml")["old_names"],
            "score": _shipped("score.toml"),
        }
    )


@cache
def rule_ids() -> tuple[str, ...]:
    """Every rule there is, by the clauses that it may cite; exemptions, limits and `off` name rules
    by these ids. Alphabetical.
    """
    named = {rule for clause in shipped_rulebook().clauses for rule in clause.rules}
    return tuple(sorted(named))


def merged_rulebook(files: Mapping[str, TomlFile]) -> tuple[Rulebook, list[ConfigProblem]]:
    """The shipped rulebook with the office's files over it. A part with problems stays as shipped
    and is reported.
    """
    shipped = shipped_rulebook()
    clauses, clause_problems = _merged_entries(
        Clause, "clauses", shipped.clauses, files.get("clauses.toml")
    )
    classes, class_problems = _merged_entries(
        ChannelClass, "channel_classes", shipped.channel_classes, files.get("channel_classes.toml")
    )
    limits, limit_problems = _merged_limits(files.get("limits.toml"))
    lexicon, lexicon_problems = _merged_lexicon(shipped.lexicon, files.get("lexicon.toml"))
    owed, owed_problems = _merged_owed(shipped.owed, files.get("owed_items.toml"))
    names, name_problems = _merged_entries(
        OldName, "old_names", shipped.old_names, files.get("old_names.toml")
    )
    score, score_problems = _merged_score(shipped.score, files.get("score.toml"))
    rulebook = Rulebook(
        clauses=clauses,
        channel_classes=classes,
        limits=limits,
        lexicon=lexicon,
        owed=owed,
        old_names=names,
        score=score,
    )
    problems = [class_problems, clause_problems, limit_problems, lexicon_problems]
    problems += [owed_problems, name_problems, score_problems]
    return rulebook, [one for found in problems for one in found]


def _merged_owed(
    shipped: OwedItems, file: TomlFile | None
) -> tuple[OwedItems, list[ConfigProblem]]:
    """The office's items over ours; its list of bodies that are not bound in the stead of ours."""
    items, problems = _merged_entries(OwedItem, "owed_items", shipped.owed_items, file)
    written = (file.data or {}).get("not_bound") if file else None
    not_bound = written if isinstance(written, list) and not problems else shipped.not_bound
    return OwedItems(not_bound=not_bound, owed_items=items), problems


def _merged_score(
    shipped: ScoreTable, file: TomlFile | None
) -> tuple[ScoreTable, list[ConfigProblem]]:
    indicators, problems = _merged_entries(Indicator, "indicators", shipped.indicators, file)
    vetoes, wrong = _merged_entries(Veto, "vetoes", shipped.vetoes, file)
    told = [*problems, *(one for one in wrong if one not in problems)]
    return ScoreTable(indicators=indicators, vetoes=vetoes), told


def _merged_entries(
    model: type[Entry], key: str, shipped: list[Entry], file: TomlFile | None
) -> tuple[list[Entry], list[ConfigProblem]]:
    if file is None or file.data is None:
        return shipped, []
    entries, problems = validated(_Entries, file, file.data)
    if entries is None:
        return shipped, problems
    merged: dict[str, Entry] = {entry.id: entry for entry in shipped}
    added: dict[str, Entry] = {}
    seen: set[str] = set()
    for position, table in enumerate(getattr(entries, key)):
        own_id = table.get("id")
        if own_id in seen:
            problems.append(problem_at(_twice(own_id), file.name, file.text, (key, position, "id")))
        seen.add(own_id if isinstance(own_id, str) else "")
        known = merged.get(own_id) if isinstance(own_id, str) else None
        base = _base(known, table)
        whole = {**base, **_marks(base, table), **table}
        entry, wrong = validated(model, file, whole, (key, position))
        problems += wrong
        if entry is not None:
            place = merged if entry.id in merged else added
            place[entry.id] = entry
    # An office's own class is more specific than any of ours; the order of clauses means nothing.
    return list(added.values()) + list(merged.values()), problems


def _base(known: ClosedModel | None, table: Table) -> Table:
    """The shipped entry's keys. A limit in days replaces one in months and the other way round: a
    class has one.
    """
    if known is None:
        return {}
    base = known.model_dump()
    for new, old in (("limit_days", "limit_months"), ("limit_months", "limit_days")):
        if new in table and old not in table:
            base.pop(old, None)
    return base


def _marks(base: Table, table: Table) -> Table:
    """The office's own number is nobody's law, in a shipped class and in one of its own; a mark
    that it wrote stands.
    """
    return {
        mark: "local"
        for mark, keys in _MARKED.items()
        if mark not in table and any(table[key] != base.get(key) for key in keys if key in table)
    }


def _merged_limits(file: TomlFile | None) -> tuple[Limits, list[ConfigProblem]]:
    shipped = _shipped("limits.toml")
    unchanged = shipped_rulebook().limits
    if file is None or file.data is None:
        return unchanged, []
    limits, problems = validated(Limits, file, _over(shipped, file.data))
    return limits or unchanged, problems


def _merged_lexicon(shipped: Lexicon, file: TomlFile | None) -> tuple[Lexicon, list[ConfigProblem]]:
    if file is None or file.data is None:
        return shipped, []
    changes, problems = validated(_LexiconChanges, file, file.data)
    if changes is None:
        return shipped, problems
    sides = {
        side: [
            word
            for word in dict.fromkeys([*words, *getattr(changes, side)])
            if word not in getattr(changes.remove, side)
        ]
        for side, words in shipped.model_dump().items()
    }
    return Lexicon(**sides), []


def _over(base: Table, own: Table) -> Table:
    merged = copy.deepcopy(base)
    for key, value in own.items():
        both_tables = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _over(merged[key], value) if both_tables else value
    return merged


def _twice(entry_id: object) -> tuple[Words, Words]:
    return Words(f"编号 {entry_id} 写了两次", f"the id {entry_id} is written twice"), Words(
        "请合并为一项", "merge the two entries"
    )


@cache
def _shipped(name: str) -> Table:
    return tomllib.loads(
        (resources.files("config") / "defaults" / name).read_text(encoding="utf-8")
    )

"""What a rule declares of itself. Its id is its file's name; being in `monitor/rules` is its
registration.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from config.words import Words
from monitor.dossier.facts import Dossier
from monitor.judging.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Rule:
    """A fault, by name: what it is called, what it is, what must be known to judge it, what it
    rests on.

    Attributes:
        short: the fault in a word or two, for a cell of the terminal's table.
        looked_at: what the rule looks at, as a noun: the subject of “未能判断”.
        fault: one sentence, for the list of rules.
        needs: fields of `Dossier` that the rule reads. It is handed nothing else; naming
            `clock_suspect` says that its answers rest on our own clock and are withheld while
            that clock is in doubt.
        clauses: ids of config/defaults/clauses.toml, the one to cite first first; the first in
            force is cited.
        defences: ids of monitor/defences that are asked before a problem of this rule is told, at
            least one: in which ways the unit may be innocent all the same.
        builds_on: ids of rules whose answers on this dossier it is handed as `answered`, to count
            them and not to measure twice; where one of them is switched off, so is this.
        theme: one of the five problems of 2012 (docs/rulebook.md §10), the chapter of the circular.
        is_for_everybody: also a unit that no clause binds is looked at, where one binds others;
            what
            is found there is a remark, never a problem.
        good: what the circular says of a unit that is an example here; None where being clear is
            nothing to praise.
        many: what the circular says where so many problems of the rule read the same that each by
            itself would be read by nobody: `{unit}` is the first of `{n}` units, `{k}` the
                problems.
        is_confidential: who publishes such a problem makes it worse: the unit and the office are
            told, all others how many there are.
    """

    title: Words
    short: Words
    looked_at: Words
    fault: Words
    needs: tuple[str, ...]
    clauses: tuple[str, ...]
    defences: tuple[str, ...]
    theme: int
    builds_on: tuple[str, ...] = ()
    good: Words | None = None
    is_for_everybody: bool = False
    many: Words | None = None
    is_confidential: bool = False


class Inspect(Protocol):
    """Facts in, verdicts out: one a subject, no I/O, no clock. At least one clause of the rule is
    in force, unless it is for everybody.
    """

    def __call__(self, dossier: Dossier) -> Iterator[Verdict]: ...

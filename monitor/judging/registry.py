"""Every rule, found by being in the folder `monitor/rules`."""

import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module

import monitor.rules
from monitor.judging.rule import Inspect, Rule


@dataclass(frozen=True, slots=True)
class RegisteredRule:
    """A rule under its id: file name, case file, TOML key and database value are one word."""

    id: str
    rule: Rule
    inspect: Inspect
    doc: str


@cache
def rules() -> Mapping[str, RegisteredRule]:
    """All rules by id, in alphabetical order."""
    return {
        name: _load(name)
        for name in sorted(module.name for module in pkgutil.iter_modules(monitor.rules.__path__))
    }


def _load(rule_id: str) -> RegisteredRule:
    module = import_module(f"monitor.rules.{rule_id}")
    return RegisteredRule(rule_id, module.RULE, module.inspect, module.__doc__ or "")

"""From what a person types to the findings that are meant."""

from contextlib import suppress

from app.data_folder import read_ledger
from config.errors import NotFound
from config.folder import Config
from config.words import Words
from monitor.report.write import read_material
from store.findings import FindingEvent, events_of, finding, open_findings
from store.records import Finding

NONE_OPEN = Words(
    "{unit}没有未整改的问题；已整改、已撤回的按编号查。{undecided}",
    "{unit} has no open finding; what was repaired or withdrawn is found by its number.{undecided}",
)
UNDECIDED = Words(
    "最近一次检查有{n}项未能判断，未判断不等于没有问题（gongkai report）。",
    " Of its matters {n} could not be judged last time, which does not mean in order (gongkai report).",
)
NO_SUCH_UNIT = Words(
    "名录中没有单位“{named}”。单位编号见 gongkai units list；问题编号见 gongkai report。",
    "No unit {named!r} is on record. See gongkai units list, or gongkai report for the numbers of findings.",
)
NO_SUCH_FINDING = Words(
    "没有与“{named}”相符的问题。编号见 gongkai report；也可写作 单位编号:规则（只查未整改的）。",
    "No finding matches {named!r}. Numbers stand in the problem ledger; or write UNIT:RULE (open ones only).",
)
MOST_DIGITS = 19  # SQLite's integers


def findings_named(named: str, config: Config) -> list[tuple[Finding, list[FindingEvent]]]:
    """Each with the turns of its life: the finding of that number, open or closed; or the open ones
    of UNIT[:RULE[:SUBJECT]]. Raises NotFound, and StoreFailed where there is no ledger or it cannot
    be read.
    """
    with read_ledger(config) as ledger:
        if named.isascii() and named.isdigit():
            one = finding(ledger, int(named)) if len(named) < MOST_DIGITS else None
            found = [one] if one else []
        else:
            unit, _, rest = named.partition(":")
            rule, _, subject = rest.partition(":")
            found = (
                [
                    f
                    for f in open_findings(ledger, unit)
                    if rule in ("", f.rule) and subject in ("", f.subject)
                ]
                if unit
                else []
            )
        explained = [(one, events_of(ledger, one.id)) for one in found]
    if not explained:
        raise NotFound(_nothing_found(named, config))
    return explained


def _nothing_found(named: str, config: Config) -> Words:
    """Whether there is no such unit, nothing open at it, or nothing open of that rule."""
    unit_id, _, rule = named.partition(":")
    if not unit_id or named.isdigit():
        return NO_SUCH_FINDING.filled(named=named)
    unit = next((unit for unit in config.units if unit.id == unit_id), None)
    if unit is None:
        return NO_SUCH_UNIT.filled(named=unit_id)
    if rule:
        return NO_SUCH_FINDING.filled(named=named)
    n = _undecided(unit_id, config)
    return NONE_OPEN.filled(
        unit=unit.label, undecided=UNDECIDED.filled(n=n) if n else Words("", "")
    )


def _undecided(unit: str, config: Config) -> int:
    """Matters that the last night could not judge; 0 where no night wrote its reports."""
    with suppress(NotFound):
        lines = read_material(config.data).units
        return next((line.undecided for line in lines if line.id == unit), 0)
    return 0

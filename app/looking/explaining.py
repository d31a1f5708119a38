"""From what a person types to the findings that are meant."""

from app.data_folder import read_ledger
from config.errors import NotFound
from config.folder import Config
from config.words import Words
from store.findings import FindingEvent, events_of, finding, open_findings
from store.records import Finding

NO_SUCH_FINDING = Words(
    "没有与“{named}”相符的问题。编号见 gongkai report；也可写作 单位编号:规则（只查未整改的）。",
    "No finding matches {named!r}. Numbers stand in the problem ledger; or write UNIT:RULE (open ones only).",
)
NOTHING_OPEN = Words(
    "{unit}没有未整改的问题（{named}）。未能判断的事项见 gongkai report。",
    "{unit} has no open finding ({named}). What could not be judged: gongkai report",
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
        on_record = {one.id: one.label for one in config.units}
        if label := on_record.get(named.partition(":")[0]):
            raise NotFound(NOTHING_OPEN.filled(unit=label, named=named))
        raise NotFound(NO_SUCH_FINDING.filled(named=named))
    return explained

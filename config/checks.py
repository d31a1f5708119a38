"""What no single file can know: whether the files agree with each other. Pure: read files in,
problems out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from ipaddress import ip_network
from urllib.parse import urlsplit

from config.addresses import INNER, LOOPBACK, lies_within
from config.office import Office
from config.problems import ConfigProblem, nearest, problem_at
from config.rulebook import ChannelClass, Clause, Limits, Rulebook
from config.rulebook_files import rule_ids
from config.sentences import Said, note, said
from config.toml_file import TomlFile
from config.unit import DatedName, Site, Unit

Read = tuple[TomlFile, Unit]
Fault = tuple[tuple[str | int, ...], Said]  # the key path at which it stands

PAPERS = ("budget", "final_accounts")  # judged by missing_disclosure, not of owed_items.toml

# A warning must come before the limit in every month of the year, February's too.
_DAYS_IN_A_MONTH_AT_LEAST = 28


def office_problems(file: TomlFile, office: Office) -> Iterator[ConfigProblem]:
    yield from _in(file, _office_faults(office))


def rulebook_problems(files: Mapping[str, TomlFile], rulebook: Rulebook) -> Iterator[ConfigProblem]:
    limits, classes, clauses, owed = (
        files.get(name, TomlFile(name))
        for name in ("limits.toml", "channel_classes.toml", "clauses.toml", "owed_items.toml")
    )
    yield from _in(owed, _owed_faults(_ids(owed, "owed_items"), rulebook))
    yield from _in(limits, _limits_faults(rulebook.limits))
    places = {class_id: place for place, class_id in enumerate(_ids(classes, "channel_classes"))}
    for channel_class in rulebook.channel_classes:
        place = ("channel_classes", places.get(channel_class.id, 0))
        yield from _in(
            classes, (((*place, key), fault) for key, fault in _class_faults(channel_class))
        )
    score = files.get("score.toml", TomlFile("score.toml"))
    yield from _in(score, _score_faults(score, rulebook))
    known = {clause.id: clause for clause in rulebook.clauses}
    written = enumerate(known.get(clause_id) for clause_id in _ids(clauses, "clauses"))
    yield from _in(clauses, _clause_faults(written))


def _owed_faults(written: Sequence[str], rulebook: Rulebook) -> Iterator[Fault]:
    """Of the items that the office wrote: clauses, classes and wholes that there are."""
    known = {item.id: item for item in rulebook.owed.owed_items}
    clauses = [clause.id for clause in rulebook.clauses]
    classes = [channel_class.id for channel_class in rulebook.channel_classes]
    for place, item in enumerate(map(known.get, written)):
        for key, words, ids, thing in (
            ("clauses", item.clauses if item else (), clauses, "clause"),
            ("dues", [due.clause for due in item.dues] if item else (), clauses, "clause"),
            ("classes", item.classes if item else (), classes, "channel_class"),
            ("part_of", filter(None, [item.part_of if item else ""]), list(known), "owed_item"),
        ):
            for word in words:
                if word not in ids:
                    yield ("owed_items", place, key), _unknown(thing, word, ids)


def _score_faults(file: TomlFile, rulebook: Rulebook) -> Iterator[Fault]:
    """Rules and clauses that there are; and points that are 100 together."""
    clauses, table = [clause.id for clause in rulebook.clauses], rulebook.score
    indicators = {one.id: one for one in table.indicators}
    vetoes = {one.id: one for one in table.vetoes}
    for place, indicator in enumerate(map(indicators.get, _ids(file, "indicators"))):
        for rule in indicator.costs if indicator else ():
            if rule not in rule_ids():
                yield ("indicators", place, "costs"), _unknown("rule", rule, rule_ids())
    for place, veto in enumerate(map(vetoes.get, _ids(file, "vetoes"))):
        if veto and veto.rule not in rule_ids():
            yield ("vetoes", place, "rule"), _unknown("rule", veto.rule, rule_ids())
        for clause in veto.clauses if veto else ():
            if clause not in clauses:
                yield ("vetoes", place, "clauses"), _unknown("clause", clause, clauses)
    points = sum(one.points for one in table.indicators)
    if abs(points - 100) > 0.01:
        yield ("indicators",), said("points", points=f"{points:g}")


def unit_problems(
    read: Sequence[Read],
    known_ids: frozenset[str],
    people: Iterable[str] | None,
    rulebook: Rulebook,
) -> Iterator[ConfigProblem]:
    """`known_ids`: of all unit files, unreadable ones too, so that one bad file is not blamed
    twice. `people`: None where office.toml could not be read.
    """
    persons = None if people is None else tuple(people)
    classes = tuple(channel_class.id for channel_class in rulebook.channel_classes)
    owed = tuple(item.id for item in rulebook.owed.owed_items)
    for file, unit in read:
        yield from _in(file, _unit_faults(file, unit, known_ids, persons, classes, owed))
    yield from _same_names(read)
    yield from _same_sites(read)
    yield from _parent_cycles(read)


def platform_problems(
    file: TomlFile, office: Office, known_ids: frozenset[str], rulebook: Rulebook
) -> Iterator[ConfigProblem]:
    """Units and items that the office's common platforms name and that there are not."""
    items = [*(item.id for item in rulebook.owed.owed_items), *PAPERS]
    for place, platform in enumerate(office.common_platforms):
        path = ("common_platforms", place)
        if platform.unit and platform.unit not in known_ids:
            unknown = _unknown("unit", platform.unit, sorted(known_ids))
            yield from _in(file, [((*path, "unit"), unknown)])
        wrong = [word for word in platform.items if word not in items]
        yield from _in(
            file, [((*path, "items"), _unknown("owed_item", word, items)) for word in wrong]
        )


def _in(file: TomlFile, faults: Iterable[Fault]) -> Iterator[ConfigProblem]:
    for path, fault in faults:
        yield problem_at(fault, file.name, file.text, path)


def _ids(file: TomlFile, key: str) -> list[str]:
    """The ids of a file's entries, "" where there is none that can be read."""
    tables = (file.data or {}).get(key, [])
    return [str(table.get("id", "")) if isinstance(table, dict) else "" for table in tables]


def _office_faults(office: Office) -> Iterator[Fault]:
    for place, network in enumerate(office.network.treat_as_public):
        # Everything behind our own firewall would otherwise open itself to a link on somebody's
        # page.
        if not lies_within(network, LOOPBACK[:1]):
            yield ("network", "treat_as_public", place), said("only_loopback", network=network)
    people = [person.id for person in office.people]
    for place, chosen in enumerate(office.alerts.escalate_to):
        if chosen not in people:
            yield ("alerts", "escalate_to", place), _unknown("person", chosen, people)
    for place, network in enumerate(office.alerts.may_reach):
        if not lies_within(network, (*INNER, *LOOPBACK)):
            yield ("alerts", "may_reach", place), said("no_inner_range", network=network)
    for place, network in enumerate(office.console.trusted_proxies):
        if ip_network(network).prefixlen == 0:
            yield ("console", "trusted_proxies", place), said("trusts_everybody", network=network)
    for place, vantage in enumerate(office.vantages):
        if vantage.name == office.network.vantage:
            yield ("vantages", place, "name"), said("own_vantage")
    counties, path = office.province.counties, ("province", "counties")
    for keys, own_id, ids in (
        (("people",), "id", people),
        (("vantages",), "name", [vantage.name for vantage in office.vantages]),
        (("approvals",), "year", [str(approvals.year) for approvals in office.approvals]),
        (path, "id", [county.id for county in counties]),
        (path, "name", [county.name for county in counties]),  # papers could not tell them apart
        (path, "data", [county.data for county in counties]),
    ):
        first: dict[str, int] = {}
        for place, entry_id in enumerate(ids):
            if (before := first.setdefault(entry_id, place)) != place:
                fault = said("same_id", key=".".join(keys), entry_id=entry_id, first=before + 1)
                yield (*keys, place, own_id), fault


def _limits_faults(limits: Limits) -> Iterator[Fault]:
    for rule, lower, upper in (
        ("stale_homepage", "warn_days", "limit_days"),
        ("channels_not_updated", "warn_news_and_notices", "news_and_notices"),
        ("channels_not_updated", "warn_overdue", "overdue"),
        ("channels_not_updated", "warn_blank", "blank"),
        ("vanished_item", "warn_days", "days"),
        ("backdated_item", "warn_days", "days"),
        ("vague_expense", "warn_share", "problem_share"),
        ("vague_expense", "problem_share", "critical_share"),
    ):
        low, high = (getattr(getattr(limits, rule), key) for key in (lower, upper))
        if low > high:
            yield (rule, lower), said("above", lower=lower, low=low, upper=upper, high=high)
    for place, rule in enumerate(limits.off):
        if rule not in rule_ids():
            yield ("off", place), _unknown("rule", rule, rule_ids())


def _class_faults(one: ChannelClass) -> Iterator[tuple[str, Said]]:
    if one.limit_days is not None and one.limit_months is not None:
        yield "limit_months", said("two_limits")
    months = one.limit_months
    limit = one.limit_days
    if limit is None and months is not None:
        limit = months * _DAYS_IN_A_MONTH_AT_LEAST
    for key, warned, upper, high in (
        ("warn_days", one.warn_days, "limit", limit),
        ("county_warn_days", one.county_warn_days, "county_limit_days", one.county_limit_days),
    ):
        if warned is not None and high is not None and warned > high:
            yield key, said("above", lower=key, low=warned, upper=upper, high=high)
    for key in ("patterns", "path_hints", "column_types"):
        if any(not word for word in getattr(one, key)):
            yield key, said("empty_word")


def _clause_faults(written: Iterable[tuple[int, Clause | None]]) -> Iterator[Fault]:
    for place, clause in written:
        if clause and clause.valid_to and clause.valid_to < clause.valid_from:
            fault = said("ends_before_it_begins", begin="valid_from", end="valid_to")
            yield ("clauses", place, "valid_to"), fault
        for nth, rule in enumerate(clause.rules if clause else ()):
            if rule not in rule_ids():
                yield ("clauses", place, "rules", nth), _unknown("rule", rule, rule_ids())


def _unit_faults(
    file: TomlFile,
    unit: Unit,
    known_ids: frozenset[str],
    people: tuple[str, ...] | None,
    classes: tuple[str, ...],
    owed: tuple[str, ...],
) -> Iterator[Fault]:
    stem = file.name.rsplit("/", 1)[-1].removesuffix(".toml")
    if stem != unit.id:
        yield ("id",), said("name_is_not_id", stem=stem, unit=unit.id)
    if unit.parent and unit.parent not in known_ids:
        yield ("parent",), _unknown("parent", unit.parent, sorted(known_ids))
    for place, person in enumerate(unit.responsible):
        if people is not None and person not in people:
            yield ("responsible", place), _unknown("person_of_office", person, people)
    for place, item in enumerate(unit.owes):
        if item not in owed:
            yield ("owes", place), _unknown("owed_item", item, owed)
    for place, exemption in enumerate(unit.exemptions):
        if exemption.rule not in rule_ids():
            yield ("exemptions", place, "rule"), _unknown("rule", exemption.rule, rule_ids())
    for place, site in enumerate(unit.sites):
        for within, network in enumerate(site.inner_ranges):
            if not lies_within(network, INNER):
                fault = said("no_inner_range", network=network)
                yield ("sites", place, "inner_ranges", within), fault
    for place, channel in enumerate(unit.channels):
        if channel.channel_class and channel.channel_class not in classes:
            fault = _unknown("channel_class", channel.channel_class, classes)
            yield ("channels", place, "channel_class"), fault
    dated: dict[str, Sequence[Site | DatedName]] = {"sites": unit.sites, "names": unit.names}
    for key, entries in dated.items():
        for place, entry in enumerate(entries):
            if entry.since and entry.until and entry.until < entry.since:
                fault = said("ends_before_it_begins", begin="since", end="until")
                yield (key, place, "until"), fault


def _same_names(read: Sequence[Read]) -> Iterator[ConfigProblem]:
    bearers: dict[str, TomlFile] = {}
    for file, unit in read:
        if unit.retired is None and (first := bearers.setdefault(unit.name, file)) is not file:
            fault = said("same_name", name=unit.name, file=first.name)
            yield from _in(file, [(("name",), fault)])


def _same_sites(read: Sequence[Read]) -> Iterator[ConfigProblem]:
    claims: dict[str, list[tuple[TomlFile, Unit, Site]]] = {}
    for file, unit in read:
        if unit.retired is not None:
            continue
        for position, site in enumerate(unit.sites):
            if site.kind != "own":
                continue
            earlier = claims.setdefault(_plain_url(site.url), [])
            rival = next(
                (claim for claim in earlier if claim[1].id != unit.id and _overlap(claim[2], site)),
                None,
            )
            if rival:
                fault = said("same_site", url=site.url, file=rival[0].name)
                yield from _in(file, [(("sites", position, "url"), fault)])
            earlier.append((file, unit, site))


def _parent_cycles(read: Sequence[Read]) -> Iterator[ConfigProblem]:
    """Each circle once, at its first unit in the order of ids."""
    parents = {unit.id: unit.parent for _, unit in read}
    files = {unit.id: file for file, unit in read}
    settled: set[str] = set()
    for start in sorted(parents):
        way: list[str] = []
        at: str | None = start
        while at in parents and at not in settled and at not in way:
            way.append(at)
            at = parents[at]
        if at in way:
            circle = way[way.index(at) :]
            fault = said("circle", way=" → ".join([*circle, circle[0]]))
            yield from _in(files[circle[0]], [(("parent",), fault)])
        settled.update(way)


def _plain_url(url: str) -> str:
    """Two spellings of one entry point: scheme, www and a closing slash set aside."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    return f"{(parts.hostname or '').removeprefix('www.')}:{parts.port or ''}{path}?{parts.query}"


def _overlap(one: Site, other: Site) -> bool:
    return (one.since or date.min) <= (other.until or date.max) and (other.since or date.min) <= (
        one.until or date.max
    )


def _unknown(thing: str, word: str, known: Sequence[str]) -> Said:
    return note("no_such_thing", thing=note(thing), word=word), nearest(word, known)

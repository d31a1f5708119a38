"""What no single file can know: whether the files agree with each other. Pure: read files in,
problems out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from urllib.parse import urlsplit

from config.addresses import INNER, LOOPBACK, lies_within
from config.office import Office
from config.problems import ConfigProblem, nearest, problem_at
from config.rulebook import ChannelClass, Limits, Rulebook
from config.rulebook_files import rule_ids
from config.toml_file import TomlFile
from config.unit import DatedName, Site, Unit
from config.words import Words

Said = tuple[Words, Words]
_OWN_VANTAGE = (
    Words(
        "第二检查点与本机检查点（network.vantage）同名",
        "a second vantage point bears the name of our own (network.vantage)",
    ),
    Words("请改用不同的名称", "use another name"),
)
Read = tuple[TomlFile, Unit]

# A warning must come before the limit in every month of the year, February's too.
_DAYS_IN_A_MONTH_AT_LEAST = 28


def office_problems(file: TomlFile, office: Office) -> Iterator[ConfigProblem]:
    for position, network in enumerate(office.network.treat_as_public):
        # Everything behind our own firewall would otherwise open itself to a link on somebody's
        # page.
        if not lies_within(network, LOOPBACK[:1]):
            yield problem_at(
                _only_loopback(network),
                file.name,
                file.text,
                ("network", "treat_as_public", position),
            )
    people = [person.id for person in office.people]
    for position, chosen in enumerate(office.alerts.escalate_to):
        if chosen not in people:
            yield problem_at(
                _unknown("责任人", "person", chosen, people),
                file.name,
                file.text,
                ("alerts", "escalate_to", position),
            )
    for position, network in enumerate(office.alerts.may_reach):
        if not lies_within(network, (*INNER, *LOOPBACK)):
            yield problem_at(
                _no_inner_range(network), file.name, file.text, ("alerts", "may_reach", position)
            )
    for first, position, person in _repeated((person.id, person.id) for person in office.people):
        yield problem_at(
            _same_id("people", person, first), file.name, file.text, ("people", position, "id")
        )
    for position, vantage in enumerate(office.vantages):
        if vantage.name == office.network.vantage:
            yield problem_at(_OWN_VANTAGE, file.name, file.text, ("vantages", position, "name"))
    for first, position, name in _repeated(
        (vantage.name, vantage.name) for vantage in office.vantages
    ):
        yield problem_at(
            _same_id("vantages", name, first), file.name, file.text, ("vantages", position, "name")
        )
    for first, position, year in _repeated((str(a.year), str(a.year)) for a in office.approvals):
        yield problem_at(
            _same_id("approvals", year, first),
            file.name,
            file.text,
            ("approvals", position, "year"),
        )


def rulebook_problems(files: Mapping[str, TomlFile], rulebook: Rulebook) -> Iterator[ConfigProblem]:
    limits_file = files.get("limits.toml", TomlFile("limits.toml"))
    for path, said in _limits_out_of_order(rulebook.limits):
        yield problem_at(said, limits_file.name, limits_file.text, path)
    for position, rule in enumerate(rulebook.limits.off):
        if rule not in rule_ids():
            yield problem_at(
                _unknown("规则", "rule", rule, rule_ids()),
                limits_file.name,
                limits_file.text,
                ("off", position),
            )
    classes_file = files.get("channel_classes.toml", TomlFile("channel_classes.toml"))
    own = (classes_file.data or {}).get("channel_classes", [])
    places = {
        table.get("id"): position for position, table in enumerate(own) if isinstance(table, dict)
    }
    for channel_class in rulebook.channel_classes:
        for key, said in _class_faults(channel_class):
            place = ("channel_classes", places.get(channel_class.id, 0), key)
            yield problem_at(said, classes_file.name, classes_file.text, place)
    clauses_file = files.get("clauses.toml", TomlFile("clauses.toml"))
    for position, table in enumerate((clauses_file.data or {}).get("clauses", [])):
        clause = next(
            (
                clause
                for clause in rulebook.clauses
                if isinstance(table, dict) and clause.id == table.get("id")
            ),
            None,
        )
        if clause and clause.valid_to and clause.valid_to < clause.valid_from:
            yield problem_at(
                _ends_before_it_begins("valid_from", "valid_to"),
                clauses_file.name,
                clauses_file.text,
                ("clauses", position, "valid_to"),
            )
        for nth, rule in enumerate(clause.rules if clause else ()):
            if rule not in rule_ids():
                yield problem_at(
                    _unknown("规则", "rule", rule, rule_ids()),
                    clauses_file.name,
                    clauses_file.text,
                    ("clauses", position, "rules", nth),
                )


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
    for file, unit in read:
        for path, said in _faults_of_one(file, unit, known_ids, persons, classes):
            yield problem_at(said, file.name, file.text, path)
    yield from _same_names(read)
    yield from _same_sites(read)
    yield from _parent_cycles(read)


def _faults_of_one(
    file: TomlFile,
    unit: Unit,
    known_ids: frozenset[str],
    people: tuple[str, ...] | None,
    classes: tuple[str, ...],
) -> Iterator[tuple[tuple[str | int, ...], Said]]:
    stem = file.name.rsplit("/", 1)[-1].removesuffix(".toml")
    if stem != unit.id:
        yield ("id",), _name_is_not_id(stem, unit.id)
    if unit.parent and unit.parent not in known_ids:
        yield ("parent",), _unknown("上级单位", "parent", unit.parent, sorted(known_ids))
    for position, person in enumerate(unit.responsible):
        if people is not None and person not in people:
            yield (
                ("responsible", position),
                _unknown("责任人", "person of office.toml", person, people),
            )
    for position, exemption in enumerate(unit.exemptions):
        if exemption.rule not in rule_ids():
            yield (
                ("exemptions", position, "rule"),
                _unknown("规则", "rule", exemption.rule, rule_ids()),
            )
    for position, site in enumerate(unit.sites):
        for place, network in enumerate(site.inner_ranges):
            if not lies_within(network, INNER):
                yield ("sites", position, "inner_ranges", place), _no_inner_range(network)
    for position, channel in enumerate(unit.channels):
        if channel.channel_class and channel.channel_class not in classes:
            yield (
                ("channels", position, "channel_class"),
                _unknown("栏目类别", "class of channel", channel.channel_class, classes),
            )
    dated: dict[str, Sequence[Site | DatedName]] = {"sites": unit.sites, "names": unit.names}
    for key, entries in dated.items():
        for position, entry in enumerate(entries):
            if entry.since and entry.until and entry.until < entry.since:
                yield (key, position, "until"), _ends_before_it_begins("since", "until")


def _same_names(read: Sequence[Read]) -> Iterator[ConfigProblem]:
    bearers: dict[str, TomlFile] = {}
    for file, unit in read:
        if unit.retired is None and (first := bearers.setdefault(unit.name, file)) is not file:
            yield problem_at(_same_name(unit.name, first.name), file.name, file.text, ("name",))


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
                yield problem_at(
                    _same_site(site.url, rival[0].name),
                    file.name,
                    file.text,
                    ("sites", position, "url"),
                )
            earlier.append((file, unit, site))


def _parent_cycles(read: Sequence[Read]) -> Iterator[ConfigProblem]:
    """Each circle once, told at its first unit in the order of ids."""
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
            yield problem_at(
                _circle(circle), files[circle[0]].name, files[circle[0]].text, ("parent",)
            )
        settled.update(way)


def _limits_out_of_order(limits: Limits) -> Iterator[tuple[tuple[str, str], Said]]:
    for rule, lower, upper in (
        ("missing_site", "warn_nights", "effective_nights"),
        ("stale_homepage", "warn_days", "limit_days"),
        ("vanished_item", "warn_days", "days"),
        ("vague_expense", "warn_share", "problem_share"),
        ("vague_expense", "problem_share", "critical_share"),
    ):
        table = getattr(limits, rule)
        if getattr(table, lower) > getattr(table, upper):
            yield (rule, lower), _above(lower, getattr(table, lower), upper, getattr(table, upper))


def _class_faults(channel_class: ChannelClass) -> Iterator[tuple[str, Said]]:
    days, months = channel_class.limit_days, channel_class.limit_months
    if days is not None and months is not None:
        yield "limit_months", _two_limits()
    limit = (
        days
        if days is not None
        else months * _DAYS_IN_A_MONTH_AT_LEAST
        if months is not None
        else None
    )
    if (
        limit is not None
        and channel_class.warn_days is not None
        and channel_class.warn_days > limit
    ):
        yield "warn_days", _above("warn_days", channel_class.warn_days, "limit", limit)
    county, county_warn = channel_class.county_limit_days, channel_class.county_warn_days
    if county is not None and county_warn is not None and county_warn > county:
        yield (
            "county_warn_days",
            _above("county_warn_days", county_warn, "county_limit_days", county),
        )
    for key in ("patterns", "path_hints", "column_types"):
        if any(not word for word in getattr(channel_class, key)):
            yield key, _empty_word()


def _repeated(keys: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """(position of the first, own position, key) of every entry whose key stood before."""
    first: dict[str, int] = {}
    for position, (key, _) in enumerate(keys):
        if first.setdefault(key, position) != position:
            yield first[key], position, key


def _plain_url(url: str) -> str:
    """Two spellings of one front door: scheme, www and a closing slash set aside."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    return f"{(parts.hostname or '').removeprefix('www.')}:{parts.port or ''}{path}?{parts.query}"


def _overlap(one: Site, other: Site) -> bool:
    return (one.since or date.min) <= (other.until or date.max) and (other.since or date.min) <= (
        one.until or date.max
    )


def _only_loopback(network: str) -> Said:
    return (
        Words(f"treat_as_public 不能包含 {network}", f"treat_as_public must not hold {network}"),
        Words(
            "此项只供测试，只能写 127.0.0.0/8 之内的网段；正式使用请删去",
            "it is for tests, within 127.0.0.0/8 only; remove it in real use",
        ),
    )


def _no_inner_range(network: str) -> Said:
    return (
        Words(f"{network} 不在内部网段之内", f"{network} is no part of an inner network"),
        Words(
            "只能写 10.0.0.0/8、172.16.0.0/12、192.168.0.0/16 之内的网段",
            "write a range within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
        ),
    )


def _same_id(key: str, entry_id: str, first: int) -> Said:
    return (
        Words(f"{entry_id} 与 {key}.{first} 重复", f"{entry_id} stands already at {key}.{first}"),
        Words("请改用不同的编号，或删去一处", "use another id, or remove one of the two"),
    )


def _unknown(thing_zh: str, thing_en: str, word: str, known: Sequence[str]) -> Said:
    return Words(f"没有名为 {word} 的{thing_zh}", f"there is no {thing_en} called {word}"), nearest(
        word, known
    )


def _name_is_not_id(stem: str, unit_id: str) -> Said:
    return (
        Words(
            f"文件名 {stem} 与编号 {unit_id} 不一致",
            f"the file is called {stem}, the id is {unit_id}",
        ),
        Words(
            f"请把文件改名为 {unit_id}.toml，或把 id 改为 {stem}",
            f"rename the file to {unit_id}.toml, or write id = {stem}",
        ),
    )


def _same_name(name: str, file: str) -> Said:
    return (
        Words(f"单位名称“{name}”已在 {file} 中使用", f"the name {name} is used in {file} already"),
        Words(
            "请删去重复的单位，或写全称以示区别；已撤并的单位请填 retired",
            "remove one, or tell them apart by full names; a unit that ended has `retired`",
        ),
    )


def _same_site(url: str, file: str) -> Said:
    return (
        Words(f"网站 {url} 已是 {file} 中单位的自有网站", f"the site {url} is the own site of the unit in {file}"),
        Words('一个网站只属于一个单位；合用的请写 kind = "subsite" 或 "portal_channel"', 'a site belongs to one unit; shared ones are kind = "subsite" or "portal_channel"'),
    )  # fmt: skip


def _circle(units: Sequence[str]) -> Said:
    way = " → ".join([*units, units[0]])
    return Words(f"上下级关系成了一圈：{way}", f"the parents form a circle: {way}"), Words(
        "请改正其中一个 parent", "correct one of the parents"
    )


def _above(lower: str, low: float, upper: str, high: float) -> Said:
    return (
        Words(
            f"{lower}（{low}）大于 {upper}（{high}）", f"{lower} ({low}) is above {upper} ({high})"
        ),
        Words(
            "提醒值应小于或等于超期值",
            "a warning comes before the problem: make it the smaller one",
        ),
    )


def _ends_before_it_begins(begin: str, end: str) -> Said:
    return Words(f"{end} 早于 {begin}", f"{end} is before {begin}"), Words(
        "请核对两个日期", "check the two days"
    )


def _two_limits() -> Said:
    return (
        Words(
            "limit_days 与 limit_months 只能写一个",
            "limit_days and limit_months exclude each other",
        ),
        Words("请删去其中一个", "remove one of them"),
    )


def _empty_word() -> Said:
    return Words(
        "列表中有空的一项，会与所有栏目匹配", "an empty entry would match every channel"
    ), Words("请删去空项", "remove it")

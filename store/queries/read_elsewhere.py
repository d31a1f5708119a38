"""Which other units' sites were read whole tonight, and by which names the government's lists what
each unit publishes: what is not found with a unit may stand there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from store.ledger import Ledger

_READ = """SELECT unit.id, unit.kind, site.url
    FROM unit_run
    JOIN unit ON unit.id = unit_run.unit
    LEFT JOIN site ON site.unit = unit.id AND site.retired_on IS NULL
    WHERE unit_run.run_id = :run
      AND unit_run.kind NOT IN ('second_look', 'vantage')
    GROUP BY unit.id, site.id
    HAVING min(unit_run.state = 'complete') = 1
       AND sum(unit_run.failed) <= :failing * sum(unit_run.planned)"""
# Names of directories by unit, whose pages need not bear the unit's name: 部门信息公开, 部门频道,
# 乡镇专栏; which of them hold which items: monitor/measures/elsewhere/directories.py. A list of links
# to the units' own sites (部门网站) is none.
_DIRECTORY = (
    *("%部门%公开%", "%公开%部门%", "%单位%公开%", "%镇%公开%", "%信息公开平台%"),
    *(
        "%部门目录%",
        "%部门频道%",
        "%部门专栏%",
        "%部门之窗%",
        "%部门信息%",
        "%单位频道%",
        "%单位信息%",
    ),
    *("%乡镇频道%", "%乡镇专栏%", "%乡镇信息%", "%镇街频道%", "%镇街专栏%", "%镇街信息%"),
)
_DIRECTORIES = f"""SELECT page.id, page.unit, page.title, facts.items_claimed FROM page
    JOIN unit ON unit.id = page.unit AND unit.kind = 'government'
    LEFT JOIN facts ON facts.id = page.facts
    WHERE page.purpose IN ('home', 'channel', 'page')
      AND ({" OR ".join(f"page.title LIKE '{words}'" for words in _DIRECTORY)})"""
_ENTRIES = """SELECT item.title FROM item JOIN channel ON channel.id = item.channel
    WHERE channel.page = :page"""
_NAMES = "SELECT id, name, coalesce(short, '') FROM unit"
_SHORTEST = 3  # characters of a name
_FAILING = 0.2  # docs/rulebook.md §3.12: at least 80 % of the pages


@dataclass(frozen=True, slots=True)
class ReadElsewhere:
    """`units`: ids of those read whole tonight, `hosts` theirs; `government`: one of them is the
    place's government; `directories`: names of its pages that seem to list units one by one,
    `of_others`: those of them whose list was read and holds entries under other units' names alone.
    """

    units: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    government: bool = False
    directories: frozenset[str] = frozenset()
    of_others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ListOfUnits:
    """A page of a government's that seems to list units one by one. `titles`: its entries, those
    that were read; `is_whole`: there were some, and it claims no more.
    """

    government: str
    name: str
    titles: tuple[str, ...] = ()
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class ReadTonight:
    """The same of all units, asked once: (unit, its kind, one of its hosts), the governments' lists
    of units, and by unit the names that it goes by.
    """

    whole: tuple[tuple[str, str, str | None], ...] = ()
    lists: tuple[ListOfUnits, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def elsewhere(self, unit_id: str) -> ReadElsewhere:
        """Than with the unit itself."""
        others = [read for read in self.whole if read[0] != unit_id]
        lists = [one for one in self.lists if one.government != unit_id]
        directories = frozenset(one.name for one in lists)
        open_ones = {one.name for one in lists if not self._is_of_others_alone(one, unit_id)}
        return ReadElsewhere(
            frozenset(unit for unit, _, _ in others),
            frozenset(host for _, _, host in others if host is not None),
            any(kind == "government" for _, kind, _ in others),
            directories,
            directories - open_ones,
        )

    def _is_of_others_alone(self, listed: ListOfUnits, unit_id: str) -> bool:
        """Every entry bears the name of a unit on record, and none the unit's own. One under a name
        that nobody bears may be anybody's.
        """
        own = self.names.get(unit_id, ())
        others = [name for unit, names in self.names.items() if unit != unit_id for name in names]
        return listed.is_whole and all(
            any(name in title for name in others) and not any(name in title for name in own)
            for title in listed.titles
        )


def read_tonight(ledger: Ledger, run_id: str) -> ReadTonight:
    rows = ledger.db.conn.execute(_READ, {"run": run_id, "failing": _FAILING})
    listing = ledger.db.conn.execute(_DIRECTORIES).fetchall()
    return ReadTonight(
        tuple((unit, kind, _host(url) if url else None) for unit, kind, url in rows),
        tuple(_list_of_units(ledger, *row) for row in listing),
        {unit: tuple(_said_as(*names)) for unit, *names in ledger.db.conn.execute(_NAMES)},
    )


def _list_of_units(
    ledger: Ledger, page: int, government: str, name: str, claimed: int | None
) -> ListOfUnits:
    titles = tuple(title for (title,) in ledger.db.conn.execute(_ENTRIES, {"page": page}))
    return ListOfUnits(government, name, titles, bool(titles) and (claimed or 0) <= len(titles))


def _said_as(name: str, short: str) -> Iterator[str]:
    """县水利局 is 水利局 in its own place."""
    bare = short.lstrip("县市区旗")
    yield from (one for one in (name, short, bare) if len(one) >= _SHORTEST)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")

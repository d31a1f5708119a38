"""Which other units' sites were read whole tonight, and by which names the government's lists what
each unit publishes: what is not found with a unit may stand there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from store.ledger import Ledger

_READ = """SELECT unit.id, unit.kind, site.url
    FROM unit_run
    JOIN unit ON unit.id = unit_run.unit
    LEFT JOIN site ON site.unit = unit.id AND site.retired_on IS NULL
    WHERE unit_run.run_id = :run AND unit.id <> :unit
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
_DIRECTORIES = f"""SELECT page.id, page.title, facts.items_claimed FROM page
    JOIN unit ON unit.id = page.unit AND unit.kind = 'government'
    LEFT JOIN facts ON facts.id = page.facts
    WHERE page.unit <> :unit AND page.purpose IN ('home', 'channel', 'page')
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


def read_elsewhere(ledger: Ledger, unit_id: str, run_id: str) -> ReadElsewhere:
    asked = {"run": run_id, "unit": unit_id, "failing": _FAILING}
    rows = ledger.db.conn.execute(_READ, asked).fetchall()
    directories = ledger.db.conn.execute(_DIRECTORIES, {"unit": unit_id}).fetchall()
    names = frozenset(name for _, name, _ in directories)
    open_ones = {
        name
        for page, name, claimed in directories
        if not _is_of_others_alone(ledger, unit_id, page, claimed)
    }
    return ReadElsewhere(
        frozenset(unit for unit, _, _ in rows),
        frozenset((urlsplit(url).hostname or "").removeprefix("www.") for _, _, url in rows if url),
        any(kind == "government" for _, kind, _ in rows),
        names,
        names - open_ones,
    )


def _is_of_others_alone(ledger: Ledger, unit_id: str, page: int, claimed: int | None) -> bool:
    """Every entry bears the name of a unit on record, and none the unit's own. One under a name
    that nobody bears may be anybody's.
    """
    titles = [title for (title,) in ledger.db.conn.execute(_ENTRIES, {"page": page})]
    if not titles or (claimed or 0) > len(titles):
        return False
    own: list[str] = []
    others: list[str] = []
    for unit, *names in ledger.db.conn.execute(_NAMES):
        (own if unit == unit_id else others).extend(_said_as(*names))
    return all(
        any(name in title for name in others) and not any(name in title for name in own)
        for title in titles
    )


def _said_as(name: str, short: str) -> Iterator[str]:
    """县水利局 is 水利局 in its own place."""
    bare = short.lstrip("县市区旗")
    yield from (one for one in (name, short, bare) if len(one) >= _SHORTEST)

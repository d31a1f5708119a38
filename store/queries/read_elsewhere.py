"""Which other units' sites were read whole tonight, and whether the government's lists what each
unit publishes: what is not found with a unit may stand there.
"""

from dataclasses import dataclass
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
# A directory by unit, whose pages need not bear the unit's name: 部门信息公开, 部门频道, 乡镇专栏. A list
# of links to the units' own sites (部门网站) is none.
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
_DIRECTORIES = f"""SELECT DISTINCT page.unit
    FROM page JOIN unit ON unit.id = page.unit AND unit.kind = 'government'
    WHERE page.purpose IN ('home', 'channel', 'page')
      AND ({" OR ".join(f"page.title LIKE '{words}'" for words in _DIRECTORY)})"""
_FAILING = 0.2  # docs/rulebook.md §3.12: at least 80 % of the pages


@dataclass(frozen=True, slots=True)
class ReadElsewhere:
    """`units`: ids of those read whole tonight, `hosts` theirs; `government`: one of them is the
    place's government; `directories`: its site seems to list units one by one.
    """

    units: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    government: bool = False
    directories: bool = False


@dataclass(frozen=True, slots=True)
class ReadTonight:
    """The same of all units, asked once: (unit, its kind, one of its hosts), and the
    governments whose sites seem to list units.
    """

    whole: tuple[tuple[str, str, str | None], ...] = ()
    directories: frozenset[str] = frozenset()

    def elsewhere(self, unit_id: str) -> ReadElsewhere:
        """Than with the unit itself."""
        others = [read for read in self.whole if read[0] != unit_id]
        return ReadElsewhere(
            frozenset(unit for unit, _, _ in others),
            frozenset(host for _, _, host in others if host is not None),
            any(kind == "government" for _, kind, _ in others),
            bool(self.directories - {unit_id}),
        )


def read_tonight(ledger: Ledger, run_id: str) -> ReadTonight:
    rows = ledger.db.conn.execute(_READ, {"run": run_id, "failing": _FAILING})
    listing = ledger.db.conn.execute(_DIRECTORIES)
    return ReadTonight(
        tuple((unit, kind, _host(url) if url else None) for unit, kind, url in rows),
        frozenset(unit for (unit,) in listing),
    )


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")

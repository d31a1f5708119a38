"""Which other units' sites were read whole tonight, and by which names the government's lists what
each unit publishes: what is not found with a unit may stand there.
"""

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
# Names of directories by unit, whose pages need not bear the unit's name: 部门信息公开, 部门频道, 乡镇专栏;
# of which of them hold which items: monitor/measures/directories.py. A list of links to the units'
# own sites (部门网站) is none.
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
_DIRECTORIES = f"""SELECT DISTINCT page.title FROM page JOIN unit ON unit.id = page.unit AND unit.kind = 'government'
    WHERE page.unit <> :unit AND page.purpose IN ('home', 'channel', 'page')
      AND ({" OR ".join(f"page.title LIKE '{words}'" for words in _DIRECTORY)})"""
_FAILING = 0.2  # docs/rulebook.md §3.12: at least 80 % of the pages


@dataclass(frozen=True, slots=True)
class ReadElsewhere:
    """`units`: ids of those read whole tonight, `hosts` theirs; `government`: one of them is the
    place's government; `directories`: names of its pages that seem to list units one by one.
    """

    units: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    government: bool = False
    directories: frozenset[str] = frozenset()


def read_elsewhere(ledger: Ledger, unit_id: str, run_id: str) -> ReadElsewhere:
    asked = {"run": run_id, "unit": unit_id, "failing": _FAILING}
    rows = ledger.db.conn.execute(_READ, asked).fetchall()
    directories = ledger.db.conn.execute(_DIRECTORIES, {"unit": unit_id}).fetchall()
    return ReadElsewhere(
        frozenset(unit for unit, _, _ in rows),
        frozenset((urlsplit(url).hostname or "").removeprefix("www.") for _, _, url in rows if url),
        any(kind == "government" for _, kind, _ in rows),
        frozenset(name for (name,) in directories),
    )

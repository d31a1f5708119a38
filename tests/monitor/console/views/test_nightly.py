"""A night's file is taken by those who may ask in SQL, and by nobody else."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from monitor.console.app import build
from monitor.console.context import Console
from store.desk.users import Role
from tests.monitor.console.office import PASSWORD, add_person
from tests.monitor.scoring.sample import console, office

NAME = "gongkai-2026-10-20.db"


@pytest.fixture
def served(tmp_path: Path) -> Console:
    made = office(tmp_path / "office")
    nightly = made.data / "nightly"
    nightly.mkdir(parents=True)
    (nightly / NAME).write_bytes(b"SQLite format 3\x00")
    (nightly / f"{NAME}.part").write_bytes(b"half")
    (nightly / f"{NAME}-x").write_bytes(b"no")
    return console(made)


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.ANALYST, 200), (Role.OFFICE, 200), (Role.LEADER, 403), (Role.UNIT, 403)],
)
def test_who_may_take_it(served: Console, role: Role, status: int) -> None:
    units = tuple(unit.id for unit in served.config().units)[:1] if role is Role.UNIT else ()
    add_person(served, "chen", role, units)
    with TestClient(build(served), base_url="http://127.0.0.1") as client:
        assert client.get(f"/nightly/{NAME}", follow_redirects=False).status_code in (303, 302, 401)
        client.post(
            "/login",
            data={"login": "chen", "password": PASSWORD},
            headers={"origin": "http://127.0.0.1"},
        )
        taken = client.get(f"/nightly/{NAME}")
        assert taken.status_code == status
        if status == 200:
            assert taken.content.startswith(b"SQLite format 3")
            assert NAME in taken.headers["content-disposition"]
            for other in (f"{NAME}.part", f"{NAME}-x", "..%2fdesk.db", "ledger.db"):
                assert client.get(f"/nightly/{other}").status_code == 404, other

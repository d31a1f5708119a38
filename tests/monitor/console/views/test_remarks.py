"""The list of remarks: what the last night's reports tell, of the units that a person sees."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from config.folder import Config
from config.words import Words
from monitor.console.context import Console
from monitor.report.material import ReportedRemark
from monitor.report.write import paths_of, read_material
from tests.monitor.console.conftest import Visitor
from tests.monitor.console.office import OWN_UNITS

OTHERS = "shuiwu"


@contextmanager
def told_with(config: Config, remarks: tuple[ReportedRemark, ...]) -> Iterator[None]:
    """The last night's report with these remarks and no others."""
    told = read_material(config.data)
    path = paths_of(config.data, told.as_of).material_json
    before = path.read_bytes()
    path.write_text(told.model_copy(update={"remarks": remarks}).model_dump_json(), "utf-8")
    yield
    path.write_bytes(before)


@pytest.fixture
def remarked(config: Config) -> Iterator[None]:
    """A remark on a unit of everybody and one on another."""
    remarks = tuple(
        ReportedRemark(unit=unit, label=unit, kind="moved", said=Words(f"{unit}已迁移", unit))
        for unit in (OWN_UNITS[0], OTHERS)
    )
    with told_with(config, remarks):
        yield


@pytest.mark.parametrize(("login", "seen"), [("wang", True), ("zhao", False)])
def test_everybody_sees_the_remarks_on_their_own_units(
    console: Console, remarked: None, login: str, seen: bool
) -> None:
    visitor = Visitor(console)
    visitor.come_in(login)
    page = visitor.get("/remarks").text
    assert f"{OWN_UNITS[0]}已迁移" in page and (f"{OTHERS}已迁移" in page) is seen
    assert "不属于问题" in page


def test_a_night_without_remarks_says_so(console: Console, config: Config) -> None:
    visitor = Visitor(console)
    visitor.come_in("wang")
    with told_with(config, ()):
        assert "没有提示事项" in visitor.get("/remarks").text
    assert 'href="/remarks"' in visitor.get("/findings").text

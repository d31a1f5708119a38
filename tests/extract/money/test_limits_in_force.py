"""What a document says is kept; how much of it is too much is asked anew whenever it is judged."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from config.folder import Config, load
from monitor.dossier.build import build
from monitor.judging.inspection import inspect
from store.findings import all_findings
from store.records import Finding
from tests.config.folders import write_folder
from tests.extract.money.pages import html_table
from tests.reading import read_answer
from tests.store.nights import HOME, UNIT, City, Saw

BUDGET = HOME + "ys.html"
PAGE = html_table(
    [
        ["科目编码", "科目名称", "金额"],
        ["30201", "办公费", 40],
        ["30202", "印刷费", 38],
        ["30299", "其他商品和服务支出", 22],
        ["", "合计", 100],
    ],
    above="<h1>2012年部门支出预算表（按经济分类）</h1><p>单位：万元</p>",
).encode()
SUBJECT = "spending:budget:2012:30299"


def office(folder: Path, limits: str) -> Config:
    """The city of `tests.store.nights` with these limits of its own."""
    unit = f'id = "{UNIT.id}"\nname = "{UNIT.name}"\nkind = "department"\n\n[[sites]]\nkind = "own"\nurl = "{HOME}"\n'
    made: dict[str, str | bytes] = {
        "units/caizheng.toml": b"",
        f"units/{UNIT.id}.toml": unit,
        "limits.toml": limits,
    }
    return load(write_folder(folder, made))


def judged(city: City, config: Config, run_id: str, day: date) -> list[Finding]:
    """The findings on vague spending after an inspection by that office."""
    [unit] = config.units
    dossier = build(
        city.ledger,
        unit,
        config=config,
        run_id=run_id,
        as_of=day,
        network_good=True,
        clock_suspect=False,
    )
    inspect([dossier], city.ledger, run_id=run_id, as_of=day)
    return [found for found in all_findings(city.ledger) if found.rule == "vague_expense"]


def test_the_same_kept_bytes_are_judged_by_the_limits_of_the_day(
    city: City, tmp_path: Path
) -> None:
    shipped = office(tmp_path / "shipped", "")
    patient = office(tmp_path / "patient", "[vague_expense]\nproblem_share = 0.25\n")
    facts = read_answer(PAGE, url=BUDGET, as_of=date(2012, 3, 2), rulebook=patient.rulebook)
    run_id = city.night(0, Saw(BUDGET, replace(facts, text=""), body=PAGE))
    kept = city.totals(), city.one("SELECT group_concat(extractor) FROM facts")

    run = city.ledger.run(run_id)
    assert run is not None
    assert judged(city, patient, run_id, run.day) == [], "22 % is warned of below 25 %"
    [found] = judged(city, shipped, run_id, run.day)
    assert (found.subject, found.state, found.measured) == (SUBJECT, "open", "22.0%")
    assert found.threshold == "20%"
    [found] = judged(city, patient, run_id, run.day)
    assert (found.subject, found.state) == (SUBJECT, "closed")

    crawled = ("page", "span", "capture", "facts", "item", "channel")
    assert [city.totals()[name] for name in crawled] == [kept[0][name] for name in crawled]
    assert city.one("SELECT group_concat(extractor) FROM facts") == kept[1]


@pytest.mark.parametrize("whitelist", ["[]", '["30299"]'])
def test_the_named_items_are_those_of_the_day_too(
    city: City, tmp_path: Path, whitelist: str
) -> None:
    config = office(tmp_path / "office", f"[vague_expense]\nwhitelist_codes = {whitelist}\n")
    facts = read_answer(PAGE, url=BUDGET, as_of=date(2012, 3, 2))
    run_id = city.night(0, Saw(BUDGET, replace(facts, text=""), body=PAGE))
    run = city.ledger.run(run_id)
    assert run is not None
    found = judged(city, config, run_id, run.day)
    assert [each.subject for each in found] == ([SUBJECT] if whitelist == "[]" else [])

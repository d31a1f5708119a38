"""Rounds of probes: what is counted, what a platform's fall is, and when the fault is ours."""

import json
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.language import speak
from app.probing.probe_text import show_round
from app.probing.rounds import probe_all, record_round
from config.errors import Miswritten
from config.folder import Config
from config.office import Canary
from config.rulebook_files import shipped_rulebook
from config.unit import Unit
from crawler.incidents import is_mass_failure, shared_failures
from monitor.dossier.build import build
from store.clock import Clock
from store.ledger import open_ledger
from store.outcomes import Outcome
from tests.crawler.conftest import NOW, office_of, unit_of
from tests.fixture_sites.sites import FixtureSites

ALL = ("ok", "expired", "refused", "412", "inner")
MARKER = "水利局"


@pytest.fixture(scope="module")
def fixture_sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FixtureSites]:
    fixture_sites = FixtureSites(tmp_path_factory.mktemp("sites"))
    fixture_sites.open()
    yield fixture_sites
    fixture_sites.close()


def config(
    fixture_sites: FixtureSites, folder: Path, units: Sequence[Unit], canary: str = "ok"
) -> Config:
    canaries = [Canary(name="c", url=fixture_sites.url(canary), marker=MARKER)] if canary else []
    office = office_of(fixture_sites.dns).model_copy(update={"canaries": canaries})
    return Config(office, tuple(units), shipped_rulebook(), folder, folder / "data")


def units_of(fixture_sites: FixtureSites, names: Sequence[str]) -> list[Unit]:
    return [unit_of(f"z{name}", fixture_sites.url(name)) for name in names]


def test_a_round_is_written_down_and_read_by_the_dossier(
    fixture_sites: FixtureSites, tmp_path: Path
) -> None:
    loaded = config(fixture_sites, tmp_path, units_of(fixture_sites, ALL))
    found = probe_all(loaded, Clock.set_to(NOW))
    record_round(loaded, found)
    assert found.own_network_good
    ledger = open_ledger(loaded.data / "ledger.db")
    outcomes = {}
    for unit in loaded.units:
        dossier = build(
            ledger,
            unit,
            config=loaded,
            run_id="x",
            as_of=NOW.date(),
            network_good=True,
            clock_suspect=False,
        )
        (sample,) = dossier.sites[0].probes
        outcomes[unit.id] = sample.outcome
        assert sample.own_network_good and not sample.is_shared
    ledger.close()
    assert list(outcomes.values()) == [
        Outcome.OPEN,
        Outcome.TLS_EXPIRED,
        Outcome.TCP_REFUSED,
        Outcome.WAF_CHALLENGE,
        Outcome.INTRANET_ONLY,
    ]


def test_all_behind_one_dead_address_are_one_incident(
    fixture_sites: FixtureSites, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dead = [unit_of(f"d{n}", f"http://d{n}.example:{fixture_sites.port}/") for n in range(7)]
    fixture_sites.dns.update({f"d{n}.example": "127.9.9.9" for n in range(7)})
    loaded = config(fixture_sites, tmp_path, [*dead, *units_of(fixture_sites, ("ok", "gbk"))])
    found = probe_all(loaded, Clock.set_to(NOW))
    assert found.own_network_good, "the canary was seen after the mass failure"
    assert set(found.shared) == {f"d{n}/main" for n in range(7)}
    speak("zh")
    show_round(found, as_json=False)
    assert "127.9.9.9 整体无法访问，涉及 7 个网站" in capsys.readouterr().out.replace("\n", "")


@pytest.mark.parametrize(("canary", "rows"), [("", 7), ("refused", 0), ("soft404", 0)])
def test_a_mass_failure_that_no_canary_speaks_for_counts_for_nobody(
    fixture_sites: FixtureSites, tmp_path: Path, canary: str, rows: int
) -> None:
    dead = [unit_of(f"d{n}", f"http://d{n}.example:{fixture_sites.port}/") for n in range(7)]
    fixture_sites.dns.update({f"d{n}.example": "nxdomain" for n in range(7)})
    loaded = config(fixture_sites, tmp_path, dead, canary)
    found = probe_all(loaded, Clock.set_to(NOW))
    record_round(loaded, found)
    assert not found.own_network_good
    assert len(found.probed) == rows
    ledger = open_ledger(loaded.data / "ledger.db")
    assert ledger.db.conn.execute(
        "SELECT count(*), coalesce(sum(own_network), 0) FROM probe_sample"
    ).fetchone() == (rows, 0)
    ledger.close()


def test_a_few_failures_are_no_mass_and_walls_are_no_failures() -> None:
    ends = {str(n): Outcome.TCP_TIMEOUT for n in range(5)} | {
        str(n): Outcome.OPEN for n in range(5, 12)
    }
    assert not is_mass_failure(ends)
    assert is_mass_failure(ends | {"5": Outcome.NOT_JUDGED})
    assert not is_mass_failure({str(n): Outcome.WAF_CHALLENGE for n in range(40)})
    assert (
        shared_failures({"a": ("1.1.1.1", Outcome.TCP_RESET), "b": ("1.1.1.1", Outcome.TCP_RESET)})
        == {}
    )
    one_alive = {
        "a": Outcome.TCP_RESET,
        "b": Outcome.TCP_RESET,
        "c": Outcome.TCP_RESET,
        "d": Outcome.OPEN,
    }
    assert shared_failures({who: ("1.1.1.1", outcome) for who, outcome in one_alive.items()}) == {}


def test_the_command_shows_every_stage(fixture_sites: FixtureSites, tmp_path: Path) -> None:
    dns = "\n".join(f'"{name}" = "{address}"' for name, address in fixture_sites.dns.items())
    (tmp_path / "units").mkdir()
    text = f'name = "检查办"\ncity = "某市"\n[network]\ntreat_as_public = ["127.0.0.0/8"]\n[network.dns]\n{dns}\n'
    (tmp_path / "office.toml").write_text(text, encoding="utf-8")
    unit = f'id = "shuili"\nname = "水利局"\nkind = "department"\n[[sites]]\nkind = "own"\nurl = "{fixture_sites.url("selfsigned")}"\n'
    (tmp_path / "units" / "shuili.toml").write_text(unit, encoding="utf-8")
    said = CliRunner().invoke(
        app, ["probe", "--unit", "shuili", "--config", str(tmp_path)], env={"COLUMNS": "300"}
    )
    assert said.exit_code == 0, said.output
    assert "证书为自签名 · tls_self_signed · issued by itself" in said.output
    assert "更换为有效证书" in said.output
    stages = said.output.partition("结果：")[0]
    assert "证书为自签名 · issued by itself" in stages and "tls_self_signed" not in stages
    asked = CliRunner().invoke(
        app, ["probe", fixture_sites.url("nxdomain"), "--config", str(tmp_path), "--json"]
    )
    plain = json.loads(asked.output)
    assert (plain["outcome"], plain["cause_zh"]) == ("dns_nxdomain", "域名无法解析")
    assert [(stage["name"], stage["outcome"]) for stage in plain["stages"]] == [
        ("robots", None),
        ("dns", "dns_nxdomain"),
    ]


def test_samples_are_read_back_between_two_instants(
    fixture_sites: FixtureSites, tmp_path: Path
) -> None:
    loaded = config(fixture_sites, tmp_path, units_of(fixture_sites, ("ok",)))
    for hours in (0, 1, 24 * 40):
        record_round(loaded, probe_all(loaded, Clock.set_to(NOW - timedelta(hours=hours))))
    ledger = open_ledger(loaded.data / "ledger.db")
    dossier = build(
        ledger,
        loaded.units[0],
        config=loaded,
        run_id="x",
        as_of=NOW.date(),
        network_good=True,
        clock_suspect=False,
    )
    ledger.close()
    assert len(dossier.sites[0].probes) == 2


def test_an_address_gets_an_outcome_without_an_office(tmp_path: Path) -> None:
    asked = CliRunner().invoke(
        app, ["probe", "http://127.0.0.1:9/", "--config", str(tmp_path), "--json"]
    )
    assert asked.exit_code == 0, asked.output
    assert json.loads(asked.output)["outcome"] == "refused_by_our_policy"


@pytest.mark.parametrize(
    "typed", ["http://a.invalid:99999/", "http://[", "ftp://a.example/", "水利局"]
)
def test_what_is_no_address_is_said_and_not_asked_for(typed: str, tmp_path: Path) -> None:
    """It used to end well, with the words for an address that is not public."""
    refused = CliRunner().invoke(app, ["probe", typed, "--config", str(tmp_path), "--json"])
    assert isinstance(refused.exception, Miswritten) and refused.exception.exit_code == 2
    assert typed in refused.exception.words.zh

"""Real connections: addresses, the clock in the Date header, sites that die, speed."""

import http.client
import socket
import time
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from email.utils import parsedate_to_datetime
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest

from config.office import Office
from config.unit import Unit
from demo.city import City
from demo.world import Behaviour


@pytest.fixture(scope="module")
def city() -> Iterator[City]:
    with City("inspection-2012", 7) as standing:
        yield standing


def test_every_site_has_an_address_of_its_own_on_loopback(city: City) -> None:
    addresses = [address for address in city.dns.values() if address != "nxdomain"]
    assert len(set(addresses)) == len(addresses)
    inside = [
        address for address in addresses if ip_address(address) not in ip_network("127.0.0.0/8")
    ]
    assert len(inside) == 1
    assert ip_address(inside[0]) in ip_network("10.0.0.0/8")
    assert city.dns["dishui.zanzhou.example"] == "nxdomain"


def test_the_date_header_follows_the_citys_clock(city: City) -> None:
    night = city.nights[4]
    city.set_now(night)
    status, headers, _ = _get(city, "caizheng.zanzhou.example", "/")
    assert status == 200
    assert abs(parsedate_to_datetime(headers["date"]) - night) < timedelta(seconds=60)
    assert "server" not in headers


def test_nobody_listens_at_a_dead_address(city: City) -> None:
    with pytest.raises(ConnectionRefusedError):
        _get(city, "gongan.zanzhou.example", "/")
    status, _, body = _get(city, "zhijian.zanzhou.example", "/")
    assert (status, "域名出售" in body.decode()) == (200, True)
    status, _, body = _get(city, "canary-a.example", "/")
    assert "网络连通观测点" in body.decode()


def test_a_site_dies_and_is_repaired() -> None:
    with City("inspection-2012", 1) as city:
        city.set_now(city.nights[-1])
        city.kill("shebao")
        with pytest.raises(ConnectionRefusedError):
            _get(city, "shebao.zanzhou.example", "/")
        city.repair("shebao")
        assert _get(city, "shebao.zanzhou.example", "/")[0] == 200
        city.kill("guihua", Behaviour.MAINTENANCE)
        assert "维护" in _get(city, "guihua.zanzhou.example", "/")[2].decode()


def test_a_stale_unit_that_is_repaired_is_found_no_more() -> None:
    city = City("inspection-2012", 1)
    try:
        city.set_now(city.nights[-1])
        city.repair("zhangji")
        city.repair("huanbao")
        for days in (1, 20, 60):
            truth = city.truth_on(city.nights[-1] + timedelta(days=days))
            assert not truth.stale_units & {"zhangji", "huanbao"}
        before = city.item_urls("caizheng", "gzdt")
        city.publish("caizheng", "gzdt")
        assert len(city.item_urls("caizheng", "gzdt")) == len(before) + 1
        city.remove("caizheng", before[2])
        assert before[2] not in city.item_urls("caizheng", "gzdt")
        assert ("caizheng", "vanished_item", f"item:{before[2]}") in city.truth_on(
            city.now
        ).findings
    finally:
        city.stop()


def test_the_city_can_be_switched_off_and_on(city: City) -> None:
    port = city.port
    city.stop()
    with pytest.raises(ConnectionRefusedError):
        _get(city, "canary-a.example", "/")
    city.start()
    assert city.port == port
    assert _get(city, "caizheng.zanzhou.example", "/")[0] == 200


def test_the_folder_is_one_that_config_accepts(city: City, tmp_path: Path) -> None:
    folder = city.config_folder(tmp_path / "office", language="en", crawl={"workers": 1})
    office = Office.model_validate(tomllib.loads((folder / "office.toml").read_text("utf-8")))
    assert (office.language, office.crawl.workers, office.crawl.delay_s) == ("en", 1, 0)
    assert office.network.dns["jianchayuan.zanzhou.example"].startswith("10.")
    units = [
        Unit.model_validate(tomllib.loads(path.read_text("utf-8")))
        for path in sorted((folder / "units").glob("*.toml"))
    ]
    assert len(units) == 34
    assert {unit.id for unit in units if not unit.sites} == {"guotu", "fayuan", "renfang"}
    assert all(
        site.url.startswith("http://") and f":{city.port}/" in site.url
        for unit in units
        for site in unit.sites
    )


def test_five_hundred_pages_cost_less_than_a_second_of_processor(city: City) -> None:
    """Processor time of server and client together, since wall time says more about the neighbours
    than about us.
    """
    city.set_now(city.nights[4])
    with socket.create_connection((city.dns["guoshui.zanzhou.example"], city.port)) as connection:
        asked = f"GET /gzdt/ HTTP/1.1\r\nHost: guoshui.zanzhou.example:{city.port}\r\n\r\n".encode()
        _receive(connection, asked)
        started = time.process_time()
        for _ in range(500):
            _receive(connection, asked)
        assert time.process_time() - started < 1.0


def _receive(connection: socket.socket, asked: bytes) -> bytes:
    connection.sendall(asked)
    received = connection.recv(65536)
    while not received.rstrip().endswith(b"</html>"):
        received += connection.recv(65536)
    return received


def _get(city: City, host: str, path: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(city.dns[host], city.port, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": f"{host}:{city.port}"})
        response = connection.getresponse()
        return (
            response.status,
            {key.lower(): value for key, value in response.getheaders()},
            response.read(),
        )
    finally:
        connection.close()

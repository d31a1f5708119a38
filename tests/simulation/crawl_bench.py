"""What crawling costs beside others who ask for the same addresses: `make bench-crawl`.

nginx serves portals of our own making on loopback addresses, without delay. In turns, round after
round: a first crawl of ours with everything kept, an unchanged night of ours, bare Scrapy (fetch,
parse with lexbor and follow, nothing kept) and `wget` that writes a WARC. Processor seconds of all
processes of each, for a machine is shared; medians, and what each is of bare Scrapy's in the same
round.
"""

import argparse
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.simulation.site import HOST, SimulatedSite

LEFT_OUT = ("nginx", "wget")  # without these there is nothing to compare
PATH = "/usr/sbin:/usr/bin:/bin"
_SCRAPY = Path(__file__).with_name("bare_scrapy.py")


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one command with all its processes. Seconds; kilobytes that lie there afterwards."""

    cpu_s: float
    wall_s: float
    kilobytes: float


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--portals", type=int, default=8)
    parser.add_argument("--pages", type=int, default=261)
    parser.add_argument("--kilobytes", type=int, default=64, help="of an article")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    if lacking := [name for name in LEFT_OUT if not shutil.which(name, path=PATH)]:
        sys.exit(
            f"missing: {', '.join(lacking)}. apt-get install --no-install-recommends {' '.join(lacking)}"
        )
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        port = _free_port()
        for number in range(asked.portals):
            _lay_out(
                folder / "www" / str(number), _address(number, port), asked.pages, asked.kilobytes
            )
        with _nginx(folder, asked.portals, port):
            rounds = [_round(folder / f"round{n}", asked, port) for n in range(asked.rounds)]
    _print(rounds, asked.portals * asked.pages)


def _round(folder: Path, asked: argparse.Namespace, port: int) -> dict[str, Cost]:
    urls = [_address(number, port) for number in range(asked.portals)]
    office = _office(folder, urls, asked.pages)
    gongkai = [str(Path(sys.executable).with_name("gongkai")), "crawl", "--config", str(office)]
    first = _cost(gongkai, folder / "data")
    unchanged = _cost(gongkai, folder / "data")
    scrapy = _cost([sys.executable, str(_SCRAPY), *urls], folder / "nothing")
    warc = folder / "wget"
    warc.mkdir()
    wget = _cost(
        ["wget", "--quiet", "--recursive", "--level=inf", "--no-parent", "--warc-file=all", *urls],
        warc,
        cwd=warc,
    )
    return {
        "first crawl": first,
        "unchanged night": unchanged,
        "bare Scrapy": scrapy,
        "wget --warc-file": wget,
    }


def _cost(command: list[str], left_in: Path, cwd: Path | None = None) -> Cost:
    before, began = _cpu_s(), time.perf_counter()
    ended = subprocess.run(command, capture_output=True, cwd=cwd or Path.cwd(), check=False)
    if ended.returncode not in {0, 8}:  # 8: wget, where a server answered with an error
        sys.exit(f"{command[:4]} ended with {ended.returncode}: {ended.stderr.decode()[-2000:]}")
    return Cost(_cpu_s() - before, time.perf_counter() - began, _kilobytes(left_in))


def _cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _kilobytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1000


def _print(rounds: list[dict[str, Cost]], pages: int) -> None:
    print(
        f"{pages} pages, {len(rounds)} rounds, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    print(f"{'':18} {'CPU s':>7} {'of Scrapy':>9} {'wall s':>7} {'pages/s':>8} {'kB a page':>9}")
    for name in rounds[0]:
        costs = [each[name] for each in rounds]
        of_scrapy = median(each[name].cpu_s / each["bare Scrapy"].cpu_s for each in rounds)
        wall = median(cost.wall_s for cost in costs)
        print(
            f"{name:18} {median(cost.cpu_s for cost in costs):7.1f} {of_scrapy:9.2f} {wall:7.1f}"
            f" {pages / wall:8.0f} {median(cost.kilobytes for cost in costs) / pages:9.2f}"
        )


def _lay_out(folder: Path, address: str, pages: int, kilobytes: int) -> None:
    """A portal's pages as files; its articles are filled up with prose of their own."""
    site = SimulatedSite(pages, 1)
    for url in site.purposes():
        body = site.body(url)
        if url.endswith(".html") and "/t" in url:
            missing = kilobytes * 1000 - len(body)
            body = body.replace(b'<p align="right">', _prose(url, missing) + b'<p align="right">')
        path = folder / (url.removeprefix(HOST) or "index.html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body.replace(HOST.encode(), address.encode()))


def _prose(url: str, size: int) -> bytes:
    lines: Iterator[bytes] = (
        f"<p>　　{number}．{url[-11:-5]}号项目于第{number * 7 % 53}周完成验收，投资{number * 131 % 977}.{number % 90 + 10}万元，惠及{number * 37 % 4001}户。</p>\n".encode()
        for number in range(1_000_000)
    )
    prose = bytearray()
    while len(prose) < size:
        prose += next(lines)
    return bytes(prose)


def _office(folder: Path, urls: list[str], pages: int) -> Path:
    office = folder / "office"
    (office / "units").mkdir(parents=True)
    (office / "office.toml").write_text(
        'name = "某市政务公开办公室"\ncity = "某市"\ndata = "../data"\n'
        f"[crawl]\ndelay_s = 0\nsecond_look_s = 0\npages_per_unit = {pages * 2}\nbrowser_pages_per_unit = 0\n"
        '[network]\ntreat_as_public = ["127.0.0.0/8"]\n',
        "utf-8",
    )
    for number, url in enumerate(urls):
        (office / "units" / f"u{number}.toml").write_text(
            f'id = "u{number}"\nname = "某市第{number:04}局"\nkind = "department"\n'
            f'[[sites]]\nid = "main"\nkind = "own"\nurl = "{url}"\n',
            "utf-8",
        )
    return office


def _address(number: int, port: int) -> str:
    return f"http://127.9.0.{number + 1}:{port}/"


@contextmanager
def _nginx(folder: Path, portals: int, port: int) -> Iterator[None]:
    servers = "\n".join(
        f"server {{ listen 127.9.0.{n + 1}:{port}; root {folder / 'www' / str(n)}; }}"
        for n in range(portals)
    )
    conf = folder / "nginx.conf"
    conf.write_text(
        f"worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log; user {_user()};\n"
        "events {}\nhttp { types { text/html html; } charset utf-8; access_log off; etag on;\n"
        f"client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;"
        f" uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;\n{servers}\n}}\n",
        "utf-8",
    )
    program = shutil.which("nginx", path=PATH) or "nginx"
    with subprocess.Popen(
        [program, "-c", str(conf), "-g", "daemon off;"], stderr=subprocess.DEVNULL
    ) as server:
        try:
            _wait(lambda: _answers(port))
            yield
        finally:
            server.terminate()


def _user() -> str:
    import getpass

    return getpass.getuser()


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.9.0.1", port), 1).close()
    except OSError:
        return False
    return True


def _wait(is_so: Callable[[], bool]) -> None:
    for _ in range(100):
        if is_so():
            return
        time.sleep(0.1)
    sys.exit("nginx does not start")


def _free_port() -> int:
    with socket.create_server(("127.9.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


if __name__ == "__main__":
    main()

"""What crawling costs beside others who ask for the same addresses: `make bench-crawl`.

nginx serves portals of our own making on loopback addresses, without delay. In turns, round after
round: a first crawl of ours with everything kept, an unchanged night of ours, one in which the
counter of every page shows another figure, bare Scrapy (fetch, parse with lexbor and follow,
nothing kept), `wget` that writes a WARC and, where `urlwatch` is there, its first and its second
look at the same addresses. Processor seconds of all processes of each, for a machine is shared, and
the memory of the largest; medians, and what each is of bare Scrapy's in the same round. Last, what
a page costs by step.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.simulation.costs import Cost, cost_of
from tests.simulation.page_steps import steps_of_a_page
from tests.simulation.site import HOST, SimulatedSite

LEFT_OUT = ("nginx", "wget")  # without these there is nothing to compare
PATH = "/usr/sbin:/usr/bin:/bin"
COUNTER = "<p>浏览次数：{}</p>"
_FOOT = "<p>主办".encode()
_SCRAPY = Path(__file__).with_name("bare_scrapy.py")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--portals", type=int, default=8)
    parser.add_argument("--pages", type=int, default=261)
    parser.add_argument("--kilobytes", type=int, default=64, help="of an article")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--urlwatch", default="urlwatch", help="its program, where it is installed")
    asked = parser.parse_args()
    if lacking := [name for name in LEFT_OUT if not shutil.which(name, path=PATH)]:
        sys.exit(
            f"missing: {', '.join(lacking)}. apt-get install --no-install-recommends {' '.join(lacking)}"
        )
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        port = _free_port()
        _lay_out_all(folder, asked, port, looked=1)
        with _nginx(folder, asked.portals, port):
            rounds = [_round(folder, n, asked, port) for n in range(asked.rounds)]
        _print(rounds, asked.portals * asked.pages)
        _print_steps(rounds, asked, folder, port)


def _lay_out_all(folder: Path, asked: argparse.Namespace, port: int, *, looked: int) -> None:
    for number in range(asked.portals):
        www, address = folder / "www" / str(number), _address(number, port)
        _lay_out(www, address, asked.pages, asked.kilobytes, looked)


def _round(made: Path, number: int, asked: argparse.Namespace, port: int) -> dict[str, Cost]:
    folder = made / f"round{number}"
    urls = [_address(number, port) for number in range(asked.portals)]
    office = _office(folder, urls, asked.pages)
    gongkai = [str(Path(sys.executable).with_name("gongkai")), "crawl", "--config", str(office)]
    first = cost_of(gongkai, folder / "data")
    unchanged = cost_of(gongkai, folder / "data")
    _lay_out_all(made, asked, port, looked=number + 2)
    counted = cost_of(gongkai, folder / "data")
    scrapy = cost_of([sys.executable, str(_SCRAPY), *urls], folder / "nothing")
    warc = folder / "wget"
    warc.mkdir()
    wget = cost_of(
        ["wget", "--quiet", "--recursive", "--level=inf", "--no-parent", "--warc-file=all", *urls],
        warc,
        cwd=warc,
    )
    return {
        "first crawl": first,
        "unchanged night": unchanged,
        "every counter changed": counted,
        "bare Scrapy": scrapy,
        "wget --warc-file": wget,
    } | _urlwatch(asked.urlwatch, folder / "urlwatch", _all_urls(made, asked, port))


def _urlwatch(program: str, folder: Path, urls: list[str]) -> dict[str, Cost]:
    """Nothing where it is not installed."""
    if not shutil.which(program):
        return {}
    folder.mkdir()
    (folder / "urls.yaml").write_text("---\n".join(f"url: {url}\n" for url in urls), "utf-8")
    (folder / "urlwatch.yaml").write_text("display: {}\nreport: {}\njob_defaults: {}\n", "utf-8")
    files = ["--urls=urls.yaml", "--config=urlwatch.yaml", "--cache=cache.db"]
    looks = [cost_of([program, *files], folder, cwd=folder) for _ in range(2)]
    return dict(zip(("urlwatch, first look", "urlwatch, second look"), looks, strict=True))


def _all_urls(folder: Path, asked: argparse.Namespace, port: int) -> list[str]:
    wwws = [(folder / "www" / str(n), _address(n, port)) for n in range(asked.portals)]
    return [
        f"{at}{path.relative_to(www)}" for www, at in wwws for path in sorted(www.rglob("*.html"))
    ]


def _print(rounds: list[dict[str, Cost]], pages: int) -> None:
    print(
        f"{pages} pages, {len(rounds)} rounds, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    print(
        f"{'':21} {'CPU s':>7} {'of Scrapy':>9} {'wall s':>7} {'pages/s':>8} {'MB':>5} {'kB a page':>9}"
    )
    for name in rounds[0]:
        costs = [each[name] for each in rounds]
        of_scrapy = median(each[name].cpu_s / each["bare Scrapy"].cpu_s for each in rounds)
        wall = median(cost.wall_s for cost in costs)
        print(
            f"{name:21} {median(cost.cpu_s for cost in costs):7.1f} {of_scrapy:9.2f} {wall:7.1f}"
            f" {pages / wall:8.0f} {median(cost.megabytes for cost in costs):5.0f}"
            f" {median(cost.kilobytes for cost in costs) / pages:9.2f}"
        )
    kept = max(each["every counter changed"].bodies - each["first crawl"].bodies for each in rounds)
    print(f"captures that came of counters: {kept}")


def _print_steps(
    rounds: list[dict[str, Cost]], asked: argparse.Namespace, folder: Path, port: int
) -> None:
    """What of a page's share of a first crawl is what; the rest is Scrapy, Twisted and starts."""
    steps = steps_of_a_page(folder / "www" / "0", _address(0, port), folder / "steps")
    pages = asked.portals * asked.pages
    whole = median(each["first crawl"].cpu_s for each in rounds) / pages * 1000
    print(f"a page of a first crawl: {whole:.1f} ms")
    for name, ms in [
        *steps.items(),
        ("the rest: asking, following, starts", whole - sum(steps.values())),
    ]:
        print(f"  {name:36} {ms:6.1f} ms {ms / whole:5.0%}")


def _lay_out(folder: Path, address: str, pages: int, kilobytes: int, looked: int) -> None:
    """A portal's pages as files; its articles are filled up with prose of their own, and each page
    bears a counter that shows `looked`.
    """
    site = SimulatedSite(pages, 1)
    for url in site.purposes():
        body = site.body(url)
        if url.endswith(".html") and "/t" in url:
            missing = kilobytes * 1000 - len(body)
            body = body.replace(b'<p align="right">', _prose(url, missing) + b'<p align="right">')
        body = body.replace(_FOOT, COUNTER.format(looked).encode() + _FOOT)
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

"""An office with a site or a few on loopback, and the installed command run on it as its operator
would.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from tests.crawler.fixture_server import Handler, Question

GONGKAI = str(Path(sys.executable).parent / "gongkai")


def html(body: str, *, slowly: float = 0) -> Handler:
    """A page of a Chinese site, after `slowly` seconds; its server knows the true time."""
    page = f'<html><head><meta charset="utf-8"><title>某县人民政府</title></head><body>{body}<div class="foot">主办单位：某县人民政府</div></body></html>'

    async def answer(question: Question) -> None:
        await asyncio.sleep(slowly)
        await question.send(
            page.encode(),
            Content_Type="text/html",
            Date=format_datetime(datetime.now(UTC), usegmt=True),
        )

    return answer


def one_unit_office(folder: Path, url: str, dns: Mapping[str, str], more: str = "") -> Path:
    return office(folder, {"xian": url}, dns, more)


def office(folder: Path, urls: Mapping[str, str], dns: Mapping[str, str], more: str = "") -> Path:
    """office.toml and a file for each unit; `more` is TOML of further sections."""
    (folder / "units").mkdir(parents=True, exist_ok=True)
    names = "\n".join(f'"{host}" = "{address}"' for host, address in dns.items())
    (folder / "office.toml").write_text(
        'name = "检查办"\ncity = "某市"\nlanguage = "en"\ndata = "data"\n'
        "[crawl]\ndelay_s = 0\nsecond_look_s = 0\nworkers = 1\npages_per_unit = 100000\n"
        f'[network]\ntreat_as_public = ["127.0.0.0/8"]\n[network.dns]\n{names}\n[service]\nlisten = ""\n{more}',
        encoding="utf-8",
    )
    for unit, url in urls.items():
        (folder / "units" / f"{unit}.toml").write_text(
            f'id = "{unit}"\nname = "某县{unit}局"\nkind = "department"\n[[sites]]\nkind = "own"\nurl = "{url}"\n',
            encoding="utf-8",
        )
    return folder


def gongkai(
    command: str,
    folder: Path,
    *more: str,
    env: Mapping[str, str] | None = None,
    before: tuple[str, ...] = (),
) -> subprocess.Popen[str]:
    """`gongkai COMMAND --config FOLDER …` in a process group of its own."""
    return subprocess.Popen(
        [*before, GONGKAI, command, *more, "--config", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(env or {})},
        start_new_session=True,
    )

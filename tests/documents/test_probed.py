"""A home page that is a workbook: the probing process asks the sandbox, and loads no reader of
documents itself (decision 0005).
"""

import json
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.documents.bombs import BOMBS, honest_xlsx

CODE = """
import json, sys
from datetime import UTC, datetime
from config.office import Office
from crawler.probing.probe import Prober
from store.clock import Clock
office = Office(name="检查办", city="某市", network={"dns": {"a.example": "127.0.0.1"}, "treat_as_public": ["127.0.0.0/8"]})
seen = Prober(office, Clock.set_to(datetime(2026, 11, 23, tzinfo=UTC))).seen(sys.argv[1], obeys_robots=False)
readers = [name for name in ("python_calamine", "openpyxl", "pypdfium2", "docx", "olefile") if name in sys.modules]
print(json.dumps([seen.probe.outcome, seen.probe.seconds, seen.facts.kind, seen.facts.text, seen.facts.document_unreadable, readers]))
"""


def probed(body: bytes) -> list[object]:
    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            done = subprocess.run(
                [sys.executable, "-c", CODE, f"http://a.example:{server.server_port}/"],
                capture_output=True,
                text=True,
                check=True,
                cwd=Path(__file__).parents[2],
            )
        finally:
            server.shutdown()
    said: list[object] = json.loads(done.stdout)
    return said


def test_a_workbook_is_read_in_the_sandbox_and_not_in_the_probing_process() -> None:
    outcome, seconds, kind, text, unreadable, readers = probed(honest_xlsx())
    assert (outcome, kind, unreadable, readers) == ("open", "attachment", "", [])
    assert text, "the sandbox did read it"
    assert isinstance(seconds, float) and seconds < 10


@pytest.mark.parametrize("bomb", ["wide_old_workbook", "far_cell", "zip_bomb"])
def test_a_bomb_neither_harms_the_probing_process_nor_costs_the_site_a_second(bomb: str) -> None:
    outcome, seconds, kind, _, _, readers = probed(BOMBS[bomb]())
    assert (outcome, kind, readers) == ("open", "attachment", [])
    assert isinstance(seconds, float) and seconds < 5

"""N1, N2: no network at all, or a name server that lies: nobody is accused, the operator is told
once, leaders nothing.
"""

import io
import json
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest
from rich.console import Console

from monitor.judging.verdict import Why
from monitor.judging.words import WHY_TEXT
from monitor.report.terminal import print_inspection
from tests.network.small_city import SmallCity, messages

WAYS = ("no_network", "servfail", "silence", "portal", "nxdomain")
NO_NAMESPACE = (
    "needs `unshare -n -m`: root, or a kernel that lets users have namespaces; CI runs it as root"
)


@cache
def may_unshare() -> bool:
    return subprocess.run(["unshare", "-n", "-m", "true"], capture_output=True).returncode == 0


def cut_off(how: str, folder: Path, *more: str) -> dict[str, list[object]]:
    if not may_unshare():
        pytest.skip(NO_NAMESPACE)
    command = [
        "unshare",
        "-n",
        "-m",
        sys.executable,
        "-m",
        "tests.network.cut_off",
        how,
        str(folder),
        *more,
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=300, cwd=Path(__file__).parents[2]
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("how", WAYS)
def test_our_own_failure_is_nobody_s_outage(how: str, tmp_path: Path) -> None:
    seen = cut_off(how, tmp_path)
    assert (seen["judged"], seen["not_judged"], seen["problems"], seen["states"]) == (
        [0],
        [34],
        [0],
        ["blind"],
    )
    assert seen["told"] == [["operator"]], "one message to the operator, none to leaders"
    assert "34个单位：0个全部判断，34个未判断" in str(seen["first_lines"][0])


@pytest.mark.soak
@pytest.mark.parametrize("how", WAYS)
def test_nor_between_good_nights_and_then_everybody_is_judged(how: str, tmp_path: Path) -> None:
    seen = cut_off(how, tmp_path, "good_nights_too")
    assert seen["judged"] == [34, 0, 0, 0, 34]
    assert seen["found"] == [{}] * 5
    assert seen["problems"] == [0] * 5
    assert seen["states"] == ["complete", "blind", "blind", "blind", "complete"]
    assert seen["told"] == [["operator"]] * 5


def test_every_outlet_says_first_how_many_were_judged_and_why_the_others_were_not(
    tmp_path: Path,
) -> None:
    """A blind night of eight units, in every form in which it is told."""
    city = SmallCity(tmp_path, units=8, dns={}).start()
    city.dns["canary.example"] = "nxdomain"
    night, config = city.night(0), city.config()
    city.stop()
    why = WHY_TEXT[Why.OWN_NETWORK_BLIND].zh
    console = Console(file=io.StringIO(), width=200)
    print_inspection(console, night.inspection, config, night.reports, night.ledger)
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "8个单位：0个全部判断，8个未判断" in shown.splitlines()[0]
    assert why in shown
    assert "✓" not in shown.split("✓ 已判断")[0], "nothing is in order where nothing was looked at"
    told = night.inspection.as_json()
    assert list(told)[:2] == ["judged", "of"]
    assert [why in str(unit) for unit in told["not_judged"]] == [True] * 8  # type: ignore[attr-defined]
    page = night.reports.circular_html.read_text(encoding="utf-8")
    assert "0个" in page and why in page
    sheet = zipfile.ZipFile(night.reports.problems_xlsx).read("xl/sharedStrings.xml").decode()
    assert "8个单位：0个全部判断，8个未判断" in sheet and why in sheet
    text = "".join(zipfile.ZipFile(night.reports.circular_docx).read("word/document.xml").decode())
    assert why in text
    ((person, body),) = messages(config, night.run.id)
    assert (
        person == "operator"
        and "8个单位：0个全部判断，8个未判断" in body.splitlines()[0]
        and why in body
    )

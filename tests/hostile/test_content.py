"""Hostile texts in every field that strangers fill, through every outlet: nothing runs, nothing is
fetched, every export opens again.

C1, C2, C4-C6, D4. The console's own pages are opened by its own tests, with the same strings.
"""

import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from config.folder import Config
from config.office import Person
from crawler.extract.money.says_other import says_other
from docx import Document
from monitor.alerts.email import letter
from monitor.alerts.queueing import compose_night
from monitor.alerts.send import send_waiting
from monitor.judging.plain_text import printable
from monitor.report.explain import explain
from monitor.report.terminal import print_inspection
from monitor.report.write import ReportPaths, write_reports
from rich.console import Console
from store.capture.file import CaptureFile, CrawlPlan, StoredVisit
from store.findings import Change, FindingTurn, apply, events_of, open_findings
from store.ledger import open_ledger
from store.outbox import waiting
from store.outcomes import Outcome
from store.records import Finding, FrontierRow, Purpose, Run, Visit

from tests.hostile.browser import in_chromium
from tests.hostile.strings import NOT_OTHER, OTHER, naughty, vectors
from tests.monitor.alerts.mailbox import mailbox
from tests.monitor.report.sample import DAY, STALE, UNITS, config, inspection
from tests.reading import read_answer

TEXTS = (*naughty(), *vectors())
NOW = datetime(2012, 11, 23, 3, 0, tzinfo=UTC)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def test_there_are_enough_of_them() -> None:
    assert len(naughty()) >= 515 and len(vectors()) >= 200


def storable(text: str) -> str:
    """What can reach the ledger at all: no UTF-8 text holds half a surrogate."""
    return text.encode("utf-8", "replace").decode()


def hostile(number: int, text: str) -> Finding:
    """A finding whose every field that a page can fill is `text`."""
    evidence = {
        **STALE.evidence[0],
        "url": text,
        "title": text,
        "note_zh": text,
        "note_en": text,
        "outcome": text,
        "vantage": text,
    }
    details = {"channel": text, "url": text, "last_date": text, "overdue_days": text}
    return replace(STALE, id=number, subject=f"channel:{number}:{text}", sentence_zh=text, sentence_en=text, measured=text, threshold=text, details=details, evidence=(evidence,))  # fmt: skip


FINDINGS = tuple(hostile(number, storable(text)) for number, text in enumerate(TEXTS, 1))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Config:
    units = tuple(
        unit.model_copy(update={"name": text, "short": text})
        for unit, text in zip(UNITS, vectors(), strict=False)
    )
    return config(tmp_path_factory.mktemp("office"), units=units)


@pytest.fixture(scope="module")
def paths(office: Config) -> ReportPaths:
    return write_reports(office, inspection(FINDINGS), DAY)


def test_C1_the_page_of_the_circular_runs_nothing_and_asks_nobody(paths: ReportPaths) -> None:
    ran = in_chromium(paths.circular_html)
    assert (ran.scripts, ran.dialogs, ran.requests) == (0, [], [])
    assert "<script>window.ran" in ran.text, "it is shown as the words it is"


def test_C1_escaping_alone_holds_without_the_pages_own_policy(
    paths: ReportPaths, tmp_path: Path
) -> None:
    html = paths.circular_html.read_text(encoding="utf-8")
    bare = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", html)
    assert bare != html
    (tmp_path / "bare.html").write_text(bare, encoding="utf-8")
    ran = in_chromium(tmp_path / "bare.html")
    assert (ran.scripts, ran.dialogs, ran.requests) == (0, [], [])


def test_D4_every_cell_of_the_workbook_is_words_and_comes_back_as_it_was(
    paths: ReportPaths,
) -> None:
    book = openpyxl.load_workbook(paths.problems_xlsx)
    cells = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}, "no formula"
    assert not any(cell.hyperlink for cell in cells)
    shown = {cell.value for cell in cells}
    for text in TEXTS:
        whole = printable(storable(text)).strip()
        if 0 < len(whole) < 200 and "\r" not in text and "\n" not in text and "_x" not in text:
            assert any(whole in str(value) for value in shown), repr(text)


def test_the_circular_opens_again_with_every_sentence(paths: ReportPaths) -> None:
    text = "\n".join(paragraph.text for paragraph in Document(str(paths.circular_docx)).paragraphs)
    assert not CONTROL.search(text)
    assert "<script>window.ran" in text


@pytest.mark.soak
def test_libreoffice_opens_what_the_texts_made(paths: ReportPaths, tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip(
            "soffice is missing: the exports were NOT opened in LibreOffice (apt install libreoffice-writer libreoffice-calc)"
        )
    for source, kind in ((paths.circular_docx, "pdf"), (paths.problems_xlsx, "csv")):
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(tmp_path),
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        assert (tmp_path / source.with_suffix(f".{kind}").name).stat().st_size > 1000


def test_the_material_is_json_that_any_program_reads(paths: ReportPaths) -> None:
    assert json.loads(paths.material_json.read_text(encoding="utf-8"))["problems"]


def test_the_terminal_gets_no_escape_sequence(office: Config) -> None:
    shown = io.StringIO()
    print_inspection(
        Console(file=shown, width=200, force_terminal=False), inspection(FINDINGS), office
    )
    assert not CONTROL.search(shown.getvalue().replace("\r\n", "\n"))
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", shown.getvalue())


def test_an_explanation_holds_no_escape_sequence_and_every_statement_of_sql_stays_a_value(
    office: Config, tmp_path: Path
) -> None:
    ledger = open_ledger(tmp_path / "ledger.db")
    apply(
        ledger,
        [
            Change(FindingTurn.OPENED, replace(finding, id=0), "2012-11-23", DAY)
            for finding in FINDINGS
        ],
    )
    kept = open_findings(ledger)
    assert sorted(finding.sentence_zh for finding in kept) == sorted(
        finding.sentence_zh for finding in FINDINGS
    ), "what went in came out"
    for finding in kept:
        told = explain(finding, events_of(ledger, finding.id), office)
        assert not CONTROL.search(told), repr(finding.sentence_zh)[:100]
    ledger.close()


def test_C2_letters_stay_one_letter_to_whom_they_are_meant(tmp_path: Path) -> None:
    """Fifty texts as a city's name and a sentence, against a real SMTP server."""
    worst = sorted(
        TEXTS,
        key=lambda text: (
            -sum(
                mark in text
                for mark in (
                    "\r",
                    "\n",
                    "\u2028",
                    "\x0b",
                    "\x85",
                    "@",
                    "=?",
                    "http",
                    "\x1b",
                    "x" * 900,
                )
            )
        ),
    )[:50]
    with mailbox() as box:
        for number, text in enumerate(map(storable, worst)):
            setup = config(
                tmp_path / str(number),
                people=(Person(id="leader", name="分管领导", channels=[box.url("leader")]),),
            )
            setup = replace(setup, office=setup.office.model_copy(update={"city": text}))
            ledger = open_ledger(tmp_path / f"{number}.db")
            run = Run("2012-11-23", date(2012, 11, 23), NOW, state="complete")
            ledger.begin_run(run)
            apply(
                ledger,
                [
                    Change(
                        FindingTurn.OPENED, replace(hostile(0, text), subject="s"), run.id, run.day
                    )
                ],
            )
            compose_night(ledger, setup, inspection(tuple(open_findings(ledger))), run)
            assert waiting(ledger)
            assert [sent.error for sent in send_waiting(ledger, setup.office, NOW)] == [""], repr(
                text
            )[:80]
            ledger.close()
        assert len(box.letters) == 50
        for found, recipients in zip(box.letters, box.recipients, strict=True):
            assert recipients == ["leader@office.example.org"] and found["Bcc"] is None
            assert len(found["Subject"]) <= 100
            parts = [part for part in found.walk() if not part.is_multipart()]
            assert len(parts) == 2, "text and page"
            assert not any("http://vector" in part.get_content() for part in parts)


def test_C2_a_line_break_in_a_header_is_refused_by_the_letter_itself() -> None:
    with pytest.raises(ValueError, match=r"newline|linefeed|carriage"):
        letter(_service(), "a\r\nBcc: x@vector.invalid", "b", "1@x", NOW)


def _service() -> object:
    import apprise

    return apprise.Apprise.instantiate("mailto://127.0.0.1?from=a@b.example&to=c@d.example")


@pytest.mark.parametrize("text", OTHER)
def test_C6_other_is_found_however_it_is_hidden(text: str) -> None:
    assert says_other(text), ascii(text)


@pytest.mark.parametrize("text", NOT_OTHER)
def test_C6_what_only_looks_like_it_is_not(text: str) -> None:
    assert not says_other(text), ascii(text)


def test_every_text_can_be_a_page_s_title_address_and_header_and_is_kept_whole(
    tmp_path: Path,
) -> None:
    """C1, C4, C5: read by the reader, written to the capture file and read back; and no file
    appears but that one.
    """
    rows = [FrontierRow(f"http://h.example/{n}", Purpose.PAGE, "main") for n in range(len(TEXTS))]
    plan = CrawlPlan.new("2026-11-23", "u", "nightly", NOW, "office")
    with CaptureFile.create(tmp_path / "u.sqlite", plan, rows) as file:
        for text in TEXTS:
            taken = file.take()
            assert taken is not None
            body = f"<title>{text}</title><h1>{text}</h1><p>{text}</p><a href='{text}'>{text}</a>".encode(
                "utf-8", "surrogatepass"
            )
            headers = {
                "Content-Type": "text/html",
                "Content-Disposition": f'attachment; filename="{storable(text)}"',
            }
            facts = read_answer(body, url=taken.row.url, headers=headers, as_of=DAY)
            visit = Visit(
                taken.row.url,
                NOW,
                Outcome.OPEN,
                reason=storable(text),
                final_url=storable(text),
                headers=(("X-Any", storable(text)),),
            )
            file.record(
                taken,
                [
                    (
                        StoredVisit(
                            visit, Purpose.PAGE, "main", "", 0, storable(text), facts, True, ()
                        ),
                        None,
                    )
                ],
                state="done",
            )
    with CaptureFile.open(tmp_path / "u.sqlite") as file:
        assert [stored.title_hint for stored in file.visits()] == [storable(text) for text in TEXTS]
    assert {path.name.partition("-")[0] for path in tmp_path.iterdir()} == {"u.sqlite"}


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\ud83d"])
def test_half_a_surrogate_in_a_data_answer_is_no_reason_to_lose_the_page(
    text: str, tmp_path: Path
) -> None:
    said = json.dumps(
        {
            "articles": [
                {
                    "title": f"关于{text}的通知公告",
                    "url": "http://h.example/1.html",
                    "date": "2026-01-02",
                }
            ]
            * 3,
            "total": 3,
        }
    )
    facts = read_answer(
        said.encode(),
        url="http://h.example/api?page=1",
        headers={"Content-Type": "application/json"},
        as_of=date(2026, 11, 23),
    )
    plan = CrawlPlan.new("2026-11-23", "u", "nightly", NOW, "office")
    with CaptureFile.create(
        tmp_path / "u.sqlite", plan, [FrontierRow("http://h.example/", Purpose.DATA, "main")]
    ) as file:
        taken = file.take()
        assert taken is not None
        visit = Visit(taken.row.url, NOW, Outcome.OPEN)
        file.record(
            taken,
            [(StoredVisit(visit, Purpose.DATA, "main", "", 0, "", facts, True, ()), None)],
            state="done",
        )

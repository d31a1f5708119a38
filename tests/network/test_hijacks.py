"""W10: hijacked sites are found, behind a cloak too; offices' own pages never; and nothing told
leads to a stranger.
"""

import re
from collections.abc import Iterator
from datetime import date
from subprocess import run
from sys import executable

import pytest

from app.looking.explaining import findings_named
from app.nightly import NightResult
from config.rulebook_files import shipped_rulebook
from monitor.measures.identity import is_own, sign_of
from monitor.report.explain import explain
from store.archive import open_archive
from tests.network.hijacks import BAD, CLOAKED, HIJACKS, NORMAL
from tests.network.small_city import SmallCity, messages, page, reachability
from tests.reading import read_page

LIVE = re.compile(r"(?:https?://)?[\w.-]*example-casino\.com", re.IGNORECASE)


@pytest.fixture(scope="module")
def nights(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[SmallCity, list[NightResult]]]:
    """One night of thirty honest offices, then two on which each of them is in a stranger's hands."""
    city = SmallCity(tmp_path_factory.mktemp("city"), units=len(HIJACKS) + len(CLOAKED)).start()
    found = [city.night(0)]
    numbered = dict(city.numbered())
    for number, hijack in enumerate(HIJACKS.values(), start=1):
        city.pages[numbered[number]] = hijack(city.name(numbered[number]), number)
    for number, cloak in enumerate(CLOAKED.values(), start=len(HIJACKS) + 1):
        city.behaviours[numbered[number]] = cloak(city.name(numbered[number]), number)
    found += [city.night(1), city.night(2)]
    yield city, found
    city.stop()


def test_thirty_hijacks_of_which_ten_are_cloaked(
    nights: tuple[SmallCity, list[NightResult]],
) -> None:
    city, (honest, first, second) = nights
    assert reachability(honest) == {}
    assert (len(HIJACKS), len(CLOAKED)) == (20, 10)
    names = [*HIJACKS, *CLOAKED]
    for night in (first, second):
        found = {unit for unit, rule in reachability(night).items() if rule == "hijacked_site"}
        missed = [names[number - 1] for number, unit in city.numbered() if unit not in found]
        assert len(found) >= 29, missed
    said = [finding for finding in second.inspection.findings if finding.rule == "hijacked_site"]
    assert all(
        finding.severity == "critical" and "疑似" not in finding.sentence_zh for finding in said
    ), "two nights agree"


def test_nothing_that_is_told_leads_to_a_stranger(
    nights: tuple[SmallCity, list[NightResult]],
) -> None:
    city, (_, _, last) = nights
    config = city.config()
    told = [body for _, body in messages(config)]
    assert any("葡京" in body for body in told), "leaders are told what was seen"
    shown = [*told, str(last.inspection.as_json())]
    hijacks = [f for f in last.inspection.findings if f.rule == "hijacked_site"]
    shown += [
        explain(f, events, config)
        for one in hijacks
        for f, events in findings_named(str(one.id), config)
    ]
    shown += [
        last.reports.circular_html.read_text(encoding="utf-8"),
        (last.reports.circular_html.parent / "inspection.json").read_text("utf-8"),
    ]
    for path in (last.reports.circular_docx, last.reports.problems_xlsx):
        unpacked = run(
            [executable, "-c", _UNZIP, str(path)], capture_output=True, text=True, check=True
        ).stdout
        shown.append(unpacked)
        assert "relationships/hyperlink" not in unpacked and "HYPERLINK" not in unpacked
    for text in shown:
        assert BAD not in text
        assert not LIVE.search(text)
    for text in told:
        assert not re.search(r"https?://", text)


def test_the_stranger_s_page_is_kept_as_evidence(
    nights: tuple[SmallCity, list[NightResult]],
) -> None:
    city, (_, _, last) = nights
    archive = open_archive(city.config().data / "archive.db")
    for finding in last.inspection.findings:
        if finding.rule == "hijacked_site":
            kept = [str(piece["sha256"]) for piece in finding.evidence if piece.get("sha256")]
            assert kept, finding.sentence_zh
            assert all(archive.get(sha256) for sha256 in kept)
    archive.close()


@pytest.mark.parametrize("kind", NORMAL)
def test_two_hundred_pages_of_offices_are_nobody_else_s(kind: str) -> None:
    """Twenty of each kind, by the reader and the weighing alone."""
    rulebook = shipped_rulebook()
    for number in range(1, 21):
        name = f"某市第{number}局"
        facts = read_page(
            NORMAL[kind](name, number),
            url=f"http://u{number}.gov.cn/",
            headers={"Content-Type": "text/html"},
            as_of=date(2026, 11, 23),
        )
        assert facts.identity is not None
        own = is_own(facts.identity, [name], frozenset())
        sign = sign_of(
            facts.outcome,
            facts.identity,
            own=own,
            was_own=True,
            limits=rulebook.limits.hijacked_site,
        )
        assert own and (sign is None or not sign.is_plain), sign


def test_an_ordinary_page_s_meaning_is_what_it_was() -> None:
    """The blocks that a stranger adds are not on an honest page, so no honest page changes by the
    reader's new eye.
    """
    facts = read_page(page("某市水利局", 1), url="http://a.gov.cn/", as_of=date(2026, 11, 23))
    assert not any(
        block.text.startswith(("title: ", "hidden: ", "shown: ")) for block in facts.blocks
    )


_UNZIP = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(*(z.read(n).decode('utf-8', 'replace') for n in z.namelist() if n.endswith(('.xml', '.rels'))))"

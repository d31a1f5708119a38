"""Each night's manifest: proven by `openssl` alone, stamped later where the authority was down, carried
by the evidence.
"""

import json
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from app.data_folder import ledger_path
from app.doctor.nights import night_checks
from app.exports.evidence import check_evidence, export_evidence
from monitor.evidence.time_stamp import OTHER_TEXT
from monitor.evidence.wacz import DIGEST, MANIFEST
from store.ledger import open_ledger
from store.sealing import manifests
from store.sealing.manifests import NightManifest
from tests.monitor.evidence.conftest import Place, article, open_place
from tests.monitor.evidence.stamping_server import Authority

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path, authority: Authority) -> Iterator[Place]:
    """An office that named its authority and the root by which it knows it."""
    opened = open_place(tmp_path / "place", with_a_dead_site=False)
    office = opened.folder / "office"
    (office / "roots.pem").write_bytes(authority.root.read_bytes())
    with (office / "office.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[timestamps]\nauthority = "{authority.url}"\nroots = "roots.pem"\n')
    yield opened
    opened.fixture_server.stop()


def kept(place: Place) -> list[NightManifest]:
    with closing(open_ledger(ledger_path(place.config.data), readonly=True)) as ledger:
        return manifests.every(ledger)


def openssl_says(place: Place, authority: Authority, run_id: str) -> str:
    folder = place.config.data / "reports" / run_id
    text, stamp = folder / f"manifest-{run_id}.json", folder / f"manifest-{run_id}.tsr"
    done = subprocess.run(
        ["openssl", "ts", "-verify", "-data", text, "-in", stamp, "-CAfile", authority.root],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def time_stamps(place: Place) -> tuple[str, str]:
    [check] = [check for check in night_checks(place.config, NOW) if check.name == "time_stamps"]
    return check.state, check.seen.en


def test_openssl_alone_verifies_a_night(place: Place, authority: Authority) -> None:
    run_id = place.night().run.id
    assert "Verification: OK" in openssl_says(place, authority, run_id)
    path = place.config.data / "reports" / run_id / f"manifest-{run_id}.json"
    path.write_bytes(path.read_bytes().replace(b'"size":', b'"size": ', 1))
    assert "FAILED" in openssl_says(place, authority, run_id)


def test_a_manifest_holds_every_capture_once_and_names_the_one_before(place: Place) -> None:
    place.night()
    place.show("/tzgg/2.html", article(2, "工期延长十天。"))
    place.night(31)
    first, second = kept(place)
    assert json.loads(first.manifest)["before"] == ""
    assert json.loads(second.manifest)["before"] == first.sha256
    of_each = [json.loads(one.manifest)["captures"] for one in (first, second)]
    with closing(open_ledger(ledger_path(place.config.data), readonly=True)) as ledger:
        rows = ledger.db.conn.execute("SELECT sha256 FROM capture ORDER BY id").fetchall()
    assert [one["sha256"] for captures in of_each for one in captures] == [row[0] for row in rows]
    assert of_each[1], "the changed article was kept by the second night"


def test_no_title_address_or_sentence_stands_in_it(place: Place) -> None:
    place.night()
    [only] = kept(place)
    assert (
        "清淤" not in only.manifest and "http" not in only.manifest and "/tzgg" not in only.manifest
    )


def test_evidence_carries_the_stamp_and_verifies_it(place: Place, tmp_path: Path) -> None:
    place.night()
    path = export_evidence("xinji", place.config, NOW, tmp_path / "xinji.wacz").packed.path
    checked = check_evidence(path, place.config)
    [night] = checked.verified.nights
    assert checked.verified.is_sound and night.stamp and night.stamp.is_vouched_for
    assert "时间戳" in checked.text("zh") and "根证书" in checked.text("zh")
    stranger = check_evidence(path, None)
    [night] = stranger.verified.nights
    assert night.stamp and not night.stamp.is_vouched_for, "without roots only the text is compared"


def test_a_stamp_swapped_in_a_file_that_was_sealed_anew_is_found(
    place: Place, tmp_path: Path
) -> None:
    place.night()
    path = export_evidence("xinji", place.config, NOW, tmp_path / "xinji.wacz").packed.path
    forged = tmp_path / "forged.wacz"
    with ZipFile(path) as old, ZipFile(forged, "w", ZIP_STORED) as new:
        files = {name: old.read(name) for name in old.namelist()}
        [night] = [name for name in files if name.endswith(".tsr")]
        text = night.removesuffix(".tsr") + ".json"
        files[text] = files[text].replace(b'"day":"2026', b'"day":"2025')
        listed = json.loads(files[MANIFEST])
        for one in listed["resources"]:
            one["hash"] = f"sha256:{sha256(files[one['path']]).hexdigest()}"
        files[MANIFEST] = json.dumps(listed).encode()
        seal = {"path": MANIFEST, "hash": f"sha256:{sha256(files[MANIFEST]).hexdigest()}"}
        files[DIGEST] = json.dumps(seal).encode()
        for name, body in files.items():
            new.writestr(name, body)
    checked = check_evidence(forged, place.config)
    assert [words.en for words in checked.verified.problems] == [OTHER_TEXT.en]


def test_a_night_without_its_authority_is_stamped_by_a_later_one_and_told_meanwhile(
    place: Place, authority: Authority
) -> None:
    authority.mood = "down"
    runs = [place.night().run.id for _ in range(2)]
    assert authority.asked == 2, "one failure ends the asking of a night"
    assert [one.tries for one in kept(place)] == [2, 0]
    state, said = time_stamps(place)
    assert state == "warn" and "HTTP 503" in said
    authority.mood = ""
    runs.append(place.night().run.id)
    assert all("Verification: OK" in openssl_says(place, authority, run_id) for run_id in runs)
    assert time_stamps(place)[0] == "good"

"""A night's manifest is closed and stamped by the authority that the office names (RFC 3161), so
that others can check when it was there.

An authority that is down costs the night nothing: what waits is asked for again on every night, and
told by `gongkai doctor`. The files stand beside the night's reports.
"""

from pathlib import Path

from cryptography.x509 import Certificate, load_pem_x509_certificates

from app.data_folder import DataFolder
from config.errors import GongkaiError
from config.folder import Config
from monitor.evidence.authority import NotStamped, asked
from monitor.evidence.manifest import night_manifest
from monitor.report.write import paths_of, put
from store.findings import open_findings
from store.ledger import Ledger
from store.records import Run
from store.sealing import manifests
from store.sealing.manifests import NightManifest

AT_ONCE = 30  # manifests asked for on one night, so that a month of silence is made up for


def close_night(data_folder: DataFolder, run: Run) -> None:
    """The night's manifest is written down, and all that wait are stamped, oldest first. Nothing
    that an authority does stops a night.
    """
    ledger, config = data_folder.ledger, data_folder.config
    before = manifests.last(ledger)
    manifests.close(
        ledger,
        night_manifest(
            config.office.name,
            run,
            captures=manifests.captures_after(ledger, before.reach if before else 0),
            findings=open_findings(ledger),
            coverage=ledger.coverage(run.id),
            before=before,
        ),
    )
    if config.office.timestamps.authority:
        stamp_waiting(ledger, config)
    if written := manifests.of_run(ledger, run.id):
        put_files(config, written, run)


def stamp_waiting(ledger: Ledger, config: Config) -> None:
    """One that fails ends it: the next would fail alike, and each may take its whole patience."""
    settings = config.office.timestamps
    for manifest in manifests.waiting(ledger)[:AT_ONCE]:
        try:
            token, at = asked(settings.authority, manifest.manifest.encode(), roots_of(config))
        except NotStamped as error:
            manifests.note_trouble(ledger, manifest.run_id, str(error))
            return
        manifests.stamp(ledger, manifest.run_id, token, settings.authority, at)
        stamped, run = manifests.of_run(ledger, manifest.run_id), ledger.run(manifest.run_id)
        if stamped and run:
            put_files(config, stamped, run)


def roots_of(config: Config) -> list[Certificate]:
    """The certificates that the office trusts for its authority; none where it names no file, or
    the file cannot be read: `gongkai doctor` says so.
    """
    name = config.office.timestamps.roots
    try:
        return load_pem_x509_certificates((config.folder / name).read_bytes()) if name else []
    except (OSError, ValueError):
        return []


def put_files(config: Config, manifest: NightManifest, run: Run) -> None:
    """`manifest.json` and, once stamped, `manifest.tsr`, beside the reports of the day."""
    folder = paths_of(config.data, run.day).material_json.parent
    _put(folder / f"manifest-{run.id}.json", manifest.manifest.encode())
    if manifest.token is not None:
        _put(folder / f"manifest-{run.id}.tsr", manifest.token)


def _put(path: Path, body: bytes) -> None:
    """The ledger holds both: a copy that cannot be written is no reason to end a night."""
    try:
        put(path, body)
    except GongkaiError:
        return

"""A night in one text: every capture and finding by its hash, every unit's coverage by its numbers.
Pure.

No title, address or sentence stands in it: what is taken down later for somebody's sake leaves
nothing behind here, and no stamp has to be broken for it. The text is canonical JSON (keys sorted,
no spaces, UTF-8), so that the same night is the same bytes. It names the manifest of the night
before by its hash.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from hashlib import sha256

from store.queries.known_pages import RunCoverage
from store.records import Finding, Run
from store.sealing.manifests import KeptCapture, NightManifest

FORMAT = "gongkai-night-manifest-1"


def night_manifest(
    office: str,
    run: Run,
    *,
    captures: Iterable[KeptCapture],
    findings: Iterable[Finding],
    coverage: Iterable[RunCoverage],
    before: NightManifest | None,
) -> NightManifest:
    """`captures`: kept since the manifest `before`; `findings`: the open ones, as they are told."""
    kept = list(captures)
    text = json.dumps(
        {
            "format": FORMAT,
            "office": office,
            "run": run.id,
            "day": run.day.isoformat(),
            "state": run.state,
            "before": before.sha256 if before else "",
            "captures": [
                {"sha256": each.sha256, "at": each.at, "size": each.size} for each in kept
            ],
            "findings": [_of_finding(finding) for finding in findings],
            "coverage": [asdict(each) for each in coverage],
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    reach = max((each.id for each in kept), default=before.reach if before else 0)
    return NightManifest(run.id, text, sha256(text.encode()).hexdigest(), reach)


def captures_in(manifest: NightManifest) -> frozenset[str]:
    """SHA-256 of every capture that it vouches for."""
    return frozenset(each["sha256"] for each in json.loads(manifest.manifest)["captures"])


def sha256_of(finding: Finding) -> str:
    """Of all that is claimed: the subject, the two sentences, measure and threshold."""
    claimed = (
        finding.subject,
        finding.sentence_zh,
        finding.sentence_en,
        finding.measured,
        finding.threshold,
    )
    return sha256("\n".join(claimed).encode()).hexdigest()


def _of_finding(finding: Finding) -> dict[str, object]:
    return {
        "id": finding.id,
        "unit": finding.unit,
        "rule": finding.rule,
        "severity": finding.severity,
        "opened": finding.opened.isoformat(),
        "clause": finding.clause,
        "said": sha256_of(finding),
        "evidence": sorted(
            {str(entry["sha256"]) for entry in finding.evidence if entry.get("sha256")}
        ),
    }

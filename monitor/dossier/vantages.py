"""What is seen from the inner network is parted from what the public sees, before anything is
judged. Pure.

A page that opens for the office's own people says nothing of freshness, and a site that opens
inside must not hide that it is closed outside. Of all that was seen there only the home pages go
on, beside their site.
"""

from collections.abc import Collection
from dataclasses import replace

from monitor.dossier.facts import Sighting
from monitor.dossier.sites import Sites
from store.queries.dossier import DossierRows, SpanRow
from store.records import ProbeSample
from store.urls import canonical

Inside = dict[
    str, tuple[Sighting, ...]
]  # by the address of the page, and by "site:<id>" for probes


def parted(rows: DossierRows, inner: Collection[str]) -> tuple[DossierRows, Inside]:
    """The rows without what was seen from the vantage points `inner`, and that, oldest first."""
    if not inner:
        return rows, {}
    outside = {
        page: [span for span in spans if span.vantage not in inner]
        for page, spans in rows.spans.items()
    }
    probes = {
        site: tuple(sample for sample in samples if sample.vantage not in inner)
        for site, samples in rows.probes.items()
    }
    seen = {
        rows.pages[page].url: tuple(
            _sighting(span, rows.pages[page].url) for span in spans if span.vantage in inner
        )
        for page, spans in rows.spans.items()
        if page in rows.pages
    }
    probed = {
        f"site:{site}": tuple(map(_probed, _of(samples, inner)))
        for site, samples in rows.probes.items()
    }
    return replace(rows, spans=outside, probes=probes), {
        where: found for where, found in (seen | probed).items() if found
    }


def with_inside(sites: Sites, inside: Inside) -> Sites:
    if not inside:
        return sites
    return replace(
        sites,
        views=tuple(
            replace(view, inside=_of_site(view.id, view.url, inside)) for view in sites.views
        ),
    )


def _of_site(site: str, url: str, inside: Inside) -> tuple[Sighting, ...]:
    found = (*inside.get(canonical(url), ()), *inside.get(f"site:{site}", ()))
    return tuple(sorted(found, key=lambda sighting: sighting.last_at))


def _of(samples: tuple[ProbeSample, ...], inner: Collection[str]) -> list[ProbeSample]:
    return [sample for sample in samples if sample.vantage in inner and sample.own_network_good]


def _sighting(span: SpanRow, url: str) -> Sighting:
    where = span.final_url or url
    return Sighting(
        span.outcome,
        span.first_at,
        span.last_at,
        span.checks,
        span.reason,
        span.sha256,
        where,
        span.vantage,
        span.nights,
    )


def _probed(sample: ProbeSample) -> Sighting:
    return Sighting(
        sample.outcome, sample.at, sample.at, 1, sample.reason, vantage=sample.vantage, nights=1
    )

-- name: sites
-- The unit's sites on record, how the home page of each was last seen, and since when it has been
-- seen so: a page that only changed is another span and the same outcome, a visit that we could not
-- judge tells of no other.
SELECT site.id, site.kind, site.url, site.name, page.id, page.last_outcome, page.last_reason,
    page.last_visit_at, (
        SELECT min(same.first_at) FROM span AS same
        WHERE same.page = page.id AND same.outcome = page.last_outcome AND same.id > coalesce((
            SELECT max(other.id) FROM span AS other
            WHERE other.page = page.id AND other.outcome NOT IN (page.last_outcome, 'not_judged')
        ), 0)
    )
FROM site
LEFT JOIN page ON page.unit = site.unit AND page.url = site.url
WHERE site.unit = :unit AND site.retired_on IS NULL
ORDER BY site.id;

-- name: channels
-- The unit's channels with their entries counted and the present answer of stale_channel.
SELECT channel.id, channel.site, channel.url, channel.name, channel.page,
    coalesce(listed.n, 0), listed.newest, page.last_outcome, page.last_visit_at,
    verdict.answer, verdict.why, verdict.warning, verdict.measured, verdict.threshold,
    verdict.last_day
FROM channel
JOIN page ON page.id = channel.page
LEFT JOIN (
    SELECT item.channel, count(*) AS n, max(item.claimed) AS newest
    FROM item
    WHERE item.channel IN (SELECT id FROM channel WHERE unit = :unit)
    GROUP BY item.channel
) AS listed ON listed.channel = channel.id
LEFT JOIN (
    SELECT subject, max(id) AS latest
    FROM verdict
    WHERE unit = :unit AND rule = 'stale_channel'
    GROUP BY subject
) AS judged ON judged.subject = 'channel:' || channel.url
LEFT JOIN verdict ON verdict.id = judged.latest
WHERE channel.unit = :unit
ORDER BY channel.site, channel.id;

-- name: crawls
-- The last :count crawls of the unit, the newest first.
SELECT unit_run.run_id, run.day, unit_run.kind, unit_run.state, stop_reason, planned, fetched,
    failed, skipped, pending, not_judged
FROM unit_run
JOIN run ON run.id = unit_run.run_id
WHERE unit_run.unit = :unit
ORDER BY run.started_at DESC, unit_run.kind
LIMIT :count;

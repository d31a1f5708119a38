-- name: v_latest_state
-- Every page with its latest state and since when it has been so.
SELECT unit.name AS unit_name, page.unit, page.site, page.purpose, page.url, page.title,
    span.outcome, span.reason, span.first_at AS since, span.last_at AS last_seen_so,
    span.checks, span.nights, span.vantage, '/pages/' || page.id AS console_page
FROM page
JOIN unit ON unit.id = page.unit
LEFT JOIN span ON span.id = (SELECT max(id) FROM span AS s WHERE s.page = page.id);

-- name: v_channel_freshness
-- Every channel with its newest date and when something new was last seen in it.
SELECT unit.name AS unit_name, channel.unit, channel.site, channel.name, channel.url,
    count(item.id) AS items,
    max(max(coalesce(item.claimed, ''), coalesce(item.url_date, ''))) AS newest_date,
    max(item.first_seen) AS newest_first_seen, page.last_visit_at, page.last_outcome,
    '/pages/' || page.id AS console_page
FROM channel
JOIN unit ON unit.id = channel.unit
JOIN page ON page.id = channel.page
LEFT JOIN item ON item.channel = channel.id
GROUP BY channel.id;

-- name: v_coverage
-- Every crawl of every unit: how much was planned, fetched, failed, left.
SELECT run.day, unit_run.run_id, unit_run.unit, unit.name AS unit_name, unit_run.kind,
    unit_run.state, planned, fetched, failed, skipped, pending, not_judged, stop_reason,
    '/runs/' || unit_run.run_id AS console_page
FROM unit_run
JOIN run ON run.id = unit_run.run_id
LEFT JOIN unit ON unit.id = unit_run.unit;

-- name: v_nights
-- Every night at a glance.
SELECT run.id, run.day, run.state, count(DISTINCT unit_run.unit) AS units_looked_at,
    coalesce(sum(planned), 0) AS planned, coalesce(sum(fetched), 0) AS fetched,
    coalesce(sum(failed), 0) AS failed, coalesce(sum(not_judged), 0) AS not_judged,
    '/runs/' || run.id AS console_page
FROM run
LEFT JOIN unit_run ON unit_run.run_id = run.id
GROUP BY run.id;

-- name: v_spending
-- The present spending tables, row by row.
SELECT page.unit, page.url, spend_table.title AS table_title, spend_table.document,
    spend_table.year, spend_line.code, spend_line.name, spend_line.amount_yuan,
    round(spend_line.share * 100, 1) AS percent, spend_line.is_other,
    spend_line.rank, spend_line.is_broken_down, spend_line.is_weighed_elsewhere,
    spend_line.explained, spend_line.reason, '/pages/' || page.id AS console_page
FROM spend_line
JOIN spend_table ON spend_table.id = spend_line.spend_table
JOIN page ON page.facts = spend_table.facts;

-- name: v_findings
-- Every finding with its unit's name.
SELECT unit.name AS unit_name, finding.*, '/findings/' || finding.id AS console_page
FROM finding
LEFT JOIN unit ON unit.id = finding.unit;

-- name: page
-- One page with its latest state, by the title of its present reading.
SELECT page.id, page.unit, page.url, coalesce(nullif(facts.title, ''), page.title), purpose,
    channel_url, first_at, last_visit_at, last_outcome, last_reason
FROM page
LEFT JOIN facts ON facts.id = page.facts
WHERE page.id = :page;

-- name: captures
-- What was kept, with the page that it was kept of; which is said behind.
SELECT capture.id, capture.page, page.unit, page.url, page.title, capture.sha256, capture.at,
    capture.size, capture.status, capture.headers, capture.final_url, capture.ip, capture.vantage
FROM capture
JOIN page ON page.id = capture.page;

-- name: seen_as
-- How each capture of these pages was seen, all the times it was.
SELECT outcome, reason, min(first_at), max(last_at), sum(checks), sum(nights), vantage, capture
FROM span
WHERE page IN ({pages}) AND capture IS NOT NULL
GROUP BY capture;

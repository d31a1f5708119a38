-- name: captures
-- Everything kept of these pages, oldest first.
SELECT page, sha256, at, size, status, headers, final_url, ip, vantage, exchange, answer_sha256
FROM capture
WHERE page IN ({pages})
ORDER BY at, id;

-- name: states
-- Every span of these pages, oldest first, with the body that it shows.
SELECT span.page, outcome, reason, first_at, last_at, checks, nights, max_gap, span.vantage,
    span.status, span.ip, span.final_url, capture.sha256
FROM span
LEFT JOIN capture ON capture.id = span.capture
WHERE span.page IN ({pages})
ORDER BY span.page, span.id;

-- name: old_bodies
-- Bodies last kept before :before that no page shows now and no tombstone speaks of, with their size.
SELECT sha256, max(size)
FROM capture
GROUP BY sha256
HAVING max(at) < :before
    AND sha256 NOT IN (SELECT sha256 FROM page)
    AND sha256 NOT IN (SELECT sha256 FROM tombstone)
    AND NOT EXISTS (
        SELECT 1
        FROM span
        JOIN capture AS shown ON shown.id = span.capture
        WHERE shown.sha256 = capture.sha256
            AND span.id IN (SELECT max(id) FROM span GROUP BY page, vantage)
    );

-- name: needed_by_findings
-- Bodies that the evidence of an open finding names, and all of the pages that it names.
SELECT piece.value ->> 'sha256'
FROM finding, json_each(finding.evidence) AS piece
WHERE finding.state = 'open'
UNION
SELECT capture.sha256
FROM finding, json_each(finding.evidence) AS piece
JOIN page ON page.unit = finding.unit AND page.url = piece.value ->> 'url'
JOIN capture ON capture.page = page.id
WHERE finding.state = 'open';

-- name: old_facts
-- Readings of before :before that no page and no latest span shows, of pages that no open finding
-- rests on.
SELECT facts.id
FROM facts
WHERE facts.at < :before
    AND facts.id NOT IN (SELECT facts FROM page WHERE facts NOT NULL)
    AND facts.id NOT IN (
        SELECT facts
        FROM span
        WHERE facts NOT NULL AND id IN (SELECT max(id) FROM span GROUP BY page, vantage)
    )
    AND NOT EXISTS (
        SELECT 1
        FROM page, finding, json_each(finding.evidence) AS piece
        WHERE page.id = facts.page
            AND finding.unit = page.unit
            AND finding.state = 'open'
            AND piece.value ->> 'url' = page.url
    );

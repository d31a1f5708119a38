-- name: readings
-- A reading and all that its bytes are to be read with; which ones is said behind.
SELECT facts.id, capture.id, capture.sha256, page.url,
    coalesce(nullif(capture.final_url, ''), page.url), facts.at, facts.outcome, capture.status,
    capture.headers, facts.fingerprint, page.masks, facts.document_unreadable;

-- name: in_use
-- Whether a page or a span points to the reading: what was replaced once is history and is not read
-- again.
(page.facts = facts.id
    OR EXISTS (SELECT 1 FROM span WHERE span.page = page.id AND span.facts = facts.id));

-- name: due
-- The readings in use that another version than :extractor made, of bodies that are still kept, and
-- that :extractor has not read already.
FROM facts
JOIN page ON page.id = facts.page
JOIN capture ON capture.id = facts.capture
WHERE facts.extractor IS NOT :extractor
    AND {in_use}
    AND capture.sha256 NOT IN (SELECT sha256 FROM tombstone)
    AND NOT EXISTS (
        SELECT 1
        FROM facts AS newer
        WHERE newer.page = facts.page
            AND newer.capture = facts.capture
            AND newer.at = facts.at
            AND newer.extractor IS :extractor
    );

-- name: scans
-- The present readings of pictures and of documents of pictures that no recogniser has read yet.
SELECT facts.id, page.unit, coalesce(nullif(page.title, ''), facts.title)
FROM facts
JOIN page ON page.facts = facts.id
JOIN capture ON capture.id = facts.capture
WHERE (facts.document_unreadable GLOB 'image_only:*'
        OR facts.document_unreadable = 'image: not read')
    AND facts.document_unreadable NOT LIKE '%recognised%'
    AND capture.sha256 NOT IN (SELECT sha256 FROM tombstone)
ORDER BY page.unit, facts.id;

-- name: of_scans
-- Where those of the readings :facts (a list as JSON) come from.
FROM facts
JOIN page ON page.id = facts.page
JOIN capture ON capture.id = facts.capture
WHERE facts.id IN (SELECT value FROM json_each(:facts))
ORDER BY facts.id;

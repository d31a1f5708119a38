-- name: documents
-- What each page of the unit shows at present: address, title, instant, reading, why unreadable.
SELECT page.url, coalesce(nullif(facts.title, ''), page.title, ''), facts.at, facts.id,
    coalesce(facts.document_unreadable, '')
FROM page
JOIN facts ON facts.id = page.facts
WHERE page.unit = :unit
ORDER BY page.id;

-- name: of_unit
-- Ids of the unit's readings, or of its pages' present ones alone.
SELECT facts.id
FROM facts
JOIN page ON page.id = facts.page
WHERE page.unit = :unit AND (NOT :only_present OR page.facts = facts.id);

-- name: tables
-- The spending tables of chosen readings.
SELECT id, facts, {columns}
FROM spend_table
WHERE facts IN ({chosen})
ORDER BY id;

-- name: lines
-- The rows of the same tables.
SELECT spend_line.spend_table, {columns}
FROM spend_line
WHERE spend_table IN (SELECT id FROM spend_table WHERE facts IN ({chosen}))
ORDER BY spend_line.id;

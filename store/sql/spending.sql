-- name: documents
-- What each page of the unit shows at present: address, title, instant, reading, why unreadable.
SELECT page.url, coalesce(nullif(facts.title, ''), page.title, ''), facts.at, facts.id,
    coalesce(facts.document_unreadable, '')
FROM page
JOIN facts ON facts.id = page.facts
WHERE page.unit = :unit
ORDER BY page.id;

-- name: tables
-- The spending tables of the unit's readings, or of its pages' present ones alone.
SELECT spend_table.id, spend_table.facts, {columns}
FROM spend_table
JOIN facts ON facts.id = spend_table.facts
JOIN page ON page.id = facts.page
WHERE page.unit = :unit AND (NOT :only_present OR page.facts = facts.id)
ORDER BY spend_table.id;

-- name: lines
-- The rows of the same tables.
SELECT spend_line.spend_table, {columns}
FROM spend_line
JOIN spend_table ON spend_table.id = spend_line.spend_table
JOIN facts ON facts.id = spend_table.facts
JOIN page ON page.id = facts.page
WHERE page.unit = :unit AND (NOT :only_present OR page.facts = facts.id)
ORDER BY spend_line.id;

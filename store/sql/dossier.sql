-- name: spans
-- Every span of the unit that began before :until, by its last look.
SELECT span.page, span.vantage, span.outcome, span.reason, span.first_at, span.last_at,
    span.checks, span.days, span.nights, span.last_run, capture.sha256, span.facts,
    span.fingerprint, span.ip, span.final_url
FROM span
JOIN page ON page.id = span.page
LEFT JOIN capture ON capture.id = span.capture
WHERE page.unit = :unit AND span.first_at < :until
ORDER BY span.last_at, span.id;

-- name: facts
-- Readings by their ids; lists of entries and links are compressed.
SELECT id, page, kind, title, column_type, published, published_from, items_claimed, list_dialect,
    attachments, jumps_to, placeholder, move_notice, fingerprint, text_length,
    document_unreadable, anomalies, missing_tags, items, links, inquiries, guides
FROM facts
WHERE id IN (SELECT value FROM json_each(:facts));

-- name: items
-- Every entry of the unit's channels that was known before :until, the newest first.
SELECT item.id, item.channel, item.title, item.title_key, item.url, item.claimed, item.date_role,
    item.url_date, item.first_seen, item.list_page, item.last_in_list
FROM item
JOIN channel ON channel.id = item.channel
WHERE channel.unit = :unit AND item.first_seen < :until
ORDER BY item.first_seen DESC, item.position;

-- name: changes_since
-- What was changed in the unit's entries from :until on, the latest first.
SELECT item_change.item, what, old
FROM item_change
JOIN item ON item.id = item_change.item
JOIN channel ON channel.id = item.channel
WHERE channel.unit = :unit AND item_change.at >= :until
ORDER BY item_change.id DESC;

-- name: mentions
-- The sentences of these readings, by reading.
SELECT facts, side, term, sentence
FROM mention
WHERE facts IN (SELECT value FROM json_each(:facts))
ORDER BY id;

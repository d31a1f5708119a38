-- name: pages
-- What is known of each page of the unit, and of its present reading; the last tells whether nothing
-- may be kept of the address.
SELECT page.url, purpose, site, channel_url, page.title, depth, last_visit_at, last_full_at,
    last_outcome, ever_good, etag, last_modified, sha256, page.fingerprint, masks,
    facts.blocks, left_over,
    page.url IN (SELECT url FROM tombstone WHERE sha256 = '' AND lifted_at IS NULL)
FROM page
LEFT JOIN facts ON facts.id = page.facts
WHERE unit = :unit
ORDER BY page.id;

-- name: redated
-- Entries whose date was moved after their own page was seen last, the latest moved first.
SELECT page.url
FROM item_change
JOIN item ON item.id = item_change.item
JOIN channel ON channel.id = item.channel
JOIN page ON page.unit = channel.unit AND page.url = item.url
WHERE channel.unit = :unit AND item_change.what = 'redated'
GROUP BY page.id
HAVING page.last_visit_at IS NULL OR page.last_visit_at < max(item_change.at)
ORDER BY max(item_change.id) DESC
LIMIT :most;

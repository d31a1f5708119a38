-- zh: 哪些信息发布过，现在已打不开？
-- en: What was published once and cannot be opened any more?
-- note_zh: 这里列出的是看到的事实；是否算问题由规则判断（见 finding）。checks 是失效后看过的次数。
-- note_en: What was seen; whether it is a fault is for the rule to say (see finding). checks: looks since it failed.
-- columns: unit, unit_name, title, url, claimed, outcome, last_good, gone_since, last_checked, checks, still_listed
SELECT page.unit, coalesce(unit.name, page.unit) AS unit_name, coalesce(item.title, page.title) AS title, page.url, item.claimed, gone.outcome,
  (SELECT max(s.last_at) FROM span AS s WHERE s.page = page.id AND s.facts IS NOT NULL AND s.id < gone.id AND s.fingerprint <> '') AS last_good,
  gone.first_at AS gone_since, gone.last_at AS last_checked, gone.checks, max(item.list_page IS NOT NULL) AS still_listed
FROM page JOIN span AS gone ON gone.id = (SELECT max(id) FROM span WHERE span.page = page.id)
LEFT JOIN channel ON channel.unit = page.unit LEFT JOIN item ON item.channel = channel.id AND item.url = page.url
LEFT JOIN unit ON unit.id = page.unit
WHERE page.ever_good = 1 AND page.purpose IN ('item', 'attachment') AND gone.outcome IN ('http_404_410', 'soft_404', 'http_4xx')
GROUP BY page.id ORDER BY gone.first_at DESC, unit_name

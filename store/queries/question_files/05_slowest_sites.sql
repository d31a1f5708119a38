-- zh: 哪些网站最慢、最常打不开？
-- en: Which sites are slowest, and which fail most?
-- note_zh: 用时来自定时探测（gongkai schedule），近31天、检查方网络正常时的样本；没有探测的网站排在后面，只列最近状态。
-- note_en: Seconds come from the spaced probes of the last 31 days, our own line being good; sites without probes stand last with their state.
-- chart: unit_name average_seconds
-- columns: unit, unit_name, site, url, probes, average_seconds, slowest_seconds, percent_failed, last_outcome, last_reason
WITH recent AS (
  SELECT * FROM probe_sample WHERE own_network = 1 AND at >= strftime('%Y-%m-%dT%H:%M:%SZ', (SELECT max(at) FROM probe_sample), '-31 days')
)
SELECT site.unit, coalesce(unit.name, site.unit) AS unit_name, site.id AS site, site.url, count(recent.id) AS probes,
  round(avg(CASE WHEN recent.stage = '' THEN recent.seconds END), 2) AS average_seconds, round(max(recent.seconds), 2) AS slowest_seconds,
  round(100.0 * sum(recent.stage <> '') / nullif(count(recent.id), 0), 1) AS percent_failed, page.last_outcome, page.last_reason
FROM site JOIN unit ON unit.id = site.unit LEFT JOIN recent ON recent.unit = site.unit AND recent.site = site.id
LEFT JOIN page ON page.unit = site.unit AND page.url = site.url
WHERE site.retired_on IS NULL AND unit.retired_on IS NULL
GROUP BY site.unit, site.id ORDER BY probes = 0, percent_failed DESC, average_seconds DESC, unit_name

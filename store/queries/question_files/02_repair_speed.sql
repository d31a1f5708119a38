-- zh: 谁整改得快？
-- en: Who repaired how fast?
-- note_zh: 天数从问题成立到复查确认；“未整改最久”算到最近一次检查之日。
-- note_en: Days from opening to the night that found it repaired; the oldest open one is counted to the latest night.
-- columns: unit, unit_name, closed, average_days, fastest_days, slowest_days, still_open, oldest_open_days, came_back
WITH today AS (SELECT max(day) AS day FROM run),
lives AS (
  SELECT e.finding, e.day AS opened,
    (SELECT min(c.day) FROM finding_event AS c WHERE c.finding = e.finding AND c.what = 'closed' AND c.id > e.id) AS closed
  FROM finding_event AS e WHERE e.what IN ('opened', 'reopened')
)
SELECT finding.unit, coalesce(unit.name, finding.unit) AS unit_name, count(lives.closed) AS closed,
  round(avg(julianday(lives.closed) - julianday(lives.opened)), 1) AS average_days,
  CAST(min(julianday(lives.closed) - julianday(lives.opened)) AS INTEGER) AS fastest_days,
  CAST(max(julianday(lives.closed) - julianday(lives.opened)) AS INTEGER) AS slowest_days,
  count(*) - count(lives.closed) AS still_open,
  CAST(max(CASE WHEN lives.closed IS NULL THEN julianday(today.day) - julianday(lives.opened) END) AS INTEGER) AS oldest_open_days,
  count(*) - count(DISTINCT lives.finding) AS came_back
FROM lives JOIN finding ON finding.id = lives.finding CROSS JOIN today LEFT JOIN unit ON unit.id = finding.unit
GROUP BY finding.unit ORDER BY average_days IS NULL, average_days, still_open DESC

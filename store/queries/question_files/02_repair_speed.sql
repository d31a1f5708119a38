-- zh: 谁整改得快？
-- en: Who repaired how fast?
-- note_zh: 天数从问题成立到复查确认；“未整改最久”算到最近一次检查之日；已撤回的不计。
-- note_en: Days from opening to the night that found it repaired; the oldest open one is counted to the latest night. What was withdrawn does not count.
-- chart: unit_name average_days
-- columns: unit, unit_name, closed, average_days, fastest_days, slowest_days, still_open, oldest_open_days, came_back
WITH today AS (SELECT max(day) AS day FROM run),
lives AS (
  SELECT e.finding, e.day AS opened, c.day AS closed
  FROM finding_event AS e LEFT JOIN finding_event AS c ON c.id =
    (SELECT min(id) FROM finding_event WHERE finding = e.finding AND id > e.id AND what IN ('closed', 'withdrawn'))
  WHERE e.what IN ('opened', 'reopened') AND c.what IS NOT 'withdrawn'
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

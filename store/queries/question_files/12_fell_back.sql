-- zh: 哪些单位整改后又出现同样的问题？
-- en: Which units fell back after a repair?
-- note_zh: 每项问题一行；days_repaired 是上一次核实整改到再次出现之间的天数；撤回后再次成立的不计。
-- note_en: A row a finding; days_repaired: from the night that found it repaired to the one that found it again. What came back after it was withdrawn does not count.
-- chart: unit_name times
-- columns: unit, unit_name, finding, rule, times, days_repaired, came_back_on, state, still_open_days
WITH today AS (SELECT max(day) AS day FROM run),
turns AS (
  SELECT finding, what, day, lag(what) OVER of_finding AS before, lag(day) OVER of_finding AS day_before
  FROM finding_event WINDOW of_finding AS (PARTITION BY finding ORDER BY id)
)
SELECT finding.unit, coalesce(unit.name, finding.unit) AS unit_name, finding.id AS finding, finding.rule, count(*) AS times,
  CAST(min(julianday(turns.day) - julianday(turns.day_before)) AS INTEGER) AS days_repaired, max(turns.day) AS came_back_on, finding.state,
  CASE finding.state WHEN 'open' THEN CAST(julianday(today.day) - julianday(finding.opened) AS INTEGER) END AS still_open_days
FROM turns JOIN finding ON finding.id = turns.finding CROSS JOIN today LEFT JOIN unit ON unit.id = finding.unit
WHERE turns.what = 'reopened' AND turns.before = 'closed'
GROUP BY finding.id ORDER BY times DESC, came_back_on DESC, unit_name

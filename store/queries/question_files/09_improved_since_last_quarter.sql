-- zh: 与上季度末相比，哪些单位好转，哪些变差？
-- en: Which units improved since the end of last quarter, and which got worse?
-- note_zh: 上季度末按最近一次检查之日推算；当时尚未开始观察的单位记为空；已撤回的不计。
-- note_en: The end of last quarter, seen from the latest night; empty for units not yet watched then. What was withdrawn does not count.
-- columns: unit, unit_name, quarter_end, open_then, open_now, change, closed_since, opened_since
WITH today AS (SELECT max(day) AS day FROM run),
mark AS (SELECT date(day, 'start of month', '-' || ((strftime('%m', day) - 1) % 3) || ' months', '-1 day') AS quarter_end FROM today),
lives AS (
  SELECT e.finding, e.day AS opened, c.day AS closed
  FROM finding_event AS e LEFT JOIN finding_event AS c ON c.id =
    (SELECT min(id) FROM finding_event WHERE finding = e.finding AND id > e.id AND what IN ('closed', 'withdrawn'))
  WHERE e.what IN ('opened', 'reopened') AND c.what IS NOT 'withdrawn'
),
counted AS (
  SELECT unit.id, unit.name, mark.quarter_end, substr(unit.first_at, 1, 10) <= mark.quarter_end AS was_watched,
    coalesce(sum(lives.opened <= mark.quarter_end AND (lives.closed IS NULL OR lives.closed > mark.quarter_end)), 0) AS open_then,
    coalesce(sum(lives.opened IS NOT NULL AND lives.closed IS NULL), 0) AS open_now,
    coalesce(sum(lives.closed > mark.quarter_end), 0) AS closed_since, coalesce(sum(lives.opened > mark.quarter_end), 0) AS opened_since
  FROM unit CROSS JOIN mark LEFT JOIN finding ON finding.unit = unit.id LEFT JOIN lives ON lives.finding = finding.id
  WHERE unit.retired_on IS NULL GROUP BY unit.id
)
SELECT id AS unit, name AS unit_name, quarter_end, CASE WHEN was_watched THEN open_then END AS open_then, open_now,
  CASE WHEN was_watched THEN open_now - open_then END AS change, closed_since, opened_since
FROM counted ORDER BY change IS NULL, change, open_now DESC, unit_name

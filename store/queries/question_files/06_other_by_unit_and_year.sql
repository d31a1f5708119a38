-- zh: 各单位各年度支出中“其他”占多少？
-- en: How much of each unit's spending is called 其他 (other), by year?
-- note_zh: 每张现行支出表一行；“其他”中的“其他”不重复计算。flagged 是判为笼统的行数。
-- note_en: A row a present spending table; an 其他 within an 其他 is not counted twice. flagged: lines judged vague.
-- columns: unit, unit_name, year, document, table_title, total_yuan, other_yuan, percent_other, other_lines, flagged, explained, url
SELECT page.unit, coalesce(unit.name, page.unit) AS unit_name, t.year, t.document, t.title AS table_title, t.total_yuan,
  round(sum(CASE WHEN l.is_other = 1 AND l.is_nested_other = 0 THEN l.amount_yuan END), 2) AS other_yuan,
  round(100.0 * sum(CASE WHEN l.is_other = 1 AND l.is_nested_other = 0 THEN l.amount_yuan END) / nullif(t.total_yuan, 0), 1) AS percent_other,
  sum(l.is_other) AS other_lines, sum(l.vague IS NOT NULL) AS flagged, sum(l.is_other = 1 AND l.explained = 'specific') AS explained, page.url
FROM spend_table AS t JOIN page ON page.facts = t.facts JOIN spend_line AS l ON l.spend_table = t.id LEFT JOIN unit ON unit.id = page.unit
WHERE t.is_spending = 1 AND t.kind IN ('function', 'economic', 'detail', 'project')
GROUP BY t.id ORDER BY flagged DESC, percent_other DESC, unit_name, t.year DESC

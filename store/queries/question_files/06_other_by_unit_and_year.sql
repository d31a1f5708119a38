-- zh: 各单位各年度支出中“其他”占多少？
-- en: How much of each unit's spending is called 其他 (other), by year?
-- note_zh: 每张现行支出表一行；“其他”中的“其他”不重复计算。unexplained 是未说明具体用途的“其他”行数，top_unexplained 是其中最大一行的占比；下级各行已列清的、同一文件更大的表已列的，不计。是否笼统，由规则按当时的标准判断，不在表中。
-- note_en: A row a present spending table; an 其他 within an 其他 is not counted twice. unexplained: 其他 lines with no real purpose stated, without those that their own rows below or a larger table of the document carry; top_unexplained: the percent of the largest. What is too much is for the rule to judge, by the limits of the day, and is in no table.
-- chart: unit_name percent_other
-- columns: unit, unit_name, year, document, table_title, total_yuan, other_yuan, percent_other, other_lines, unexplained, top_unexplained, explained, url
SELECT page.unit, coalesce(unit.name, page.unit) AS unit_name, t.year, t.document, t.title AS table_title, t.total_yuan,
  round(sum(CASE WHEN l.is_other = 1 AND l.is_nested_other = 0 THEN l.amount_yuan END), 2) AS other_yuan,
  round(100.0 * sum(CASE WHEN l.is_other = 1 AND l.is_nested_other = 0 THEN l.amount_yuan END) / nullif(t.total_yuan, 0), 1) AS percent_other,
  sum(l.is_other) AS other_lines,
  sum(l.is_broken_down = 0 AND l.is_weighed_elsewhere = 0 AND l.explained IS NOT 'specific') AS unexplained,
  round(100.0 * max(CASE WHEN l.is_broken_down = 0 AND l.is_weighed_elsewhere = 0 AND l.explained IS NOT 'specific' THEN l.share END), 1)
    AS top_unexplained,
  sum(l.is_other = 1 AND l.explained = 'specific') AS explained, page.url
FROM spend_table AS t JOIN page ON page.facts = t.facts JOIN spend_line AS l ON l.spend_table = t.id LEFT JOIN unit ON unit.id = page.unit
WHERE t.is_spending = 1 AND t.kind IN ('function', 'economic', 'detail', 'project')
GROUP BY t.id ORDER BY top_unexplained DESC, percent_other DESC, unit_name, t.year DESC

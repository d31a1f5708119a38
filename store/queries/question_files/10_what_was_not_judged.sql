-- zh: 最近一次检查中，什么没有判断，为什么？
-- en: What was not judged in the latest night, and why?
-- note_zh: 没有判断不等于没有问题。
-- note_en: Not judged is not "in order".
-- columns: why, rule, subjects, units, unit_names, nights_so_far
SELECT verdict.why, verdict.rule, count(*) AS subjects, count(DISTINCT verdict.unit) AS units,
  group_concat(DISTINCT coalesce(nullif(unit.short, ''), unit.name, verdict.unit)) AS unit_names, max(verdict.nights) AS nights_so_far
FROM verdict LEFT JOIN unit ON unit.id = verdict.unit
WHERE verdict.answer = 'cannot_tell' AND verdict.last_day = (SELECT max(last_day) FROM verdict)
GROUP BY verdict.why, verdict.rule
UNION ALL
SELECT coalesce(nullif(unit_run.stop_reason, ''), unit_run.state) AS why, '（整个单位 whole unit）', count(*), count(DISTINCT unit_run.unit),
  group_concat(DISTINCT coalesce(nullif(unit.short, ''), unit.name, unit_run.unit)), NULL
FROM unit_run LEFT JOIN unit ON unit.id = unit_run.unit
WHERE unit_run.run_id = (SELECT id FROM run ORDER BY started_at DESC LIMIT 1) AND unit_run.state <> 'complete'
GROUP BY 1 ORDER BY 3 DESC

-- zh: 同一上级的各单位，有哪些共同的问题？
-- en: Which faults do the units of one superior have in common?
-- note_zh: 只计现存问题，且同一上级下至少两个单位都有；没有登记上级的单位不计。
-- note_en: Open findings, where two units or more below one superior have it; units without a superior on record are not counted.
-- columns: superior, superior_name, rule, units_affected, units_below, unit_names, findings
SELECT unit.parent AS superior, coalesce(parent.name, unit.parent) AS superior_name, finding.rule, count(DISTINCT unit.id) AS units_affected,
  (SELECT count(*) FROM unit AS u WHERE u.parent = unit.parent AND u.retired_on IS NULL) AS units_below,
  group_concat(DISTINCT coalesce(nullif(unit.short, ''), unit.name)) AS unit_names, count(*) AS findings
FROM finding JOIN unit ON unit.id = finding.unit LEFT JOIN unit AS parent ON parent.id = unit.parent
WHERE finding.state = 'open' AND unit.parent IS NOT NULL AND unit.retired_on IS NULL
GROUP BY unit.parent, finding.rule HAVING count(DISTINCT unit.id) > 1 ORDER BY units_affected DESC, findings DESC

-- zh: 各类单位最常见的问题是什么？
-- en: What are the most frequent faults by kind of unit?
-- note_zh: 只计未整改的问题；share 是该类单位中有此问题者所占的百分比。
-- note_en: Open findings only; share is the percentage of the units of that kind that have it.
-- chart: rule units_affected
-- columns: kind, rule, findings, units_affected, units_of_kind, share, critical
SELECT unit.kind, finding.rule, count(*) AS findings, count(DISTINCT finding.unit) AS units_affected,
  (SELECT count(*) FROM unit AS u WHERE u.kind = unit.kind AND u.retired_on IS NULL) AS units_of_kind,
  round(100.0 * count(DISTINCT finding.unit) / (SELECT count(*) FROM unit AS u WHERE u.kind = unit.kind), 1) AS share,
  sum(finding.severity = 'critical') AS critical
FROM finding JOIN unit ON unit.id = finding.unit
WHERE finding.state = 'open' GROUP BY unit.kind, finding.rule ORDER BY unit.kind, units_affected DESC, findings DESC

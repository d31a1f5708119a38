-- zh: 每夜看到了多少？哪些夜没有看全？
-- en: How much was seen each night, and which nights fell short?
-- note_zh: 未看到的夜晚不能当作没有问题。units_missed 是当时在册而当夜未访问的单位数。
-- note_en: A night that was not seen is no all-clear. units_missed: on record then, and not looked at that night.
-- chart: day percent_fetched
-- columns: day, run, state, units_on_record, units_looked_at, units_missed, planned, fetched, failed, not_judged, percent_fetched
SELECT n.day, n.id AS run, n.state,
  (SELECT count(*) FROM unit WHERE substr(first_at, 1, 10) <= n.day AND (retired_on IS NULL OR retired_on > n.day)) AS units_on_record,
  n.units_looked_at,
  max(0, (SELECT count(*) FROM unit WHERE substr(first_at, 1, 10) <= n.day AND (retired_on IS NULL OR retired_on > n.day)) - n.units_looked_at) AS units_missed,
  n.planned, n.fetched, n.failed, n.not_judged, round(100.0 * n.fetched / nullif(n.planned, 0), 1) AS percent_fetched
FROM v_nights AS n ORDER BY n.day DESC, n.id DESC

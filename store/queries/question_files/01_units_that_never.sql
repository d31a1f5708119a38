-- zh: 哪些单位从未做到：网站从未打开，或从未发布过信息？
-- en: Which units never did it: a site that never opened, or nothing ever published?
-- note_zh: 只列有一项为“从未”的单位；观察不满一夜的单位不在其列。
-- note_en: Only units with at least one "never"; a unit that was never looked at is not listed.
-- columns: unit, unit_name, kind, sites, ever_open, items_ever, newest_date, watched_since, nights_looked_at, never
WITH seen AS (
  SELECT unit.id, unit.name, unit.kind, unit.first_at,
    (SELECT count(*) FROM site WHERE site.unit = unit.id AND site.retired_on IS NULL) AS sites,
    (SELECT coalesce(max(ever_good), 0) FROM page WHERE page.unit = unit.id AND page.purpose = 'home') AS ever_open,
    (SELECT count(*) FROM item JOIN channel ON channel.id = item.channel WHERE channel.unit = unit.id) AS items_ever,
    (SELECT max(coalesce(item.claimed, item.url_date)) FROM item JOIN channel ON channel.id = item.channel WHERE channel.unit = unit.id) AS newest_date,
    (SELECT count(DISTINCT run.day) FROM unit_run JOIN run ON run.id = unit_run.run_id
      WHERE unit_run.unit = unit.id AND run.state = 'complete' AND unit_run.state <> 'not_judged') AS nights_looked_at
  FROM unit WHERE unit.retired_on IS NULL
)
SELECT id AS unit, name AS unit_name, kind, sites, ever_open, items_ever, newest_date, substr(first_at, 1, 10) AS watched_since, nights_looked_at,
  CASE WHEN sites = 0 THEN '没有网上位置 no place on the web' WHEN ever_open = 0 THEN '从未打开 never opened'
    ELSE '从未发布 nothing ever published' END AS never
FROM seen
WHERE sites = 0 OR (nights_looked_at > 0 AND (ever_open = 0 OR items_ever = 0))
ORDER BY sites, ever_open, name

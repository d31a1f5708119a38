-- zh: 各类问题多久整改完成？
-- en: How long until each kind of fault is repaired?
-- note_zh: 只计经检查核实的整改；median_days 是中位数。未整改的另列，不计入天数。
-- note_en: Repairs that a night verified, alone; median_days is the median. What is still open stands beside it and in no number of days.
-- chart: rule median_days
-- columns: rule, repaired, median_days, fastest_days, slowest_days, still_open, oldest_open_days
WITH today AS (SELECT max(day) AS day FROM run),
lives AS (
  SELECT e.finding, e.day AS opened, c.day AS closed
  FROM finding_event AS e LEFT JOIN finding_event AS c ON c.id =
    (SELECT min(id) FROM finding_event WHERE finding = e.finding AND id > e.id AND what IN ('closed', 'withdrawn'))
  WHERE e.what IN ('opened', 'reopened') AND c.what IS NOT 'withdrawn'
),
counted AS (
  SELECT finding.rule, julianday(lives.closed) - julianday(lives.opened) AS days, julianday(today.day) - julianday(lives.opened) AS age,
    row_number() OVER (PARTITION BY finding.rule, lives.closed IS NULL ORDER BY julianday(lives.closed) - julianday(lives.opened)) AS place,
    count(*) OVER (PARTITION BY finding.rule, lives.closed IS NULL) AS among
  FROM lives JOIN finding ON finding.id = lives.finding CROSS JOIN today
)
SELECT rule, count(days) AS repaired, round(avg(CASE WHEN days IS NOT NULL AND place IN ((among + 1) / 2, (among + 2) / 2) THEN days END), 1) AS median_days,
  CAST(min(days) AS INTEGER) AS fastest_days, CAST(max(days) AS INTEGER) AS slowest_days, count(*) - count(days) AS still_open,
  CAST(max(CASE WHEN days IS NULL THEN age END) AS INTEGER) AS oldest_open_days
FROM counted GROUP BY rule ORDER BY median_days IS NULL, median_days DESC, still_open DESC

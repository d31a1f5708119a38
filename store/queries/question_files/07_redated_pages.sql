-- zh: 哪些信息的日期被改过？
-- en: Which items were given another date?
-- note_zh: days_moved 为正表示改得更新；整表同时改期（redated_in_mass）多为改版迁移，不计为改期。
-- note_en: Positive days_moved made it look newer; a whole list redated at once (redated_in_mass) is mostly a migration.
-- columns: unit, unit_name, channel, title, url, old_date, new_date, days_moved, noticed, how
SELECT channel.unit, coalesce(unit.name, channel.unit) AS unit_name, channel.name AS channel, item.title, item.url,
  item_change.old AS old_date, item_change.new AS new_date,
  CAST(julianday(item_change.new) - julianday(item_change.old) AS INTEGER) AS days_moved, item_change.at AS noticed, item_change.what AS how
FROM item_change JOIN item ON item.id = item_change.item JOIN channel ON channel.id = item.channel LEFT JOIN unit ON unit.id = channel.unit
WHERE item_change.what IN ('redated', 'redated_in_mass') ORDER BY item_change.at DESC, abs(days_moved) DESC

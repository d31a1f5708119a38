-- zh: 全文检索：哪些页面写到这些字词（两个字也可以）？
-- en: Full-text search: which pages hold these words (two characters are enough)?
-- note_zh: 有全文索引时查标题和正文，没有时只查标题。最多200条。
-- note_en: Titles and texts where the search index is there, else titles alone. At most 200.
-- words: 环保
-- columns: unit, unit_name, kind, title, url, at, excerpt
SELECT hit.value ->> 'unit' AS unit, coalesce(unit.name, hit.value ->> 'unit') AS unit_name, hit.value ->> 'kind' AS kind,
  hit.value ->> 'title' AS title, hit.value ->> 'url' AS url, hit.value ->> 'at' AS at, hit.value ->> 'excerpt' AS excerpt
FROM json_each(full_text(:words)) AS hit LEFT JOIN unit ON unit.id = hit.value ->> 'unit'

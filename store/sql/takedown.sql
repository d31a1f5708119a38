-- name: titles
-- What these pages, their readings and the lists that lead to :url call it, or called it once.
SELECT title FROM page WHERE id IN ({pages})
UNION
SELECT title FROM facts WHERE page IN ({pages})
UNION
SELECT title FROM item WHERE url = :url
UNION
SELECT old FROM item_change JOIN item ON item.id = item_change.item
WHERE item.url = :url AND what = 'edited'
UNION
SELECT new FROM item_change JOIN item ON item.id = item_change.item
WHERE item.url = :url AND what = 'edited';

-- name: enter
-- A new entry of a channel.
INSERT INTO item (channel, first_run, first_seen, last_in_list, list_page,
    title, title_key, url, claimed, date_role, url_date, position)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: amend
-- A known entry as it is listed now.
UPDATE item
SET title = ?, title_key = ?, url = ?, claimed = ?, date_role = ?, url_date = ?, position = ?,
    list_page = ?, last_in_list = coalesce(?, last_in_list)
WHERE id = ?;

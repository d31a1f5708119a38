-- name: documents
-- Readings and entries with their words, and how far the index has come in which ledger. Which
-- column of which document has a word is held, not where in it; texts lie by many in one block.
CREATE TABLE doc (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,           -- page | item
    unit TEXT NOT NULL,
    page INTEGER NOT NULL,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    at TEXT NOT NULL,
    is_present INTEGER NOT NULL,  -- 0: a later reading of the address took its place
    address INTEGER NOT NULL      -- of unit, kind and url, 63 bits of it
) STRICT;
CREATE INDEX doc_address ON doc (address);
CREATE TABLE doc_text (last INTEGER PRIMARY KEY, first INTEGER NOT NULL, texts BLOB NOT NULL) STRICT;
CREATE VIRTUAL TABLE doc_words USING fts5(title, text, content='', detail=column, 
    tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Cn'"); -- Cn: letters that SQLite does not know yet
CREATE TABLE reach (ledger TEXT NOT NULL, facts INTEGER NOT NULL, items INTEGER NOT NULL) STRICT;

-- name: unindexed_readings
-- Readings behind :reach whose body was kept and that show the page, in the order of their coming.
SELECT facts.id, 'page', page.unit, page.id, page.url,
    coalesce(nullif(facts.title, ''), page.title), facts.at,
    capture.sha256, capture.status, coalesce(capture.headers, '[]')
FROM facts
JOIN page ON page.id = facts.page
JOIN capture ON capture.id = facts.capture
WHERE facts.outcome IN ({shows_the_page}) AND facts.id > :reach
ORDER BY facts.id;

-- name: unindexed_entries
-- Entries of lists behind :reach, in the order of their coming.
SELECT item.id, 'item', channel.unit, channel.page, item.url, item.title, item.first_seen
FROM item
JOIN channel ON channel.id = item.channel
WHERE item.id > :reach
ORDER BY item.id;

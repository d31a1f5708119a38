-- name: nights
-- What was set out to do, and what came of it.
CREATE TABLE run (
    id TEXT PRIMARY KEY,
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    vantage TEXT,
    note TEXT,
    extra TEXT
) STRICT;
CREATE INDEX idx_run_started_at ON run (started_at);
CREATE TABLE unit_run (
    file_id TEXT PRIMARY KEY,
    run_id TEXT NOT NULL REFERENCES run (id),
    unit TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    stop_reason TEXT,
    vantage TEXT,
    started_at TEXT,
    ended_at TEXT,
    planned INTEGER NOT NULL,
    fetched INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    pending INTEGER NOT NULL,
    not_judged INTEGER NOT NULL,
    visited BLOB
) STRICT;
CREATE INDEX idx_unit_run_unit_run_id ON unit_run (unit, run_id);
CREATE INDEX idx_unit_run_run_id ON unit_run (run_id);
CREATE TABLE canary (
    id INTEGER PRIMARY KEY,
    run_id TEXT NOT NULL REFERENCES run (id),
    at TEXT NOT NULL,
    good INTEGER NOT NULL,
    details TEXT NOT NULL
) STRICT;
CREATE INDEX idx_canary_run_id ON canary (run_id);

-- name: units
-- Who is inspected, as the configuration said it over time.
CREATE TABLE unit (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    short TEXT,
    kind TEXT NOT NULL,
    parent TEXT,
    first_at TEXT NOT NULL,
    retired_on TEXT
) STRICT;
CREATE TABLE site (
    unit TEXT REFERENCES unit (id),
    id TEXT,
    kind TEXT NOT NULL,
    url TEXT NOT NULL,
    name TEXT,
    first_at TEXT NOT NULL,
    retired_on TEXT,
    PRIMARY KEY (unit, id)
) STRICT;

-- name: pages
-- What there is to look at, and what was seen there.
CREATE TABLE page (
    id INTEGER PRIMARY KEY,
    unit TEXT NOT NULL,
    url TEXT NOT NULL,
    site TEXT NOT NULL,
    purpose TEXT NOT NULL,
    channel_url TEXT DEFAULT '',
    depth INTEGER NOT NULL,
    title TEXT DEFAULT '',
    first_at TEXT NOT NULL,
    last_visit_at TEXT,
    last_full_at TEXT,
    last_outcome TEXT,
    last_reason TEXT,
    ever_good INTEGER NOT NULL,
    ip TEXT DEFAULT '',
    etag TEXT DEFAULT '',
    last_modified TEXT DEFAULT '',
    sha256 TEXT DEFAULT '',
    fingerprint TEXT DEFAULT '',
    facts INTEGER,
    masks TEXT DEFAULT '[]',
    left_over INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX idx_page_unit_url ON page (unit, url);
CREATE TABLE capture (
    id INTEGER PRIMARY KEY,
    page INTEGER NOT NULL REFERENCES page (id),
    sha256 TEXT NOT NULL,
    at TEXT NOT NULL,
    size INTEGER NOT NULL,
    status INTEGER,
    headers TEXT,
    final_url TEXT,
    ip TEXT,
    vantage TEXT,
    previous_sha256 TEXT
) STRICT;
CREATE UNIQUE INDEX idx_capture_page_sha256 ON capture (page, sha256);
CREATE INDEX idx_capture_sha256 ON capture (sha256);
CREATE TABLE facts (
    id INTEGER PRIMARY KEY,
    page INTEGER NOT NULL REFERENCES page (id),
    capture INTEGER REFERENCES capture (id),
    at TEXT NOT NULL,
    extractor TEXT,
    kind TEXT NOT NULL,
    kind_reason TEXT,
    outcome TEXT NOT NULL,
    encoding_declared TEXT,
    encoding_used TEXT,
    title TEXT,
    site_name TEXT,
    column_name TEXT,
    column_type TEXT,
    published TEXT,
    published_from TEXT,
    signed TEXT,
    updated TEXT,
    url_date TEXT,
    items_claimed INTEGER,
    items BLOB,
    list_dialect TEXT,
    links BLOB,
    attachments INTEGER NOT NULL,
    jumps_to TEXT,
    placeholder TEXT,
    fingerprint TEXT,
    blocks BLOB,
    text_length INTEGER NOT NULL,
    document_unreadable TEXT,
    anomalies TEXT NOT NULL
) STRICT;
CREATE INDEX idx_facts_page ON facts (page);
CREATE TABLE span (
    id INTEGER PRIMARY KEY,
    page INTEGER NOT NULL REFERENCES page (id),
    vantage TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    checks INTEGER NOT NULL,
    max_gap INTEGER NOT NULL,
    days TEXT NOT NULL,
    nights INTEGER NOT NULL,
    last_run TEXT NOT NULL,
    capture INTEGER REFERENCES capture (id),
    facts INTEGER REFERENCES facts (id),
    fingerprint TEXT,
    status INTEGER,
    ip TEXT,
    final_url TEXT
) STRICT;
CREATE INDEX idx_span_page_vantage ON span (page, vantage);

-- name: channels
-- Lists and their entries over time.
CREATE TABLE channel (
    id INTEGER PRIMARY KEY,
    unit TEXT NOT NULL,
    site TEXT NOT NULL,
    url TEXT NOT NULL,
    page INTEGER NOT NULL REFERENCES page (id),
    name TEXT NOT NULL,
    column_type TEXT,
    first_at TEXT NOT NULL,
    was_linked INTEGER NOT NULL,
    redated_share REAL NOT NULL,
    redated_run TEXT
) STRICT;
CREATE UNIQUE INDEX idx_channel_unit_url ON channel (unit, url);
CREATE TABLE item (
    id INTEGER PRIMARY KEY,
    channel INTEGER NOT NULL REFERENCES channel (id),
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    url TEXT NOT NULL,
    claimed TEXT,
    date_role TEXT NOT NULL,
    url_date TEXT,
    position INTEGER NOT NULL,
    first_seen TEXT NOT NULL,
    first_run TEXT NOT NULL,
    list_page INTEGER REFERENCES page (id),
    last_in_list TEXT NOT NULL
) STRICT;
CREATE INDEX idx_item_channel_url ON item (channel, url);
CREATE INDEX idx_item_list_page ON item (list_page);
CREATE TABLE item_change (
    id INTEGER PRIMARY KEY,
    item INTEGER NOT NULL REFERENCES item (id),
    at TEXT NOT NULL,
    run_id TEXT NOT NULL,
    what TEXT NOT NULL,
    old TEXT,
    new TEXT
) STRICT;
CREATE INDEX idx_item_change_item ON item_change (item);

-- name: readings
-- What a reading says that rules count: spending and the sides of disclosure.
CREATE TABLE spend_table (
    id INTEGER PRIMARY KEY,
    facts INTEGER NOT NULL REFERENCES facts (id),
    position INTEGER NOT NULL,
    title TEXT,
    kind TEXT NOT NULL,
    is_spending INTEGER NOT NULL,
    year INTEGER,
    document TEXT NOT NULL,
    unit TEXT,
    total_yuan REAL,
    anomalies TEXT NOT NULL
) STRICT;
CREATE INDEX idx_spend_table_facts ON spend_table (facts);
CREATE TABLE spend_line (
    id INTEGER PRIMARY KEY,
    spend_table INTEGER NOT NULL REFERENCES spend_table (id),
    row INTEGER NOT NULL,
    code TEXT,
    name TEXT NOT NULL,
    amount_yuan REAL,
    share REAL,
    level INTEGER NOT NULL,
    is_other INTEGER NOT NULL,
    is_bare INTEGER NOT NULL,
    is_nested_other INTEGER NOT NULL,
    vague TEXT,
    explained TEXT,
    reason TEXT
) STRICT;
CREATE INDEX idx_spend_line_spend_table ON spend_line (spend_table);
CREATE TABLE mention (
    id INTEGER PRIMARY KEY,
    facts INTEGER NOT NULL REFERENCES facts (id),
    side TEXT NOT NULL,
    term TEXT NOT NULL,
    sentence TEXT NOT NULL
) STRICT;
CREATE INDEX idx_mention_facts ON mention (facts);

-- name: verdicts
-- What the rules answered, as spans.
CREATE TABLE verdict (
    id INTEGER PRIMARY KEY,
    unit TEXT NOT NULL,
    rule TEXT NOT NULL,
    subject TEXT NOT NULL,
    answer TEXT NOT NULL,
    why TEXT,
    severity TEXT,
    kind TEXT,
    warning INTEGER NOT NULL,
    measured TEXT,
    threshold TEXT,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    first_run TEXT NOT NULL,
    last_run TEXT NOT NULL,
    nights INTEGER NOT NULL
) STRICT;
CREATE INDEX idx_verdict_unit_rule_subject ON verdict (unit, rule, subject);
CREATE INDEX idx_verdict_last_run ON verdict (last_run);

-- name: exchanges
-- What was asked beside what was answered, so that evidence can show both.
ALTER TABLE capture ADD COLUMN exchange TEXT;

-- name: drawn_pages
-- How a page was seen: as the server sent it, or as a browser rendered it.
ALTER TABLE capture ADD COLUMN rendered INTEGER NOT NULL DEFAULT 0;
ALTER TABLE capture ADD COLUMN answer_sha256 TEXT NOT NULL DEFAULT '';

-- name: facts_of_spending
-- Facts of an 其他 line for a stored level. The view names the column; opening makes it anew.
DROP VIEW IF EXISTS v_spending;
ALTER TABLE spend_line DROP COLUMN vague;
ALTER TABLE spend_line ADD COLUMN rank INTEGER;
ALTER TABLE spend_line ADD COLUMN is_broken_down INTEGER;
ALTER TABLE spend_line ADD COLUMN is_weighed_elsewhere INTEGER;
ALTER TABLE spend_table ADD COLUMN is_total_printed INTEGER;
ALTER TABLE spend_table ADD COLUMN whole_yuan REAL;

-- name: move_notices
-- What a page says of its content standing elsewhere.
ALTER TABLE facts ADD COLUMN move_notice TEXT NOT NULL DEFAULT '';

-- name: remarks_of_tables
-- What a table states two ways.
ALTER TABLE spend_table ADD COLUMN remarks TEXT NOT NULL DEFAULT '[]';

-- name: links_and_tags
-- What a page leads to now, and the tags of guide2017.a3 that a reading lacks.
ALTER TABLE facts ADD COLUMN missing_tags TEXT;
CREATE TABLE page_links (
    page INTEGER PRIMARY KEY REFERENCES page (id),
    at TEXT NOT NULL,
    links BLOB NOT NULL,
    files BLOB NOT NULL
) STRICT;

-- name: link_looks
-- What stood behind addresses that no crawl asks for, and what hosts offer beside their pages: the
-- same answer again is the same row.
CREATE TABLE link_look (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    status INTEGER,
    first_at TEXT NOT NULL,
    first_run TEXT NOT NULL REFERENCES run (id),
    last_at TEXT NOT NULL,
    last_run TEXT NOT NULL REFERENCES run (id),
    nights INTEGER NOT NULL
) STRICT;
CREATE INDEX idx_link_look_url ON link_look (url);
CREATE TABLE host_look (
    id INTEGER PRIMARY KEY,
    host TEXT NOT NULL,
    what TEXT NOT NULL,
    said TEXT NOT NULL,
    first_at TEXT NOT NULL,
    first_run TEXT NOT NULL REFERENCES run (id),
    last_at TEXT NOT NULL,
    last_run TEXT NOT NULL REFERENCES run (id),
    nights INTEGER NOT NULL
) STRICT;
CREATE INDEX idx_host_look_host ON host_look (host, what);
-- name: inquiries_and_guides
-- Messages with their answers and service guides with their elements, as JSON.
ALTER TABLE facts ADD COLUMN inquiries TEXT;
ALTER TABLE facts ADD COLUMN guides TEXT;
-- name: personal_numbers
-- Persons' numbers that a reading shows; NULL in facts where nobody looked for them.
ALTER TABLE facts ADD COLUMN personal_numbers INTEGER;
CREATE TABLE personal_number (
    id INTEGER PRIMARY KEY,
    facts INTEGER NOT NULL REFERENCES facts (id),
    kind TEXT NOT NULL,
    masked TEXT NOT NULL,
    place TEXT NOT NULL,
    start INTEGER NOT NULL,
    digest TEXT NOT NULL
) STRICT;
CREATE INDEX idx_personal_number_facts ON personal_number (facts);

-- name: answers_by_day
-- What was answered on a day or in a quarter, and the few sentences with old names, without reading
-- the rest of the years.
CREATE INDEX idx_verdict_last_day ON verdict (last_day, first_day, unit, answer, warning);
CREATE INDEX idx_mention_old_name ON mention (facts) WHERE side = 'old_name';
-- name: items_shown_alike
-- By which it is found that others show an entry too, without reading every entry of every unit.
CREATE INDEX idx_item_url ON item (url);
CREATE INDEX idx_item_title_key_claimed ON item (title_key, claimed);

-- name: lines_of_looks
-- Whose canaries' looks these are, where a night is crawled over more than one line.
ALTER TABLE canary ADD COLUMN line TEXT NOT NULL DEFAULT '';

-- name: pragmas
-- WAL and NORMAL: a killed process loses nothing it acknowledged, a lost power supply at most the
-- last pages (docs/faults.md M1, M2).
PRAGMA journal_mode=WAL;
PRAGMA synchronous=NORMAL;
PRAGMA busy_timeout=10000;

-- name: tables
-- A file lives for one crawl, so it has a version (VERSION in store/capture/file.py) but no migrations.
-- A file that somebody brings must be built like this to the letter, comments included.
CREATE TABLE IF NOT EXISTS crawl (
    file_id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    run_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    kind TEXT NOT NULL,
    started_at TEXT NOT NULL,
    vantage TEXT NOT NULL,
    end TEXT                       -- JSON of CrawlEnd once the crawl has ended
) STRICT;

CREATE TABLE IF NOT EXISTS frontier (
    seq INTEGER PRIMARY KEY,       -- order of discovery
    url TEXT NOT NULL UNIQUE,      -- canonical
    state TEXT NOT NULL,           -- queued | done | failed | skipped
    priority INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    skip_reason TEXT NOT NULL DEFAULT '',
    row TEXT NOT NULL              -- JSON of FrontierRow
) STRICT;
CREATE INDEX IF NOT EXISTS frontier_next ON frontier (state, priority DESC, seq);

CREATE TABLE IF NOT EXISTS visit (
    seq INTEGER PRIMARY KEY,       -- order of recording
    url TEXT NOT NULL,
    at TEXT NOT NULL,
    outcome TEXT NOT NULL,
    purpose TEXT NOT NULL,
    site TEXT NOT NULL,
    channel_url TEXT NOT NULL,
    depth INTEGER NOT NULL,
    title_hint TEXT NOT NULL,
    changed INTEGER NOT NULL,
    masks TEXT NOT NULL,           -- JSON list of block hashes
    visit TEXT NOT NULL            -- JSON of Visit
) STRICT;

CREATE TABLE IF NOT EXISTS facts (
    visit_seq INTEGER PRIMARY KEY REFERENCES visit (seq),
    facts BLOB NOT NULL            -- zstd of the JSON of PageFacts
) STRICT;

CREATE TABLE IF NOT EXISTS capture (
    sha256 TEXT PRIMARY KEY,
    size INTEGER NOT NULL,         -- bytes as received, decompressed
    body BLOB NOT NULL             -- zstd
) STRICT;

CREATE TABLE IF NOT EXISTS line (  -- no row: home's own
    id TEXT PRIMARY KEY,           -- of the worker's machine
    name TEXT NOT NULL             -- as people know it
) STRICT;

CREATE TABLE IF NOT EXISTS look (  -- at the canaries over that line
    at TEXT NOT NULL,
    good INTEGER NOT NULL,
    details TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS turned_away (
    reason TEXT PRIMARY KEY,       -- which trap budget refused
    links INTEGER NOT NULL
) STRICT;

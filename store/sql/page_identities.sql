-- name: page_identity
-- What a reading of a home page or channel told of its owner.
CREATE TABLE page_identity (
    facts INTEGER PRIMARY KEY REFERENCES facts (id),
    said TEXT NOT NULL
) STRICT;

-- name: second_visits
-- Home pages as a search engine's visitor sees them.
CREATE TABLE second_visit (
    id INTEGER PRIMARY KEY,
    run_id TEXT NOT NULL REFERENCES run (id),
    unit TEXT NOT NULL,
    site TEXT NOT NULL,
    url TEXT NOT NULL,
    at TEXT NOT NULL,
    last_run TEXT NOT NULL REFERENCES run (id),
    last_at TEXT NOT NULL,
    checks INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    final_url TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    said TEXT,
    face TEXT NOT NULL
) STRICT;
CREATE INDEX idx_second_visit_unit_at ON second_visit (unit, at);

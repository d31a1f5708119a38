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

-- name: enter
-- A visit that was shown what none was shown before it.
INSERT INTO second_visit (run_id, unit, site, url, at, last_run, last_at, checks, outcome, reason,
    final_url, sha256, said, face)
VALUES (:run, :unit, :site, :url, :at, :run, :at, 1, :outcome, :reason,
    :final_url, :sha256, :said, :face);

-- name: of_unit
-- The first and the last of the unit's visits that were shown the same, of nights whose network was
-- good and of :run, oldest first.
SELECT seen.unit, site, url, visited, outcome, reason, final_url, sha256, said, face
FROM (
    SELECT id, unit, site, url, at AS visited, run_id AS of_run,
        outcome, reason, final_url, sha256, said, face
    FROM second_visit
    UNION ALL
    SELECT id, unit, site, url, last_at, last_run,
        outcome, reason, final_url, sha256, said, face
    FROM second_visit
    WHERE checks > 1
) AS seen
JOIN run ON run.id = of_run
WHERE seen.unit = :unit
    AND visited >= :since
    AND visited < :until
    AND (run.state IN ('complete', 'unjudged') OR run.id = :run)
ORDER BY visited, seen.id;

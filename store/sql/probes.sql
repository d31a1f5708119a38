-- name: probe_samples
-- Probes and what each ended in.
CREATE TABLE probe_sample (
    id INTEGER PRIMARY KEY,
    unit TEXT NOT NULL,          -- no foreign key: a unit may leave the office's list, its samples stay
    site TEXT NOT NULL,
    url TEXT NOT NULL,
    at TEXT NOT NULL,
    vantage TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    stage TEXT NOT NULL,
    errno INTEGER,
    seconds REAL NOT NULL,
    status INTEGER,
    ip TEXT NOT NULL,
    tls TEXT NOT NULL,
    own_network INTEGER NOT NULL CHECK (own_network IN (0, 1)),
    shared INTEGER NOT NULL CHECK (shared IN (0, 1))
) STRICT;
CREATE INDEX probe_sample_of ON probe_sample (unit, at);

-- name: one_sample_of_a_site_and_instant
-- A round that waited and was taken in twice is one round.
DELETE FROM probe_sample WHERE id NOT IN (SELECT min(id) FROM probe_sample GROUP BY unit, site, at, vantage);
CREATE UNIQUE INDEX probe_sample_once ON probe_sample (unit, site, at, vantage);

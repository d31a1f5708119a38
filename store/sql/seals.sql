-- name: seals
-- What was handed out, and the bodies that went out with it.
CREATE TABLE seal (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('evidence', 'volume')),
    about TEXT NOT NULL,
    seal TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    made_at TEXT NOT NULL,
    bodies INTEGER NOT NULL
) STRICT;
CREATE TABLE sealed_body (
    seal INTEGER NOT NULL REFERENCES seal (id),
    sha256 TEXT NOT NULL,
    PRIMARY KEY (seal, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX sealed_body_of ON sealed_body (sha256);

-- name: tombstone_table
-- What is no longer kept: a body, or an address of which nothing may be kept.
CREATE TABLE tombstone (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('takedown', 'retention')),
    url TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    size INTEGER NOT NULL,
    lifted_at TEXT,
    lifted_by TEXT
) STRICT;
CREATE UNIQUE INDEX tombstone_of_body ON tombstone (sha256) WHERE sha256 <> '';
CREATE INDEX tombstone_of_address ON tombstone (url) WHERE sha256 = '';

-- name: set_up
-- A body has one tombstone; a takedown's word outweighs a retention's.
INSERT INTO tombstone ({columns}) VALUES ({places})
ON CONFLICT (sha256) WHERE sha256 <> '' DO UPDATE
SET kind = excluded.kind, who = excluded.who, why = excluded.why, at = excluded.at
WHERE tombstone.kind = 'retention' AND excluded.kind = 'takedown';

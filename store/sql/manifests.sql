-- name: night_manifests
-- What was kept and answered in each run, as a text that is closed once, and the time stamp that an
-- authority gave for it. A capture is in exactly one: `reach` is the last that is in it or before it.
CREATE TABLE night_manifest (
    run_id TEXT PRIMARY KEY REFERENCES run (id),
    manifest TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    reach INTEGER NOT NULL,
    token BLOB,
    authority TEXT NOT NULL DEFAULT '',
    stamped_at TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    trouble TEXT NOT NULL DEFAULT ''
) STRICT;

-- name: captures_after
-- What was kept after the last one that an earlier manifest holds.
SELECT id, sha256, at, size FROM capture WHERE id > :reach ORDER BY id;

-- name: messages
-- Messages, what each tells, and which channel has taken it.
CREATE TABLE message (
    id INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL,
    person TEXT NOT NULL,
    run_id TEXT NOT NULL,
    day TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL,
    finished_at TEXT
) STRICT;
CREATE UNIQUE INDEX idx_message_person_run_id ON message (person, run_id);
CREATE TABLE telling (
    id INTEGER PRIMARY KEY,
    finding INTEGER NOT NULL,
    life INTEGER NOT NULL,
    kind TEXT NOT NULL,
    person TEXT NOT NULL,
    message INTEGER NOT NULL REFERENCES message (id)
) STRICT;
CREATE UNIQUE INDEX idx_telling_finding_life_kind_person ON telling (finding, life, kind, person);
CREATE TABLE delivery (
    message INTEGER REFERENCES message (id),
    channel TEXT,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    tried_at TEXT NOT NULL,
    error TEXT NOT NULL,
    PRIMARY KEY (message, channel)
) STRICT;
-- name: superseded
-- Whether a later message took its place, and its form for mail programs.
ALTER TABLE message ADD COLUMN html TEXT NOT NULL DEFAULT '';
ALTER TABLE message ADD COLUMN superseded_at TEXT;

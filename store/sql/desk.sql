-- name: people
-- Who may come in.
CREATE TABLE user (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,            -- as shown beside what the person wrote
    role TEXT NOT NULL CHECK (role IN ('leader', 'analyst', 'office')),
    person TEXT NOT NULL,          -- id in office.toml whose units a leader sees; "" = none
    units TEXT NOT NULL,           -- JSON list of unit ids assigned directly
    password_hash TEXT NOT NULL,   -- argon2id, with its own salt and parameters
    created_at TEXT NOT NULL,
    password_at TEXT NOT NULL
) STRICT;
CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,   -- SHA-256 of the cookie's value: who reads this file cannot come in with it
    user INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    began_at TEXT NOT NULL,
    ends_at TEXT NOT NULL
) STRICT;
CREATE INDEX session_user ON session (user);
CREATE TABLE refusal (at TEXT NOT NULL, login TEXT NOT NULL, address TEXT NOT NULL) STRICT;
CREATE INDEX refusal_at ON refusal (at);

-- name: entries
-- What was said of findings. Never changed, never deleted.
CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    finding INTEGER NOT NULL,      -- of ledger.db
    life INTEGER NOT NULL,         -- the finding's `reopened` then: what was said of an earlier life does not count for a later one
    what TEXT NOT NULL CHECK (what IN ('acknowledged', 'deadline', 'person', 'note')),
    value TEXT NOT NULL,           -- the day, the person, the words; "" takes a deadline or a person back
    by_login TEXT NOT NULL,
    by_name TEXT NOT NULL,         -- copied: a user may leave, what was said stays
    at TEXT NOT NULL
) STRICT;
CREATE INDEX entry_finding ON entry (finding, id);

-- name: withdrawals
-- The office takes a finding back, with a reason. A CHECK cannot be altered: the table is made anew.
CREATE TABLE entry_before AS SELECT * FROM entry;
DROP TABLE entry;
CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    finding INTEGER NOT NULL,      -- of ledger.db
    life INTEGER NOT NULL,         -- the finding's `reopened` then: what was said of an earlier life does not count for a later one
    what TEXT NOT NULL CHECK (what IN ('acknowledged', 'deadline', 'person', 'note', 'withdrawn')),
    value TEXT NOT NULL,           -- the day, the person, the words, the reason; "" takes a deadline or a person back
    by_login TEXT NOT NULL,
    by_name TEXT NOT NULL,         -- copied: a user may leave, what was said stays
    at TEXT NOT NULL
) STRICT;
INSERT INTO entry SELECT id, finding, life, what, value, by_login, by_name, at FROM entry_before;
DROP TABLE entry_before;
CREATE INDEX entry_finding ON entry (finding, id);

-- name: wording
-- What people said of names that are no longer borne: confirmed as wrong, or dismissed with a reason. Never changed, never deleted.
CREATE TABLE wording (
    id INTEGER PRIMARY KEY,
    unit TEXT NOT NULL,
    url TEXT NOT NULL,             -- where it was shown
    term TEXT NOT NULL,
    sentence TEXT NOT NULL,        -- as it stood; another sentence is another question
    what TEXT NOT NULL CHECK (what IN ('confirmed', 'dismissed')),
    reason TEXT NOT NULL,
    by_login TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX wording_unit ON wording (unit, id);

-- name: account_looks
-- What people saw when they looked at an account (政务新媒体): the day of its newest post, or that it is gone or bears another name.
CREATE TABLE account_look (
    id INTEGER PRIMARY KEY,
    unit TEXT NOT NULL,
    account TEXT NOT NULL,         -- its id in the unit's file
    what TEXT NOT NULL CHECK (what IN ('seen', 'empty', 'gone', 'renamed')),
    newest TEXT NOT NULL,          -- the day of the newest post, "" where none was seen
    note TEXT NOT NULL,
    by_login TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX account_look_unit ON account_look (unit, account, id);

-- name: looks
-- Who took bytes in which persons' numbers stand. Never changed, never deleted.
CREATE TABLE private_look (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,          -- of the bytes, or of the export's seal
    what TEXT NOT NULL,            -- the page's address as it is kept, or the export's name
    by_login TEXT NOT NULL,        -- "" at the machine itself, where there are no logins
    by_name TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX private_look_sha256 ON private_look (sha256);

-- name: secrets
-- Keys of the office's own, that no ledger and no export may hold.
CREATE TABLE secret (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

-- name: answers
-- A unit answers and asks, the office decides; the role of those who answer. CHECKs cannot be altered: the tables are made anew, and sessions with them, for a dropped user takes its sessions along.
CREATE TABLE session_before AS SELECT * FROM session;
DROP TABLE session;
CREATE TABLE user_before AS SELECT * FROM user;
DROP TABLE user;
CREATE TABLE user (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,            -- as shown beside what the person wrote
    role TEXT NOT NULL CHECK (role IN ('leader', 'analyst', 'office', 'unit')),
    person TEXT NOT NULL,          -- id in office.toml whose units a leader sees; "" = none
    units TEXT NOT NULL,           -- JSON list of unit ids assigned directly; of a unit's login never empty
    password_hash TEXT NOT NULL,   -- argon2id, with its own salt and parameters
    created_at TEXT NOT NULL,
    password_at TEXT NOT NULL
) STRICT;
INSERT INTO user SELECT id, login, name, role, person, units, password_hash, created_at, password_at FROM user_before;
DROP TABLE user_before;
CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,   -- SHA-256 of the cookie's value: who reads this file cannot come in with it
    user INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    began_at TEXT NOT NULL,
    ends_at TEXT NOT NULL
) STRICT;
INSERT INTO session SELECT token_hash, user, began_at, ends_at FROM session_before;
DROP TABLE session_before;
CREATE INDEX session_user ON session (user);
CREATE TABLE entry_before AS SELECT * FROM entry;
DROP TABLE entry;
CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    finding INTEGER NOT NULL,      -- of ledger.db
    life INTEGER NOT NULL,         -- the finding's `reopened` then: what was said of an earlier life does not count for a later one
    what TEXT NOT NULL CHECK (what IN (
        'acknowledged', 'deadline', 'person', 'note', 'withdrawn',
        'answered', 'accepted', 'sent_back',
        'extension_asked', 'extension_granted', 'extension_refused',
        'secrecy_claimed', 'secrecy_accepted', 'secrecy_refused', 'escalated')),
    value TEXT NOT NULL,           -- of a deadline the day, else the person, the words, the reason; "" takes a deadline or a person back
    day TEXT NOT NULL,             -- extension asked or granted until, secrecy accepted until, deadline that was passed; else ""
    by_login TEXT NOT NULL,        -- "" where the night wrote it
    by_name TEXT NOT NULL,         -- copied: a user may leave, what was said stays
    at TEXT NOT NULL
) STRICT;
INSERT INTO entry SELECT id, finding, life, what, value, '', by_login, by_name, at FROM entry_before;
DROP TABLE entry_before;
CREATE INDEX entry_finding ON entry (finding, id);
CREATE UNIQUE INDEX entry_escalated_once ON entry (finding, life) WHERE what = 'escalated';
CREATE TABLE answer_file (
    id INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL REFERENCES entry (id),
    name TEXT NOT NULL,            -- as the unit called it, persons' numbers masked
    format TEXT NOT NULL,          -- by its content: pdf, docx …
    size INTEGER NOT NULL,         -- bytes
    sha256 TEXT NOT NULL REFERENCES answer_bytes (sha256)
) STRICT;
CREATE INDEX answer_file_entry ON answer_file (entry);
CREATE TABLE answer_bytes (
    sha256 TEXT PRIMARY KEY,       -- the same file is kept once
    bytes BLOB NOT NULL
) STRICT;

-- name: tokens
-- By which programs read for a person, and what a person asks the list of findings again and again.
CREATE TABLE token (
    id INTEGER PRIMARY KEY,
    user INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    name TEXT NOT NULL,            -- what it is for, in the person's words
    token_hash TEXT NOT NULL UNIQUE, -- SHA-256: who reads this file cannot read with it
    made_at TEXT NOT NULL,
    used_on TEXT NOT NULL          -- the last day of use in UTC, "" never
) STRICT;
CREATE INDEX token_user ON token (user);
CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY,
    user INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    query TEXT NOT NULL,           -- of the address line of /findings
    UNIQUE (user, name)
) STRICT;

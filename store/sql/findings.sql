-- name: findings
-- Findings, keyed by (unit, rule, subject), and their events.
CREATE TABLE finding (
    id INTEGER PRIMARY KEY,
    unit TEXT NOT NULL,            -- no foreign key: a unit may leave the office's list, its findings stay
    rule TEXT NOT NULL,            -- file name of the rule
    subject TEXT NOT NULL,         -- stable over nights: what the finding's life hangs on
    kind TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    severity TEXT NOT NULL,
    opened TEXT NOT NULL,          -- day of this life; earlier lives are in finding_event
    opened_run TEXT NOT NULL,
    last_confirmed TEXT NOT NULL,  -- last day on which a rule said problem
    closed TEXT,                   -- null while open
    reopened INTEGER NOT NULL,     -- how often: a fault that returns is told again
    measured TEXT NOT NULL,
    threshold TEXT NOT NULL,
    threshold_mark TEXT NOT NULL,  -- law | product | local | county
    clause TEXT NOT NULL,
    sentence_zh TEXT NOT NULL,
    sentence_en TEXT NOT NULL,
    evidence TEXT NOT NULL,        -- JSON list of objects, as of last_confirmed
    details TEXT NOT NULL          -- JSON object: columns of the problem ledger
) STRICT;
CREATE UNIQUE INDEX finding_subject ON finding (unit, rule, subject);
CREATE TABLE finding_event (
    id INTEGER PRIMARY KEY,
    finding INTEGER NOT NULL REFERENCES finding (id),
    what TEXT NOT NULL CHECK (what IN ('opened', 'closed', 'reopened')),
    run_id TEXT NOT NULL,
    day TEXT NOT NULL,
    severity TEXT NOT NULL,
    measured TEXT NOT NULL,
    sentence_zh TEXT NOT NULL,
    sentence_en TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX finding_event_once ON finding_event (finding, run_id, what);

-- name: examined
-- What was looked for in the unit's favour and not found.
ALTER TABLE finding ADD COLUMN examined TEXT NOT NULL DEFAULT '[]';  -- JSON list of ids of monitor/defences

-- name: withdrawn
-- A finding may be taken back, and has one deadline. A CHECK cannot be altered: both tables are made anew.
DROP VIEW IF EXISTS v_findings;
CREATE TABLE event_before AS SELECT * FROM finding_event;
DROP TABLE finding_event;
CREATE TABLE finding_before AS SELECT * FROM finding;
DROP TABLE finding;
CREATE TABLE finding (
    id INTEGER PRIMARY KEY,
    unit TEXT NOT NULL,            -- no foreign key: a unit may leave the office's list, its findings stay
    rule TEXT NOT NULL,            -- file name of the rule
    subject TEXT NOT NULL,         -- stable over nights: what the finding's life hangs on
    kind TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'withdrawn')),
    severity TEXT NOT NULL,
    opened TEXT NOT NULL,          -- day of this life; earlier lives are in finding_event
    opened_run TEXT NOT NULL,
    last_confirmed TEXT NOT NULL,  -- last day on which a rule said problem
    closed TEXT,                   -- null while open, and where it was withdrawn
    reopened INTEGER NOT NULL,     -- how often: a fault that returns is told again
    measured TEXT NOT NULL,
    threshold TEXT NOT NULL,
    threshold_mark TEXT NOT NULL,  -- law | product | local | county
    clause TEXT NOT NULL,
    sentence_zh TEXT NOT NULL,
    sentence_en TEXT NOT NULL,
    evidence TEXT NOT NULL,        -- JSON list of objects, as of last_confirmed
    details TEXT NOT NULL,         -- JSON object: columns of the problem ledger
    examined TEXT NOT NULL DEFAULT '[]',  -- JSON list of ids of monitor/defences
    due TEXT,                      -- given once, when this life began; people change it on the desk alone
    address TEXT NOT NULL DEFAULT '',         -- on record in the office's files at last_confirmed, on which it stands; "" = none of them alone
    withdrawn TEXT,                -- day; kept where new evidence opened it again
    withdrawn_kind TEXT NOT NULL DEFAULT '',  -- exempt | rule_off | site_replaced | unit_retired | our_own_list | office; "" = never
    withdrawn_by TEXT NOT NULL DEFAULT '',    -- the person; "" where the office's files or the program said it
    withdrawn_why TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO finding
SELECT id, unit, rule, subject, kind, state, severity, opened, opened_run, last_confirmed, closed, reopened, measured,
    threshold, threshold_mark, clause, sentence_zh, sentence_en, evidence, details, examined, NULL, '', NULL, '', '', ''
FROM finding_before;
DROP TABLE finding_before;
CREATE UNIQUE INDEX finding_subject ON finding (unit, rule, subject);
CREATE TABLE finding_event (
    id INTEGER PRIMARY KEY,
    finding INTEGER NOT NULL REFERENCES finding (id),
    what TEXT NOT NULL CHECK (what IN ('opened', 'closed', 'reopened', 'withdrawn')),
    run_id TEXT NOT NULL,
    day TEXT NOT NULL,
    severity TEXT NOT NULL,
    measured TEXT NOT NULL,
    sentence_zh TEXT NOT NULL,
    sentence_en TEXT NOT NULL,
    withdrawn_kind TEXT NOT NULL DEFAULT '',  -- of a turn 'withdrawn': by what, whom and why; else ""
    withdrawn_by TEXT NOT NULL DEFAULT '',
    withdrawn_why TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO finding_event
SELECT id, finding, what, run_id, day, severity, measured, sentence_zh, sentence_en, '', '', ''
FROM event_before;
DROP TABLE event_before;
CREATE UNIQUE INDEX finding_event_once ON finding_event (finding, run_id, what);

-- name: by_state_and_day
-- What stands, what ended last, and what turned on a night or a day, without reading every finding.
CREATE INDEX idx_finding_state ON finding (state, coalesce(closed, withdrawn), id);
CREATE INDEX idx_finding_event_run_id ON finding_event (run_id);
CREATE INDEX idx_finding_event_day ON finding_event (day, what);

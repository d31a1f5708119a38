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

-- name: reread_answers
-- Answers that a reread alone would change.
CREATE TABLE reread_answer (
    id INTEGER PRIMARY KEY,
    unit TEXT NOT NULL,
    rule TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    extractor TEXT NOT NULL,
    at TEXT NOT NULL,
    settled_run TEXT
) STRICT;
CREATE INDEX idx_reread_answer_unit_settled_run ON reread_answer (unit, settled_run);

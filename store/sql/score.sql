-- name: answers
-- Every answer of some nights: its spans that reach over :since to :until.
SELECT unit, rule, subject, answer, why, severity, kind, measured, threshold, first_day, last_day
FROM verdict
WHERE last_day >= :since AND first_day <= :until;

-- name: findings
-- The findings whose subject was a problem on one of these nights.
SELECT {columns}
FROM finding
WHERE id IN (
    SELECT finding.id
    FROM verdict
    JOIN finding ON finding.unit = verdict.unit AND finding.rule = verdict.rule
        AND finding.subject = verdict.subject
    WHERE verdict.answer = 'problem' AND last_day >= :since AND first_day <= :until
)
ORDER BY id;

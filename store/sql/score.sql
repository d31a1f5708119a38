-- name: answers
-- Every answer of some nights: its spans that reach over :since to :until.
SELECT unit, rule, subject, answer, coalesce(why, ''), coalesce(severity, ''), coalesce(kind, ''),
    coalesce(measured, ''), coalesce(threshold, ''), first_day, last_day
FROM verdict
WHERE last_day >= :since AND first_day <= :until;

-- name: turns
-- What happened, all the time, to the findings whose subject was a problem on one of these nights.
SELECT finding.id, finding.unit, finding.rule, finding.subject, clause, threshold_mark,
    finding.sentence_zh, finding.sentence_en, what, day, finding_event.measured,
    finding_event.sentence_zh, finding_event.sentence_en
FROM finding
JOIN finding_event ON finding_event.finding = finding.id
WHERE finding.id IN (
    SELECT found.id
    FROM verdict
    JOIN finding AS found ON found.unit = verdict.unit AND found.rule = verdict.rule
        AND found.subject = verdict.subject
    WHERE verdict.answer = 'problem' AND last_day >= :since AND first_day <= :until
)
ORDER BY finding.id, finding_event.id;

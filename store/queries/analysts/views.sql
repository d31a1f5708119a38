-- name: finding
-- Without what is held to be secret (涉密) today; so are the tables that speak of it.
SELECT * FROM main.finding
WHERE id NOT IN (SELECT value FROM json_each(secret_findings()));

-- name: finding_event
-- Turns of the findings that may be told.
SELECT * FROM main.finding_event
WHERE finding NOT IN (SELECT value FROM json_each(secret_findings()));

-- name: telling
-- Who was told of the findings that may be told.
SELECT * FROM main.telling
WHERE finding NOT IN (SELECT value FROM json_each(secret_findings()));

-- name: verdict
-- Without the answers that such a finding rests on.
SELECT * FROM main.verdict
WHERE (unit, rule, subject) NOT IN (
    SELECT unit, rule, subject FROM main.finding
    WHERE id IN (SELECT value FROM json_each(secret_findings())));

-- name: reread_answer
-- The same of what a new reader answers.
SELECT * FROM main.reread_answer
WHERE (unit, rule, subject) NOT IN (
    SELECT unit, rule, subject FROM main.finding
    WHERE id IN (SELECT value FROM json_each(secret_findings())));

-- name: message
-- Letters without what they say: that is between the office and whom they went to.
SELECT id, message_id, person, run_id, day, created_at, finished_at, superseded_at FROM main.message;

-- name: night_manifest
-- Without the manifest itself, which names every open finding.
SELECT run_id, sha256, reach, authority, stamped_at, tries FROM main.night_manifest;

-- name: seal
-- What left the house, without what names a secret finding.
SELECT * FROM main.seal
WHERE NOT EXISTS (SELECT 1 FROM json_each(secret_findings()) AS secret
    WHERE instr('; ' || about, '; ' || secret.value || ' ') > 0);

-- name: v_labels
-- What each code means, in both languages.
SELECT json_extract(value, '$[0]') AS what, json_extract(value, '$[1]') AS code,
    json_extract(value, '$[2]') AS zh, json_extract(value, '$[3]') AS en
FROM json_each(code_labels());

-- name: v_people
-- Who answers for which unit, and what is open there.
SELECT json_extract(value, '$.person') AS person, json_extract(value, '$.name') AS name,
    json_extract(value, '$.role') AS role, role.zh AS role_zh, role.en AS role_en,
    json_extract(value, '$.unit') AS unit, unit.name AS unit_name,
    (SELECT count(*) FROM finding
     WHERE finding.unit = unit.id AND finding.state = 'open') AS open_findings,
    '/units/' || unit.id AS console_page
FROM json_each(people_known())
LEFT JOIN unit ON unit.id = json_extract(value, '$.unit')
LEFT JOIN v_labels AS role
    ON role.what = 'person_role' AND role.code = json_extract(value, '$.role');

-- name: v_repairs
-- Every finding as it stands on its way to a repair: deadline, person, answer, decision.
SELECT f.id AS finding, f.unit, unit.name AS unit_name, unit.kind AS unit_kind,
    unit.parent AS superior, f.rule, rule.zh AS rule_zh, rule.en AS rule_en,
    f.severity, f.state, state.zh AS state_zh, state.en AS state_en,
    json_extract(said.value, '$.stage') AS stage, stage.zh AS stage_zh, stage.en AS stage_en,
    f.opened, json_extract(said.value, '$.told') AS told,
    json_extract(said.value, '$.due') AS due,
    json_extract(said.value, '$.is_running') AS is_due_running,
    json_extract(said.value, '$.overdue_days') AS overdue_days,
    json_extract(said.value, '$.person') AS person,
    json_extract(said.value, '$.answering') AS answering,
    json_extract(said.value, '$.acknowledged') AS acknowledged,
    json_extract(said.value, '$.acknowledged_by') AS acknowledged_by,
    json_extract(said.value, '$.answered') AS answered,
    json_extract(said.value, '$.decision') AS decision,
    json_extract(said.value, '$.decided') AS decided,
    json_extract(said.value, '$.is_waiting') AS is_waiting,
    json_extract(said.value, '$.is_extended') AS is_extended,
    json_extract(said.value, '$.escalated') AS escalated,
    json_extract(said.value, '$.came_back') AS came_back,
    f.closed, CAST(julianday(f.closed) - julianday(f.opened) AS INTEGER) AS days_to_repair,
    f.sentence_zh, f.sentence_en, '/findings/' || f.id AS console_page
FROM (SELECT DISTINCT unit AS id FROM finding) AS owner
JOIN json_each(repairs_of_unit(owner.id)) AS said
JOIN finding AS f ON f.id = json_extract(said.value, '$.finding')
LEFT JOIN unit ON unit.id = f.unit
LEFT JOIN v_labels AS rule ON rule.what = 'rule' AND rule.code = f.rule
LEFT JOIN v_labels AS state ON state.what = 'finding_state' AND state.code = f.state
LEFT JOIN v_labels AS stage
    ON stage.what = 'stage' AND stage.code = json_extract(said.value, '$.stage');

-- name: v_said
-- Every word that people entered on findings, in order; nothing of what was said of secrecy.
SELECT json_extract(said.value, '$.id') AS id, f.id AS finding, f.unit, unit.name AS unit_name,
    json_extract(said.value, '$.life') AS life, json_extract(said.value, '$.what') AS what,
    what.zh AS what_zh, what.en AS what_en, json_extract(said.value, '$.value') AS value,
    json_extract(said.value, '$.day') AS day, json_extract(said.value, '$.by_name') AS by_name,
    json_extract(said.value, '$.at') AS at, '/findings/' || f.id AS console_page
FROM (SELECT DISTINCT unit AS id FROM finding) AS owner
JOIN json_each(words_of_unit(owner.id)) AS said
JOIN finding AS f ON f.id = json_extract(said.value, '$.finding')
LEFT JOIN unit ON unit.id = f.unit
LEFT JOIN v_labels AS what
    ON what.what = 'desk_action' AND what.code = json_extract(said.value, '$.what');

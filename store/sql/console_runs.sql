-- name: nights
-- The runs that are asked for, each with the sums of its crawls, the newest first.
SELECT run.id, run.day, run.kind, run.state, run.started_at, run.finished_at, run.note,
    count(DISTINCT unit_run.unit), coalesce(sum(planned), 0), coalesce(sum(fetched), 0),
    coalesce(sum(failed), 0), coalesce(sum(skipped), 0), coalesce(sum(pending), 0),
    coalesce(sum(not_judged), 0)
FROM ({runs}) AS run
LEFT JOIN unit_run ON unit_run.run_id = run.id
GROUP BY run.id
ORDER BY run.started_at DESC, run.id DESC;

-- name: unit_nights
-- Every crawl of one run, with its single visits compressed.
SELECT unit_run.unit, coalesce(unit.name, unit_run.unit), unit_run.kind, state, stop_reason,
    started_at, ended_at, planned, fetched, failed, skipped, pending, not_judged, visited
FROM unit_run
LEFT JOIN unit ON unit.id = unit_run.unit
WHERE run_id = :run
ORDER BY unit_run.unit, unit_run.kind;

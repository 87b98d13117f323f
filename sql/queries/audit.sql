-- Who changed what and who looked at what: written in the transaction of the change or the look, sealed soon after, and
-- read by the clinic's admins.

--: Entry(patient_id?)

-- For changes that are not a step of an appointment, and for looks at things that are not a patient's.
--! note (patient_id?)
INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, patient_id)
VALUES (:clinic_id, :id, :now, :actor_role, :actor_id, :action, :entity_id, :entity_version, :patient_id);

-- A look at things of patients, a row for each.
--! note_looks (patient_ids[?])
INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, patient_id)
SELECT n.clinic_id, n.id, :now, :actor_role, :actor_id, :action, n.entity_id, n.entity_version, n.patient_id
FROM unnest(:clinic_ids::uuid[], :ids::uuid[], :entity_ids::uuid[], :entity_versions::int[], :patient_ids::uuid[])
    AS n (clinic_id, id, entity_id, entity_version, patient_id);

-- A clinic's log, newest first: so many rows are looked at, of those with ids between the two. Ids are made in the order of time.
--! entries (actor_id?, action?, from_at?, until_at?) : Entry
SELECT id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, patient_id
FROM (
    SELECT id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, patient_id
    FROM audit_log
    WHERE clinic_id = :clinic_id AND id < :before_id AND id >= :from_id
    ORDER BY id DESC LIMIT :looked_at
) AS l
WHERE (:actor_id::text IS NULL OR actor_id = :actor_id)
  AND (:action::text IS NULL OR action = :action)
  AND (:from_at::timestamptz IS NULL OR occurred_at >= :from_at)
  AND (:until_at::timestamptz IS NULL OR occurred_at < :until_at)
ORDER BY id DESC LIMIT :max;

-- The last row that the statement before has looked at, if there may be more.
--! last_looked_at
SELECT id FROM audit_log
WHERE clinic_id = :clinic_id AND id < :before_id AND id >= :from_id
ORDER BY id DESC OFFSET (:looked_at::bigint - 1) LIMIT 1;

-- What is about one patient has an index of its own. (Several records: those that were merged into it.)
--! entries_of_patient (actor_id?, action?, from_at?, until_at?) : Entry
SELECT id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, patient_id
FROM audit_log
WHERE clinic_id = :clinic_id AND patient_id = ANY (:patient_ids::uuid[]) AND id < :before_id AND id >= :from_id
  AND (:actor_id::text IS NULL OR actor_id = :actor_id)
  AND (:action::text IS NULL OR action = :action)
  AND (:from_at::timestamptz IS NULL OR occurred_at >= :from_at)
  AND (:until_at::timestamptz IS NULL OR occurred_at < :until_at)
ORDER BY id DESC LIMIT :max;

-- The newest seal of a clinic: whoever keeps a copy of its hash can show later that nothing before it was changed.
--! newest_seal
SELECT seq, sealed_at, hash FROM audit_seals WHERE clinic_id = :clinic_id ORDER BY seq DESC LIMIT 1;

-- Until the transaction ends; false while another process seals.
--! try_lock_sealing
SELECT pg_try_advisory_xact_lock(hashtextextended('holdfast audit sealing', 0)) AS locked;

-- Whether the database is a copy in a cluster that counts transactions anew: then nothing that was seen says anything.
--! was_restored
SELECT pg_snapshot_xmax(seen) > pg_snapshot_xmax(pg_current_snapshot()) AS restored FROM audit_sealing;

-- In such a copy the rows' transactions are those of another cluster: what is sealed counts as long past, and the rest as
-- written now.
--! count_anew
WITH sealed AS MATERIALIZED (
    SELECT s.clinic_id, r.id FROM audit_seals s CROSS JOIN LATERAL unnest(s.row_ids) AS r (id)
)
UPDATE audit_log l
SET xid = CASE WHEN s.id IS NULL THEN pg_current_xact_id()::text::bigint ELSE 3 END
FROM audit_log o LEFT JOIN sealed s ON s.clinic_id = o.clinic_id AND s.id = o.id
WHERE l.clinic_id = o.clinic_id AND l.id = o.id;

-- Seals what this transaction sees and no sealing before it saw: one seal for each clinic. Needs one snapshot for
-- everything (REPEATABLE READ). How a row is hashed is said once more in check.sql, which trusts nothing of this.
--! seal_new
WITH new AS (
    SELECT l.clinic_id, l.id,
           sha256(convert_to(jsonb_build_array(
               l.clinic_id, l.id, (extract(epoch FROM l.occurred_at) * 1000000)::bigint, l.actor_role, l.actor_id, l.action,
               l.entity_id, l.entity_version, l.from_status, l.to_status, l.patient_id)::text, 'UTF8')) AS hash
    FROM audit_log l
    WHERE l.xid >= (SELECT pg_snapshot_xmin(seen)::text::bigint FROM audit_sealing)
      AND NOT pg_visible_in_snapshot(l.xid::text::xid8, (SELECT seen FROM audit_sealing))
),
links AS (
    SELECT n.clinic_id, array_agg(n.id ORDER BY n.id) AS row_ids, string_agg(n.hash, ''::bytea ORDER BY n.id) AS hashes
    FROM new n GROUP BY n.clinic_id
)
INSERT INTO audit_seals (clinic_id, seq, sealed_at, row_ids, hash)
SELECT l.clinic_id, coalesce(before.seq, 0) + 1, :now, l.row_ids,
       sha256(coalesce(before.hash, '') || convert_to((coalesce(before.seq, 0) + 1)::text, 'UTF8') || l.hashes)
FROM links l
LEFT JOIN LATERAL (
    SELECT s.seq, s.hash FROM audit_seals s WHERE s.clinic_id = l.clinic_id ORDER BY s.seq DESC LIMIT 1
) before ON true;

--! set_seen
UPDATE audit_sealing SET seen = pg_current_snapshot();

-- How much is not sealed yet, and how old the oldest of it is.
--! unsealed
SELECT count(*) AS rows, coalesce(extract(epoch FROM :now::timestamptz - min(l.occurred_at)), 0)::float8 AS oldest_secs
FROM audit_log l
WHERE l.xid >= (SELECT pg_snapshot_xmin(seen)::text::bigint FROM audit_sealing)
  AND NOT pg_visible_in_snapshot(l.xid::text::xid8, (SELECT seen FROM audit_sealing));

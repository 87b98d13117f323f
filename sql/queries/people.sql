-- Search for people: which doctors, each one's soonest free times, free times by day. docs/decisions/0037 says what each may cost.
--
-- Two ways to the soonest of each doctor. Of few doctors: one look into open_slots_by_doctor for each doctor and kind. Of many: the
-- walk of `availability.sql` in the order of time, which meets other doctors soon. `kinds` are those that were asked for.
-- What offers name as specialization is a group of them (docs/decisions/0045).
-- `types` has the bits of the visit types that are asked for, all of them without a wish; `notice` is theirs, if they have one.
-- `has_account`: for a patient with an account, whose notice may be another one.
-- Staff of the clinic may book what is inside its notice, and what has begun but not ended (`bookable`), as in `availability.sql`.

--: SoonestTime()
--: KindSlot()
--: Met(doctor_id?)

-- Doctors: of a clinic, of a specialization, of both, or all. At most so many.
--! doctors_in_question (specialization?, clinic_id?)
SELECT d.id FROM (
    SELECT ofc.id FROM doctors ofc
    WHERE :clinic_id::uuid IS NOT NULL AND ofc.clinic_id = :clinic_id
      AND (:specialization::text IS NULL
           OR ofc.specialization_id = ANY (ARRAY(SELECT g FROM groups_of(:specialization) g)))
    UNION ALL
    SELECT ofs.id FROM doctors ofs
    WHERE :clinic_id::uuid IS NULL AND :specialization::text IS NOT NULL
      AND ofs.specialization_id = ANY (ARRAY(SELECT g FROM groups_of(:specialization) g))
    UNION ALL
    SELECT every.id FROM doctors every
    WHERE :clinic_id::uuid IS NULL AND :specialization::text IS NULL
) d
LIMIT :max;

-- The soonest times of these doctors, who come in the order of their first one after the cursor. At most `max` doctors.
--! soonest_of_doctors (notice?) : SoonestTime
SELECT d.id AS doctor_id, d.name, d.specialization, c.id AS clinic_id, c.name AS clinic_name, c.address, c.phone, c.time_zone,
       found.starts_at AS first_at, found.slot_id AS first_id,
       s.id, s.starts_at, s.ends_at, s.mode, s.version,
       visit_types_served(s.clinic_id, s.serves & CASE WHEN :bookable THEN -1 ELSE ~c.desk_types END) AS visit_types
FROM (
    SELECT w.id, first.starts_at, first.slot_id, offered.from_at, offered.until_at, offered.types
    FROM doctors w
    JOIN clinics wc ON wc.id = w.clinic_id
    CROSS JOIN LATERAL (
        SELECT greatest(:from_at::timestamptz,
                        CASE WHEN :bookable::bool THEN :now::timestamptz - interval '1 day'
                             ELSE :now::timestamptz
                                  + make_interval(mins => coalesce(:notice::int, notice_for(:has_account, wc.min_notice_minutes,
                                                                                            wc.account_notice_minutes))) END)
               AS from_at,
               CASE WHEN NOT :bookable THEN coalesce(horizon_of(wc.horizon_days, wc.time_zone, :now), 'infinity')
                    ELSE 'infinity' END AS until_at,
               :types::bigint & CASE WHEN :bookable THEN -1 ELSE ~wc.desk_types END AS types
    ) offered
    CROSS JOIN LATERAL (
        SELECT head.starts_at, head.slot_id
        FROM unnest(:kinds::int[]) AS k (kind)
        CROSS JOIN LATERAL (
            SELECT o.starts_at, o.slot_id FROM open_slots o
            WHERE o.doctor_id = w.id AND o.kind = k.kind
              AND (o.starts_at, o.slot_id) > (:after_at::timestamptz, :after_id::uuid)
              AND o.starts_at >= offered.from_at AND o.starts_at < offered.until_at AND o.serves & offered.types <> 0
              AND (o.starts_at > :now
                   OR :bookable AND EXISTS (SELECT FROM slots os WHERE os.clinic_id = o.clinic_id AND os.id = o.slot_id
                                                                   AND os.ends_at > :now))
            ORDER BY o.starts_at, o.slot_id
            LIMIT 1
        ) head
        ORDER BY head.starts_at, head.slot_id
        LIMIT 1
    ) first
    WHERE w.id = ANY (:doctor_ids::uuid[])
    ORDER BY first.starts_at, first.slot_id
    LIMIT :max
) found
JOIN doctors d ON d.id = found.id
JOIN clinics c ON c.id = d.clinic_id
CROSS JOIN LATERAL (
    SELECT next.slot_id
    FROM unnest(:kinds::int[]) AS k (kind)
    CROSS JOIN LATERAL (
        SELECT o.starts_at, o.slot_id FROM open_slots o
        WHERE o.doctor_id = found.id AND o.kind = k.kind AND o.starts_at >= found.from_at AND o.starts_at < found.until_at
          AND o.serves & found.types <> 0
          AND (o.starts_at > :now
               OR :bookable AND EXISTS (SELECT FROM slots os WHERE os.clinic_id = o.clinic_id AND os.id = o.slot_id
                                                               AND os.ends_at > :now))
        ORDER BY o.starts_at, o.slot_id
        LIMIT :times
    ) next
    ORDER BY next.starts_at, next.slot_id
    LIMIT :times
) time
JOIN slots s ON s.clinic_id = d.clinic_id AND s.id = time.slot_id
ORDER BY found.starts_at, found.slot_id, s.starts_at, s.id;

-- The walks in the order of time: doctors who were not shown yet, by the first slot of each that is met. Each group (a
-- specialization; with filters a specialization, zone and kind) is walked for its share of `rows`. What lies behind the first group's
-- end is left out, since that group was not looked at there. Fewer doctors than `max` are all there are, unless the walk was `cut`.
-- One row at least, which may have no doctor.

-- Of all kinds, on the whole platform or in one specialization.
--! walk_specializations (specialization?) : Met
WITH asked AS MATERIALIZED (
    SELECT p.id FROM specializations p WHERE :specialization::text IS NULL OR p.id IN (SELECT g FROM groups_of(:specialization) g)
),
share AS MATERIALIZED (SELECT greatest(:max::bigint, :rows::bigint / greatest(count(*), 1)) AS rows FROM asked),
walked AS MATERIALIZED (
    SELECT met.*
    FROM asked
    CROSS JOIN LATERAL (
        SELECT o.doctor_id, o.starts_at, o.slot_id, row_number() OVER (ORDER BY o.starts_at, o.slot_id) AS place
        FROM open_slots o JOIN clinics oc ON oc.id = o.clinic_id
        WHERE o.specialization_id = asked.id
          AND (o.starts_at, o.slot_id) > (:after_at::timestamptz, :after_id::uuid)
          AND o.starts_at >= :from_at AND o.starts_at > :now
          AND is_offered(o.starts_at, :now, notice_for(:has_account, oc.min_notice_minutes, oc.account_notice_minutes),
                         oc.horizon_days, oc.time_zone)
          AND o.serves & ~oc.desk_types <> 0
        ORDER BY o.starts_at, o.slot_id
        LIMIT (SELECT rows FROM share)
    ) met
),
reached AS MATERIALIZED (
    SELECT w.starts_at, w.slot_id FROM walked w WHERE w.place = (SELECT rows FROM share) ORDER BY w.starts_at, w.slot_id LIMIT 1
)
SELECT met.doctor_id, EXISTS (SELECT FROM reached) AS cut
FROM (SELECT) always
LEFT JOIN (
    SELECT first.doctor_id FROM (
        SELECT DISTINCT ON (w.doctor_id) w.doctor_id, w.starts_at, w.slot_id FROM walked w
        WHERE NOT right(w.doctor_id::text, 12) = ANY (:shown::text[])
        ORDER BY w.doctor_id, w.starts_at, w.slot_id
    ) first
    WHERE NOT EXISTS (SELECT FROM reached r WHERE (r.starts_at, r.slot_id) < (first.starts_at, first.slot_id))
    ORDER BY first.starts_at, first.slot_id
    LIMIT :max
) met ON true;

-- The same of some kinds.
--! walk_kinds (specialization?) : Met
WITH RECURSIVE offered (specialization_id, time_zone) AS (
    SELECT p.id, (SELECT o.time_zone FROM open_slots o WHERE o.specialization_id = p.id ORDER BY o.time_zone LIMIT 1)
    FROM specializations p WHERE :specialization::text IS NULL OR p.id IN (SELECT g FROM groups_of(:specialization) g)
    UNION ALL
    SELECT z.specialization_id, (SELECT o.time_zone FROM open_slots o
                                 WHERE o.specialization_id = z.specialization_id AND o.time_zone > z.time_zone
                                 ORDER BY o.time_zone LIMIT 1)
    FROM offered z WHERE z.time_zone IS NOT NULL
),
asked AS MATERIALIZED (
    SELECT z.specialization_id, z.time_zone, k.kind
    FROM offered z CROSS JOIN unnest(:kinds::int[]) AS k (kind) WHERE z.time_zone IS NOT NULL
),
share AS MATERIALIZED (SELECT greatest(:max::bigint, :rows::bigint / greatest(count(*), 1)) AS rows FROM asked),
walked AS MATERIALIZED (
    SELECT met.*
    FROM asked
    CROSS JOIN LATERAL (
        SELECT o.doctor_id, o.starts_at, o.slot_id, row_number() OVER (ORDER BY o.starts_at, o.slot_id) AS place
        FROM open_slots o JOIN clinics oc ON oc.id = o.clinic_id
        WHERE o.specialization_id = asked.specialization_id AND o.time_zone = asked.time_zone AND o.kind = asked.kind
          AND (o.starts_at, o.slot_id) > (:after_at::timestamptz, :after_id::uuid)
          AND o.starts_at >= :from_at AND o.starts_at > :now
          AND is_offered(o.starts_at, :now, notice_for(:has_account, oc.min_notice_minutes, oc.account_notice_minutes),
                         oc.horizon_days, oc.time_zone)
          AND o.serves & ~oc.desk_types <> 0
        ORDER BY o.starts_at, o.slot_id
        LIMIT (SELECT rows FROM share)
    ) met
),
reached AS MATERIALIZED (
    SELECT w.starts_at, w.slot_id FROM walked w WHERE w.place = (SELECT rows FROM share) ORDER BY w.starts_at, w.slot_id LIMIT 1
)
SELECT met.doctor_id, EXISTS (SELECT FROM reached) AS cut
FROM (SELECT) always
LEFT JOIN (
    SELECT first.doctor_id FROM (
        SELECT DISTINCT ON (w.doctor_id) w.doctor_id, w.starts_at, w.slot_id FROM walked w
        WHERE NOT right(w.doctor_id::text, 12) = ANY (:shown::text[])
        ORDER BY w.doctor_id, w.starts_at, w.slot_id
    ) first
    WHERE NOT EXISTS (SELECT FROM reached r WHERE (r.starts_at, r.slot_id) < (first.starts_at, first.slot_id))
    ORDER BY first.starts_at, first.slot_id
    LIMIT :max
) met ON true;

-- Of all kinds, at a clinic. Offers of other specializations are read and left out.
--! walk_clinic (specialization?) : Met
WITH walked AS MATERIALIZED (
    SELECT o.doctor_id, o.specialization_id, o.starts_at, o.slot_id, row_number() OVER (ORDER BY o.starts_at, o.slot_id) AS place
    FROM open_slots o
    WHERE o.clinic_id = :clinic_id
      AND (o.starts_at, o.slot_id) > (:after_at::timestamptz, :after_id::uuid)
      AND o.starts_at >= :from_at AND o.starts_at > :now
      AND o.starts_at >= (SELECT :now::timestamptz + make_interval(mins => notice_for(:has_account, oc.min_notice_minutes,
                                                                                      oc.account_notice_minutes))
                          FROM clinics oc WHERE oc.id = :clinic_id)
      AND o.starts_at < (SELECT coalesce(horizon_of(oc.horizon_days, oc.time_zone, :now), 'infinity')
                         FROM clinics oc WHERE oc.id = :clinic_id)
      AND o.serves & ~(SELECT oc.desk_types FROM clinics oc WHERE oc.id = :clinic_id) <> 0
    ORDER BY o.starts_at, o.slot_id
    LIMIT :rows
),
reached AS MATERIALIZED (
    SELECT w.starts_at, w.slot_id FROM walked w WHERE w.place = :rows ORDER BY w.starts_at, w.slot_id LIMIT 1
)
SELECT met.doctor_id, EXISTS (SELECT FROM reached) AS cut
FROM (SELECT) always
LEFT JOIN (
    SELECT first.doctor_id FROM (
        SELECT DISTINCT ON (w.doctor_id) w.doctor_id, w.starts_at, w.slot_id FROM walked w
        WHERE (:specialization::text IS NULL
               OR w.specialization_id = ANY (ARRAY(SELECT g FROM groups_of(:specialization) g)))
          AND NOT right(w.doctor_id::text, 12) = ANY (:shown::text[])
        ORDER BY w.doctor_id, w.starts_at, w.slot_id
    ) first
    WHERE NOT EXISTS (SELECT FROM reached r WHERE (r.starts_at, r.slot_id) < (first.starts_at, first.slot_id))
    ORDER BY first.starts_at, first.slot_id
    LIMIT :max
) met ON true;

-- Free slots of these doctors, who share a clinic, by day: up to `max` of each day. Days are stretches of time, cut off where slots
-- are not offered any longer.
--! free_days_of_doctors
WITH near AS MATERIALIZED (
    -- who has any of a kind in all these days, so that nobody is looked at for each of them in vain
    SELECT w.id, k.kind
    FROM unnest(:doctor_ids::uuid[]) AS w (id)
    CROSS JOIN unnest(:kinds::int[]) AS k (kind)
    CROSS JOIN LATERAL (
        SELECT FROM open_slots o
        WHERE o.doctor_id = w.id AND o.kind = k.kind AND o.serves & :types::bigint <> 0
          AND o.starts_at >= (SELECT min(d) FROM unnest(:from_at::timestamptz[]) AS d)
          AND o.starts_at < (SELECT max(d) FROM unnest(:until_at::timestamptz[]) AS d)
        LIMIT 1
    ) some_slot
)
SELECT day.number, (
    SELECT count(*) FROM (
        SELECT FROM near
        CROSS JOIN LATERAL (
            SELECT FROM open_slots o
            WHERE o.doctor_id = near.id AND o.kind = near.kind AND o.serves & :types <> 0
              AND o.starts_at >= day.from_at AND o.starts_at < day.until_at
              AND (o.starts_at > :now
                   OR :bookable::bool AND EXISTS (SELECT FROM slots os WHERE os.clinic_id = o.clinic_id AND os.id = o.slot_id
                                                                         AND os.ends_at > :now))
            -- kept apart by this, a look into the index for each doctor and kind, and no join of all
            LIMIT :max
        ) of_kind
        LIMIT :max
    ) counted
) AS free
FROM unnest(:days::int[], :from_at::timestamptz[], :until_at::timestamptz[]) AS day (number, from_at, until_at)
ORDER BY day.number;

-- The first free slot of these doctors from then on.
--! first_of_doctors
SELECT head.starts_at
FROM unnest(:doctor_ids::uuid[]) AS w (id)
CROSS JOIN unnest(:kinds::int[]) AS k (kind)
CROSS JOIN LATERAL (
    SELECT o.starts_at FROM open_slots o
    WHERE o.doctor_id = w.id AND o.kind = k.kind AND o.serves & :types::bigint <> 0 AND o.starts_at >= :from_at
      AND (o.starts_at > :now
           OR :bookable::bool AND EXISTS (SELECT FROM slots os WHERE os.clinic_id = o.clinic_id AND os.id = o.slot_id
                                                                 AND os.ends_at > :now))
    ORDER BY o.starts_at, o.slot_id
    LIMIT 1
) head
ORDER BY head.starts_at
LIMIT 1;

-- The zones in which a specialization has free slots, in order.
--! zones_of_specialization
WITH RECURSIVE asked AS (
    SELECT g AS id FROM groups_of(:specialization) g
),
offered (id, time_zone) AS (
    SELECT asked.id, (SELECT o.time_zone FROM open_slots o WHERE o.specialization_id = asked.id ORDER BY o.time_zone LIMIT 1)
    FROM asked
    UNION ALL
    SELECT z.id, (SELECT o.time_zone FROM open_slots o
                  WHERE o.specialization_id = z.id AND o.time_zone > z.time_zone
                  ORDER BY o.time_zone LIMIT 1)
    FROM offered z WHERE z.time_zone IS NOT NULL
)
SELECT DISTINCT z.time_zone FROM offered z WHERE z.time_zone IS NOT NULL ORDER BY z.time_zone LIMIT :max;

-- Free slots of a specialization by day: up to `max` of each day. A day is another stretch of time in each zone.
--! free_days_of_specialization
SELECT day.number, (
    SELECT count(*) FROM (
        SELECT FROM unnest(:days::int[], :zones::text[], :from_at::timestamptz[], :until_at::timestamptz[])
            AS part (number, time_zone, from_at, until_at)
        CROSS JOIN groups_of(:specialization) AS p (id)
        CROSS JOIN unnest(:kinds::int[]) AS k (kind)
        CROSS JOIN LATERAL (
            SELECT FROM open_slots o JOIN clinics oc ON oc.id = o.clinic_id
            WHERE o.specialization_id = p.id
              AND o.time_zone = part.time_zone AND o.kind = k.kind
              AND o.starts_at >= part.from_at AND o.starts_at < part.until_at
              AND o.starts_at > :now
              AND is_offered(o.starts_at, :now, notice_for(:has_account, oc.min_notice_minutes, oc.account_notice_minutes),
                             oc.horizon_days, oc.time_zone)
              AND o.serves & ~oc.desk_types <> 0
            LIMIT :max
        ) of_kind
        WHERE part.number = day.number
        LIMIT :max
    ) counted
) AS free
FROM (SELECT DISTINCT d.number FROM unnest(:days::int[]) AS d (number)) day
ORDER BY day.number;

-- The first free slot of a specialization in each zone, from an instant of each on.
--! first_of_specialization
SELECT zone.time_zone, head.starts_at
FROM unnest(:zones::text[], :from_at::timestamptz[]) AS zone (time_zone, from_at)
CROSS JOIN LATERAL (
    SELECT kinds.starts_at
    FROM groups_of(:specialization) AS p (id)
    CROSS JOIN unnest(:kinds::int[]) AS k (kind)
    CROSS JOIN LATERAL (
        SELECT o.starts_at FROM open_slots o JOIN clinics oc ON oc.id = o.clinic_id
        WHERE o.specialization_id = p.id
          AND o.time_zone = zone.time_zone AND o.kind = k.kind
          AND o.starts_at >= zone.from_at AND o.starts_at > :now
          AND is_offered(o.starts_at, :now, notice_for(:has_account, oc.min_notice_minutes, oc.account_notice_minutes),
                         oc.horizon_days, oc.time_zone)
          AND o.serves & ~oc.desk_types <> 0
        ORDER BY o.starts_at, o.slot_id
        LIMIT 1
    ) kinds
    ORDER BY kinds.starts_at
    LIMIT 1
) head;

-- What a clinic offers to patients: by which clocks, how long before, and until when.
--! clinic_offers : (horizon_days?, offered_until?)
SELECT time_zone, notice_for(:has_account, min_notice_minutes, account_notice_minutes) AS notice_minutes, horizon_days,
       horizon_of(horizon_days, time_zone, :now) AS offered_until, desk_types
FROM clinics WHERE id = :clinic_id;

-- A visit type that is booked still.
--! visit_type : (mode?, min_notice_minutes?)
SELECT v.clinic_id, v.bit, v.mode, v.booked_by, v.min_notice_minutes FROM visit_types v WHERE v.id = :id AND v.retired_at IS NULL;

-- A doctor's clinic.
--! clinic_of_doctor
SELECT clinic_id FROM doctors WHERE id = :doctor_id;

-- Specializations that some doctor has, by name, and how many have them: up to `most`.
--! specializations_in_use
SELECT p.id, p.name,
       (SELECT count(*) FROM (SELECT FROM specialization_groups g JOIN doctors d ON d.specialization_id = g.group_id
                              WHERE g.specialization_id = p.id LIMIT :most) n) AS doctors
FROM specializations p
WHERE p.name > coalesce((SELECT o.name FROM specializations o WHERE o.id = :after_id::int), '')
  AND NOT p.is_group
  AND EXISTS (SELECT FROM specialization_groups g JOIN doctors d ON d.specialization_id = g.group_id
              WHERE g.specialization_id = p.id)
ORDER BY p.name
LIMIT :max;

-- The search of slots with wishes: groups of one kind each, walked in the order of time, for their share of `rows` at least. Where a
-- group was cut off the page ends (`cut`), and the next one goes on there: so a page may be short, and is never empty before the end.

-- Of these doctors.
--! search_kinds_of_doctors (notice?) : KindSlot
WITH share AS MATERIALIZED (
    SELECT least(:max::bigint, greatest(1, :rows::bigint / greatest(1, cardinality(:doctor_ids::uuid[]) * cardinality(:kinds::int[])))) AS rows
),
walked AS MATERIALIZED (
    SELECT met.*
    FROM doctors w
    JOIN clinics wc ON wc.id = w.clinic_id
    CROSS JOIN unnest(:kinds::int[]) AS k (kind)
    CROSS JOIN LATERAL (
        SELECT o.clinic_id, o.starts_at, o.slot_id, row_number() OVER (ORDER BY o.starts_at, o.slot_id) AS place
        FROM open_slots o
        WHERE o.doctor_id = w.id AND o.kind = k.kind
          AND (o.starts_at, o.slot_id) > (:after_at::timestamptz, :after_id::uuid)
          AND o.starts_at < least(:until_at::timestamptz,
                                  CASE WHEN NOT :bookable::bool THEN horizon_of(wc.horizon_days, wc.time_zone, :now) END)
          AND o.starts_at >= greatest(:from_at::timestamptz,
                                      CASE WHEN :bookable THEN :now::timestamptz - interval '1 day'
                                           ELSE :now::timestamptz
                                                + make_interval(mins => coalesce(:notice::int, notice_for(:has_account, wc.min_notice_minutes,
                                                                                                          wc.account_notice_minutes))) END)
          AND o.serves & :types::bigint & CASE WHEN :bookable THEN -1 ELSE ~wc.desk_types END <> 0
          AND (o.starts_at > :now
               OR :bookable AND EXISTS (SELECT FROM slots os WHERE os.clinic_id = o.clinic_id AND os.id = o.slot_id
                                                               AND os.ends_at > :now))
        ORDER BY o.starts_at, o.slot_id
        LIMIT (SELECT rows FROM share)
    ) met
    WHERE w.id = ANY (:doctor_ids::uuid[])
),
reached AS MATERIALIZED (
    SELECT w.starts_at, w.slot_id FROM walked w, share WHERE w.place = share.rows ORDER BY w.starts_at, w.slot_id LIMIT 1
)
SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.version, c.time_zone,
       visit_types_served(s.clinic_id, s.serves & CASE WHEN :bookable THEN -1 ELSE ~c.desk_types END) AS visit_types, EXISTS (SELECT FROM reached) AS cut
FROM (
    SELECT w.clinic_id, w.starts_at, w.slot_id FROM walked w
    WHERE NOT EXISTS (SELECT FROM reached r WHERE (r.starts_at, r.slot_id) < (w.starts_at, w.slot_id))
    ORDER BY w.starts_at, w.slot_id
    LIMIT :max
) found
JOIN clinics c ON c.id = found.clinic_id
JOIN slots s ON s.clinic_id = found.clinic_id AND s.id = found.slot_id
ORDER BY found.starts_at, found.slot_id;

-- Of the whole platform, or of one specialization.
--! search_kinds (specialization?) : KindSlot
WITH RECURSIVE offered (specialization_id, time_zone) AS (
    SELECT p.id, (SELECT o.time_zone FROM open_slots o WHERE o.specialization_id = p.id ORDER BY o.time_zone LIMIT 1)
    FROM specializations p WHERE :specialization::text IS NULL OR p.id IN (SELECT g FROM groups_of(:specialization) g)
    UNION ALL
    SELECT z.specialization_id, (SELECT o.time_zone FROM open_slots o
                                 WHERE o.specialization_id = z.specialization_id AND o.time_zone > z.time_zone
                                 ORDER BY o.time_zone LIMIT 1)
    FROM offered z WHERE z.time_zone IS NOT NULL
),
asked AS MATERIALIZED (
    SELECT z.specialization_id, z.time_zone, k.kind
    FROM offered z CROSS JOIN unnest(:kinds::int[]) AS k (kind) WHERE z.time_zone IS NOT NULL
),
share AS MATERIALIZED (
    SELECT least(:max::bigint, greatest(1, :rows::bigint / greatest(1, count(*)))) AS rows FROM asked
),
walked AS MATERIALIZED (
    SELECT met.*
    FROM asked
    CROSS JOIN LATERAL (
        SELECT o.clinic_id, o.starts_at, o.slot_id, row_number() OVER (ORDER BY o.starts_at, o.slot_id) AS place
        FROM open_slots o JOIN clinics oc ON oc.id = o.clinic_id
        WHERE o.specialization_id = asked.specialization_id AND o.time_zone = asked.time_zone AND o.kind = asked.kind
          AND (o.starts_at, o.slot_id) > (:after_at::timestamptz, :after_id::uuid)
          AND o.starts_at >= :from_at AND o.starts_at < :until_at AND o.starts_at > :now
          AND is_offered(o.starts_at, :now, notice_for(:has_account, oc.min_notice_minutes, oc.account_notice_minutes),
                         oc.horizon_days, oc.time_zone)
          AND o.serves & ~oc.desk_types <> 0
        ORDER BY o.starts_at, o.slot_id
        LIMIT (SELECT rows FROM share)
    ) met
),
reached AS MATERIALIZED (
    SELECT w.starts_at, w.slot_id FROM walked w, share WHERE w.place = share.rows ORDER BY w.starts_at, w.slot_id LIMIT 1
)
SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.version, c.time_zone,
       visit_types_served(s.clinic_id, s.serves & ~c.desk_types) AS visit_types, EXISTS (SELECT FROM reached) AS cut
FROM (
    SELECT w.clinic_id, w.starts_at, w.slot_id FROM walked w
    WHERE NOT EXISTS (SELECT FROM reached r WHERE (r.starts_at, r.slot_id) < (w.starts_at, w.slot_id))
    ORDER BY w.starts_at, w.slot_id
    LIMIT :max
) found
JOIN clinics c ON c.id = found.clinic_id
JOIN slots s ON s.clinic_id = found.clinic_id AND s.id = found.slot_id
ORDER BY found.starts_at, found.slot_id;

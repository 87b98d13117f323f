-- The availability service's statements: templates, time off, slots, search.

--: ScheduledDoctor(slots_until?, slots_made_on?, slots_zone_rules?, inactive_from?)
--: DoctorSlot(kept_until?)
--: FreeSlot(kept_until?)

-- A doctor under lock: whoever changes hours or makes slots of one doctor does so alone. The clinic's row is locked too, so that the
-- zone is the one that holds once the lock is there.
--! lock_doctor : ScheduledDoctor
SELECT d.clinic_id, d.id, d.specialization || d.further_specializations AS specializations, d.slots_until, d.slots_made_on,
       d.slots_zone_rules, d.inactive_from, c.time_zone
FROM doctors d JOIN clinics c ON c.id = d.clinic_id
WHERE d.id = :id
FOR NO KEY UPDATE OF d FOR SHARE OF c;

--! find_doctor : ScheduledDoctor
SELECT d.clinic_id, d.id, d.specialization || d.further_specializations AS specializations, d.slots_until, d.slots_made_on,
       d.slots_zone_rules, d.inactive_from, c.time_zone
FROM doctors d JOIN clinics c ON c.id = d.clinic_id
WHERE d.id = :id;

-- All doctors of a clinic under lock, one after the other as everybody locks them.
--! lock_doctors_of_clinic : ScheduledDoctor
SELECT d.clinic_id, d.id, d.specialization || d.further_specializations AS specializations, d.slots_until, d.slots_made_on,
       d.slots_zone_rules, d.inactive_from, c.time_zone
FROM doctors d JOIN clinics c ON c.id = d.clinic_id
WHERE d.clinic_id = :clinic_id
ORDER BY d.id
FOR NO KEY UPDATE OF d FOR SHARE OF c;

--! doctors_of_clinic : ScheduledDoctor
SELECT d.clinic_id, d.id, d.specialization || d.further_specializations AS specializations, d.slots_until, d.slots_made_on,
       d.slots_zone_rules, d.inactive_from, c.time_zone
FROM doctors d JOIN clinics c ON c.id = d.clinic_id
WHERE d.clinic_id = :clinic_id
ORDER BY d.id;

--! set_inactive_from (inactive_from?)
UPDATE doctors SET inactive_from = :inactive_from, version = version + 1 WHERE clinic_id = :clinic_id AND id = :id
RETURNING version;

-- From a day on, which no template tells: closures of the clinic, and the openings and last days of some of its doctors.
--! closures_from : (starts_at?, ends_at?)
SELECT date, starts_at, ends_at FROM closures WHERE clinic_id = :clinic_id AND last_date >= :from_date;

--! closed_for_good_from : (closed_from?)
SELECT closed_from FROM clinics WHERE id = :clinic_id;

--! set_closed_from (closed_from?)
UPDATE clinics SET closed_from = :closed_from, version = version + 1 WHERE id = :clinic_id RETURNING version;

-- Another time zone for a clinic. Nobody else changes the clinic meanwhile.
--! lock_clinic_zone
SELECT time_zone FROM clinics WHERE id = :clinic_id FOR NO KEY UPDATE;

--! set_zone
UPDATE clinics SET time_zone = :time_zone, version = version + 1 WHERE id = :clinic_id RETURNING version;

-- The days that stretches of time touch, by other clocks.
--! date_closed_times_anew
UPDATE closures
SET date = (starts_at AT TIME ZONE :time_zone::text)::date,
    last_date = greatest((starts_at AT TIME ZONE :time_zone)::date, ((ends_at - interval '1 microsecond') AT TIME ZONE :time_zone)::date)
WHERE clinic_id = :clinic_id AND ends_at > :now;

-- What is offered, by other clocks.
--! offer_by_zone
UPDATE open_slots o SET time_zone = :time_zone, kind = offer_kind(s.mode, s.starts_at, :time_zone)
FROM slots s
WHERE o.clinic_id = :clinic_id AND s.clinic_id = o.clinic_id AND s.id = o.slot_id;

-- Whose wall-clock times change with the clinic's zone.
--! coming_appointments
SELECT a.id, a.doctor_id, a.starts_at FROM appointments a
WHERE a.clinic_id = :clinic_id AND a.status IN ('pending', 'confirmed') AND a.starts_at > :now
ORDER BY a.starts_at, a.id;

--! openings_of_doctors
SELECT doctor_id, id, hours FROM openings
WHERE clinic_id = :clinic_id AND doctor_id = ANY (:doctor_ids) AND date >= :from_date
ORDER BY doctor_id, date, id;

--! last_days_of_doctors
SELECT id, inactive_from FROM doctors
WHERE clinic_id = :clinic_id AND id = ANY (:doctor_ids) AND inactive_from IS NOT NULL;

-- Of these days the ones that were not closed yet.
--! insert_closures
INSERT INTO closures (clinic_id, id, date, last_date, reason, created_at)
SELECT :clinic_id, n.id, n.date, n.date, n.reason, :now
FROM unnest(:ids::uuid[], :dates::date[], :reasons::text[]) AS n (id, date, reason)
ON CONFLICT (clinic_id, date) WHERE starts_at IS NULL DO NOTHING
RETURNING id, date, reason;

--! insert_closed_time
INSERT INTO closures (clinic_id, id, date, last_date, starts_at, ends_at, reason, created_at)
VALUES (:clinic_id, :id, :date, :last_date, :starts_at, :ends_at, :reason, :now);

--! count_closures
SELECT count(*) FROM closures WHERE clinic_id = :clinic_id AND last_date >= :from_date;

--! list_closures : (starts_at?, ends_at?)
SELECT id, date, starts_at, ends_at, reason FROM closures
WHERE clinic_id = :clinic_id AND last_date >= :from_date
  AND (date > :after_date OR date = :after_date AND id > :after_id)
ORDER BY date, id LIMIT :max;

--! delete_closure
DELETE FROM closures WHERE clinic_id = :clinic_id AND id = :id RETURNING date, last_date;

--! insert_openings
INSERT INTO openings (clinic_id, id, doctor_id, date, hours, created_at)
SELECT :clinic_id, n.id, :doctor_id, n.date, n.hours, :now
FROM unnest(:ids::uuid[], :dates::date[], :hours::jsonb[]) AS n (id, date, hours);

--! count_openings
SELECT count(*) FROM openings WHERE clinic_id = :clinic_id AND doctor_id = :doctor_id AND date >= :from_date;

--! list_openings
SELECT id, date, hours FROM openings
WHERE clinic_id = :clinic_id AND doctor_id = :doctor_id AND date >= :from_date
  AND (date > :after_date OR date = :after_date AND id > :after_id)
ORDER BY date, id LIMIT :max;

--! opening_of_doctor
SELECT hours FROM openings WHERE clinic_id = :clinic_id AND doctor_id = :doctor_id AND id = :id;

--! delete_opening
DELETE FROM openings WHERE clinic_id = :clinic_id AND doctor_id = :doctor_id AND id = :id;

--! insert_schedule (effective_until?)
INSERT INTO schedules (clinic_id, id, doctor_id, effective_from, effective_until, template, created_at, revision)
SELECT :clinic_id, :id, :doctor_id, :effective_from, :effective_until, :template, :now,
       coalesce(max(s.revision), 0) + 1
FROM schedules s WHERE s.clinic_id = :clinic_id AND s.doctor_id = :doctor_id;

-- The templates of some doctors of a clinic that can still say something about days from :from_date on, newest first:
-- nothing older than one that holds from then on without an end.
--! schedules_of_doctors
SELECT s.doctor_id, s.id, s.template
FROM schedules s
WHERE s.clinic_id = :clinic_id AND s.doctor_id = ANY (:doctor_ids)
  AND (s.effective_until IS NULL OR s.effective_until >= :from_date)
  AND s.revision >= coalesce((SELECT max(o.revision) FROM schedules o
                              WHERE o.clinic_id = :clinic_id AND o.doctor_id = s.doctor_id
                                AND o.effective_until IS NULL AND o.effective_from <= :from_date), 0)
ORDER BY s.doctor_id, s.revision DESC;

-- All templates of a doctor, the newest first, after a cursor.
--! list_schedules
SELECT id, revision, template, created_at FROM schedules
WHERE clinic_id = :clinic_id AND doctor_id = :doctor_id AND revision < :before_revision
ORDER BY revision DESC LIMIT :max;

--! schedule_starts_on
SELECT effective_from FROM schedules
WHERE clinic_id = :clinic_id AND doctor_id = :doctor_id AND id = :id;

--! delete_schedule
DELETE FROM schedules WHERE clinic_id = :clinic_id AND doctor_id = :doctor_id AND id = :id;

--! insert_time_off
INSERT INTO time_off (clinic_id, id, doctor_id, starts_at, ends_at, reason, created_at)
VALUES (:clinic_id, :id, :doctor_id, :starts_at, :ends_at, :reason, :now);

--! delete_time_off
DELETE FROM time_off WHERE clinic_id = :clinic_id AND doctor_id = :doctor_id AND id = :id
RETURNING starts_at, ends_at;

--! list_time_off
SELECT id, starts_at, ends_at, reason FROM time_off
WHERE clinic_id = :clinic_id AND doctor_id = :doctor_id AND id > :after_id
ORDER BY id LIMIT :max;

--! time_off_of_doctors
SELECT doctor_id, starts_at, ends_at FROM time_off
WHERE clinic_id = :clinic_id AND doctor_id = ANY (:doctor_ids) AND starts_at < :until_at AND ends_at > :from_at
ORDER BY doctor_id, starts_at;

-- The slots of some doctors in some stretches of time, all of which lie between the first instant and the last; under lock, in
-- the order in which bookings lock them.
--! lock_slots_of_doctors : DoctorSlot
SELECT s.doctor_id, s.id, s.starts_at, s.ends_at, s.mode, s.serves, s.is_booked, s.is_withdrawn, s.kept_until FROM slots s
WHERE s.clinic_id = :clinic_id AND s.doctor_id = ANY (:doctor_ids) AND s.starts_at >= :first_at AND s.starts_at < :last_at
  AND EXISTS (SELECT FROM unnest(:from_at::timestamptz[], :until_at::timestamptz[]) AS w (from_at, until_at)
              WHERE s.starts_at >= w.from_at AND s.starts_at < w.until_at)
ORDER BY s.id
FOR NO KEY UPDATE OF s;

-- The same as it stands now.
--! slots_of_doctors : DoctorSlot
SELECT s.doctor_id, s.id, s.starts_at, s.ends_at, s.mode, s.serves, s.is_booked, s.is_withdrawn, s.kept_until FROM slots s
WHERE s.clinic_id = :clinic_id AND s.doctor_id = ANY (:doctor_ids) AND s.starts_at >= :first_at AND s.starts_at < :last_at
  AND EXISTS (SELECT FROM unnest(:from_at::timestamptz[], :until_at::timestamptz[]) AS w (from_at, until_at)
              WHERE s.starts_at >= w.from_at AND s.starts_at < w.until_at)
ORDER BY s.id;

-- How many those are, by a snapshot of its own: more than were locked, if somebody made some while the lock was waited for.
--! count_slots_of_doctors
SELECT count(*) FROM slots s
WHERE s.clinic_id = :clinic_id AND s.doctor_id = ANY (:doctor_ids) AND s.starts_at >= :first_at AND s.starts_at < :last_at
  AND EXISTS (SELECT FROM unnest(:from_at::timestamptz[], :until_at::timestamptz[]) AS w (from_at, until_at)
              WHERE s.starts_at >= w.from_at AND s.starts_at < w.until_at);

-- Live appointments of some doctors, wherever their slots came from.
--! live_appointments_of_doctors
SELECT doctor_id, id, slot_id, starts_at, ends_at, status FROM appointments
WHERE clinic_id = :clinic_id AND doctor_id = ANY (:doctor_ids) AND status <> 'cancelled'
  AND tstzrange(starts_at, ends_at) && tstzrange(:first_at, :last_at)
ORDER BY doctor_id, starts_at;

-- The rows are locked and known to be free.
--! remove_slots
WITH removed AS (
    DELETE FROM slots
    WHERE clinic_id = :clinic_id AND id = ANY (:ids) AND NOT is_booked
    RETURNING clinic_id, starts_at, id
)
DELETE FROM open_slots o USING removed r
WHERE o.clinic_id = r.clinic_id AND o.starts_at = r.starts_at AND o.slot_id = r.id;

--! withdraw_slots
UPDATE slots SET is_withdrawn = :withdrawn
WHERE clinic_id = :clinic_id AND id = ANY (:ids) AND is_withdrawn <> :withdrawn;

-- Slots of many doctors of one clinic at once. One that is there already is left as it is.
--! insert_slots
WITH made AS (
    INSERT INTO slots (clinic_id, id, doctor_id, starts_at, ends_at, mode, serves)
    SELECT :clinic_id, n.id, n.doctor_id, n.starts_at, n.ends_at, n.mode, n.serves
    FROM unnest(:ids::uuid[], :doctor_ids::uuid[], :starts_at::timestamptz[], :ends_at::timestamptz[], :modes::text[],
                :serves::bigint[])
        AS n (id, doctor_id, starts_at, ends_at, mode, serves)
    ON CONFLICT DO NOTHING
    RETURNING clinic_id, starts_at, id, doctor_id, mode, serves
)
INSERT INTO open_slots (clinic_id, starts_at, slot_id, doctor_id, specialization_id, time_zone, kind, serves)
SELECT m.clinic_id, m.starts_at, m.id, m.doctor_id, d.specialization_id, c.time_zone,
       offer_kind(m.mode, m.starts_at, c.time_zone), m.serves
FROM made m
JOIN doctors d ON d.clinic_id = m.clinic_id AND d.id = m.doctor_id
JOIN clinics c ON c.id = m.clinic_id;

-- Slots that stay, for other visits than before. Their rows are locked.
--! serve_anew
WITH anew AS (
    UPDATE slots s SET serves = n.serves
    FROM unnest(:ids::uuid[], :serves::bigint[]) AS n (id, serves)
    WHERE s.clinic_id = :clinic_id AND s.id = n.id
    RETURNING s.clinic_id, s.starts_at, s.id, s.serves
)
UPDATE open_slots o SET serves = a.serves
FROM anew a
WHERE o.clinic_id = a.clinic_id AND o.starts_at = a.starts_at AND o.slot_id = a.id;

-- What patients of a clinic come for, as hours and slots see it.
--! visit_types_of_clinic : (mode?)
SELECT id, bit, minutes, mode, retired_at IS NOT NULL AS is_retired FROM visit_types WHERE clinic_id = :clinic_id;

--! set_slots_made
UPDATE doctors d SET slots_until = n.slots_until, slots_made_on = :made_on, slots_zone_rules = :zone_rules
FROM unnest(:ids::uuid[], :slots_until::date[]) AS n (id, slots_until)
WHERE d.clinic_id = :clinic_id AND d.id = n.id;

--! clear_blocked_slots
DELETE FROM blocked_slots b
WHERE b.clinic_id = :clinic_id AND b.doctor_id = ANY (:doctor_ids)
  AND EXISTS (SELECT FROM unnest(:from_at::timestamptz[], :until_at::timestamptz[]) AS w (from_at, until_at)
              WHERE b.starts_at >= w.from_at AND b.starts_at < w.until_at);

--! insert_blocked_slots
INSERT INTO blocked_slots (clinic_id, doctor_id, starts_at, ends_at, mode, serves)
SELECT :clinic_id, n.doctor_id, n.starts_at, n.ends_at, n.mode, n.serves
FROM unnest(:doctor_ids::uuid[], :starts_at::timestamptz[], :ends_at::timestamptz[], :modes::text[], :serves::bigint[])
    AS n (doctor_id, starts_at, ends_at, mode, serves)
ON CONFLICT DO NOTHING;

-- Those that would have begun: nothing will offer them.
--! delete_past_blocked_slots
DELETE FROM blocked_slots WHERE clinic_id = :clinic_id AND starts_at <= :now;

-- Those of these clinics, which the transaction has named, that offer slots from before.
--! clinics_with_past_slots
SELECT c.id FROM unnest(:clinic_ids::uuid[]) AS c (id)
WHERE EXISTS (SELECT FROM open_slots o WHERE o.clinic_id = c.id AND o.starts_at < :before);

-- The oldest free slots of a clinic from before. Whoever holds a lock on one keeps it for this time.
--! delete_past_slots
WITH past AS MATERIALIZED (
    SELECT o.slot_id FROM open_slots o
    WHERE o.clinic_id = :clinic_id AND o.starts_at < :before
    ORDER BY o.starts_at, o.slot_id LIMIT :max
),
free AS MATERIALIZED (
    SELECT s.id FROM slots s
    WHERE s.clinic_id = :clinic_id AND s.id = ANY (ARRAY (SELECT p.slot_id FROM past p)) AND NOT s.is_booked
    ORDER BY s.id
    FOR UPDATE OF s SKIP LOCKED
),
removed AS (
    DELETE FROM slots s USING free f WHERE s.clinic_id = :clinic_id AND s.id = f.id
    RETURNING s.clinic_id, s.starts_at, s.id
)
DELETE FROM open_slots o USING removed r
WHERE o.clinic_id = r.clinic_id AND o.starts_at = r.starts_at AND o.slot_id = r.id;

-- Doctors with hours whose slots have to be made anew: never made by this rule, or under other rules of the clocks.
--! doctors_to_rebuild
SELECT d.id FROM doctors d
WHERE d.clinic_id = :clinic_id AND d.slots_until IS NOT NULL
  AND (d.slots_made_on IS NULL OR d.slots_zone_rules IS DISTINCT FROM :zone_rules)
ORDER BY d.id;

-- Doctors with hours whose slots were made as of an earlier day, locked.
--! lock_doctors_to_extend
SELECT d.id, d.slots_made_on FROM doctors d
WHERE d.clinic_id = :clinic_id AND d.slots_until IS NOT NULL
  AND d.slots_made_on < :today AND d.slots_zone_rules = :zone_rules
ORDER BY d.id
FOR NO KEY UPDATE OF d;

-- What stands in the way of new slots of these doctors: time off, live appointments, and what is squeezed in and waits.
--! blocked_of_doctors
SELECT doctor_id, starts_at, ends_at, false AS is_booking, false AS is_of_hours FROM time_off
WHERE time_off.clinic_id = :clinic_id AND doctor_id = ANY (:doctor_ids) AND starts_at < :until_at AND ends_at > :from_at
UNION ALL
SELECT doctor_id, starts_at, ends_at, true,
       NOT EXISTS (SELECT FROM slots s WHERE s.clinic_id = a.clinic_id AND s.id = a.slot_id AND s.kept_until IS NOT NULL)
FROM appointments a
WHERE a.clinic_id = :clinic_id AND a.doctor_id = ANY (:doctor_ids)
  AND a.starts_at >= :from_at - interval '1 day' AND a.starts_at < :until_at AND a.status <> 'cancelled'
UNION ALL
SELECT doctor_id, starts_at, ends_at, true, false FROM slots s
WHERE s.clinic_id = :clinic_id AND s.doctor_id = ANY (:doctor_ids) AND s.kept_until IS NOT NULL AND NOT s.is_booked
  AND s.starts_at >= :from_at - interval '1 day' AND s.starts_at < :until_at;

--! clinic_zone
SELECT time_zone FROM clinics WHERE id = :id;

--! doctors_with_hours
SELECT id FROM doctors WHERE clinic_id = :clinic_id AND slots_until IS NOT NULL;

-- The day up to which slots are made, of the doctor with hours for whom it is the earliest.
--! earliest_slots_until : (slots_until?)
SELECT min(d.slots_until) AS slots_until FROM doctors d;

--! clinics_after
SELECT id, time_zone FROM clinics WHERE id > :after_id ORDER BY id LIMIT :max;

-- Bookings that a change of hours leaves outside them: events, and what the list of conflicts knows of each. `taken_by` has what takes
-- the time of each, separated by spaces.
--! insert_conflicts
WITH conflict AS (
    SELECT * FROM unnest(:event_ids::uuid[], :ids::uuid[], :appointment_ids::uuid[], :slot_ids::uuid[], :doctor_ids::uuid[],
                         :starts_at::timestamptz[], :ends_at::timestamptz[], :taken_by::text[])
        AS e (event_id, id, appointment_id, slot_id, doctor_id, starts_at, ends_at, taken_by)
),
told AS (
    INSERT INTO outbox (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at)
    SELECT :clinic_id, e.event_id, 'holdfast.schedule.conflict', e.appointment_id, NULL, e.doctor_id, e.slot_id, :now
    FROM conflict e
)
INSERT INTO conflicts AS x (clinic_id, id, appointment_id, slot_id, doctor_id, starts_at, ends_at, cause, since, taken_by)
SELECT :clinic_id, e.id, e.appointment_id, e.slot_id, e.doctor_id, e.starts_at, e.ends_at, :cause, :now,
       string_to_array(e.taken_by, ' ')
FROM conflict e
-- one that ended as hours came back, and is there again
ON CONFLICT (clinic_id, appointment_id, slot_id) DO UPDATE
SET cause = EXCLUDED.cause, since = EXCLUDED.since, taken_by = EXCLUDED.taken_by, ended_at = NULL, outcome = NULL,
    kept_at = NULL, kept_reason = '', kept_by_role = '', kept_by_id = ''
WHERE x.ended_at IS NOT NULL;

-- What takes the time of bookings that were outside the hours before. One that somebody has kept is open again, with an event, if
-- something takes its time that did not when it was kept. (What took it then is not known of those that an older version wrote.)
--! retake_conflicts
WITH hit AS MATERIALIZED (
    SELECT x.appointment_id, x.slot_id, x.doctor_id, n.event_id, n.taken_by,
           x.kept_at IS NOT NULL AND x.taken_by <> '{}' AND NOT n.taken_by <@ x.taken_by AS is_again
    FROM (SELECT r.event_id, r.slot_id, string_to_array(r.taken_by, ' ') AS taken_by
          FROM unnest(:event_ids::uuid[], :slot_ids::uuid[], :taken_by::text[]) AS r (event_id, slot_id, taken_by)) n
    JOIN conflicts x ON x.clinic_id = :clinic_id AND x.slot_id = n.slot_id
    WHERE x.ended_at IS NULL AND x.taken_by <> n.taken_by
    ORDER BY x.starts_at, x.appointment_id
    FOR NO KEY UPDATE OF x
),
told AS (
    INSERT INTO outbox (clinic_id, id, event_type, appointment_id, appointment_version, doctor_id, slot_id, occurred_at)
    SELECT :clinic_id, h.event_id, 'holdfast.schedule.conflict', h.appointment_id, NULL, h.doctor_id, h.slot_id, :now
    FROM hit h WHERE h.is_again
)
UPDATE conflicts x
SET taken_by = h.taken_by,
    cause = CASE WHEN h.is_again THEN :cause ELSE x.cause END,
    since = CASE WHEN h.is_again THEN :now ELSE x.since END,
    kept_at = CASE WHEN h.is_again THEN NULL ELSE x.kept_at END,
    kept_reason = CASE WHEN h.is_again THEN '' ELSE x.kept_reason END,
    kept_by_role = CASE WHEN h.is_again THEN '' ELSE x.kept_by_role END,
    kept_by_id = CASE WHEN h.is_again THEN '' ELSE x.kept_by_id END
FROM hit h
WHERE x.clinic_id = :clinic_id AND x.appointment_id = h.appointment_id AND x.slot_id = h.slot_id;

-- The hours cover these slots again.
--! end_conflicts
UPDATE conflicts SET ended_at = :now, outcome = 'hours_restored'
WHERE clinic_id = :clinic_id AND slot_id = ANY (:slot_ids) AND ended_at IS NULL;

-- Those that can be worked off no more.
--! delete_past_conflicts
DELETE FROM conflicts WHERE clinic_id = :clinic_id AND starts_at < :before;

-- What waits in the way of a new slot, under lock: who ends a booking there and makes slots of it comes before, or after.
--! lock_blocked_slots_at
SELECT b.starts_at FROM blocked_slots b
WHERE b.clinic_id = :clinic_id AND b.doctor_id = :doctor_id AND b.starts_at < :ends_at AND b.ends_at > :starts_at
ORDER BY b.starts_at
FOR UPDATE;

-- The first slot that overlaps a time. (No slot lasts a day.)
--! slot_at
SELECT s.id, s.starts_at, s.ends_at, s.is_booked FROM slots s
WHERE s.clinic_id = :clinic_id AND s.doctor_id = :doctor_id
  AND s.starts_at > :starts_at::timestamptz - interval '1 day' AND s.starts_at < :ends_at AND s.ends_at > :starts_at
ORDER BY s.starts_at LIMIT 1;

--! count_squeezed_in
SELECT count(*) FROM slots s
WHERE s.clinic_id = :clinic_id AND s.doctor_id = :doctor_id AND s.kept_until IS NOT NULL
  AND s.starts_at >= :from_at AND s.starts_at < :until_at;

--! squeeze_in
INSERT INTO slots (clinic_id, id, doctor_id, starts_at, ends_at, mode, serves, kept_until)
VALUES (:clinic_id, :id, :doctor_id, :starts_at, :ends_at, :mode, :serves, :kept_until);

-- Squeezed in, and not booked yet, around an instant.
--! waiting_slots
SELECT s.starts_at, s.ends_at FROM slots s
WHERE s.clinic_id = :clinic_id AND s.doctor_id = :doctor_id AND s.kept_until > :now AND NOT s.is_booked
  AND s.starts_at >= :from_at AND s.starts_at < :until_at;

-- The doctors of these clinics who have such that waited in vain.
--! doctors_with_expired_slots
SELECT DISTINCT s.clinic_id, s.doctor_id FROM slots s
WHERE s.clinic_id = ANY (:clinic_ids) AND s.kept_until <= :now AND NOT s.is_booked;

-- They are not in open_slots.
--! delete_expired_slots
DELETE FROM slots s
WHERE s.clinic_id = :clinic_id AND s.doctor_id = :doctor_id AND s.kept_until <= :now AND NOT s.is_booked
RETURNING s.starts_at;

-- A doctor's free slots. Bounded by the doctor's own calendar.
--! doctor_free_slots : FreeSlot
SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.version, s.kept_until, c.time_zone,
       visit_types_served(s.clinic_id, s.serves & ~c.desk_types) AS visit_types,
       least(s.starts_at - make_interval(mins => notice_for(:has_account, c.min_notice_minutes, c.account_notice_minutes)),
             CASE WHEN c.horizon_days IS NOT NULL THEN horizon_of(1, c.time_zone, :now) END) AS offered_until
FROM doctors d
JOIN clinics c ON c.id = d.clinic_id
JOIN slots s ON s.clinic_id = d.clinic_id AND s.doctor_id = d.id
WHERE d.id = :doctor_id AND NOT s.is_booked AND NOT s.is_withdrawn
  -- what the desk squeezes in is not for the public
  AND s.kept_until IS NULL
  AND (s.starts_at, s.id) > (:after_at::timestamptz, :after_id::uuid)
  AND s.starts_at >= greatest(:from_at::timestamptz,
                              :now::timestamptz + make_interval(mins => notice_for(:has_account, c.min_notice_minutes, c.account_notice_minutes)))
  AND s.starts_at > :now
  AND s.starts_at < least(:until_at::timestamptz, horizon_of(c.horizon_days, c.time_zone, :now))
  AND s.serves & ~c.desk_types <> 0
ORDER BY s.starts_at, s.id
LIMIT :max;

-- The same for the front desk, which books within the clinic's notice, and what has begun but not ended.
--! doctor_bookable_slots : FreeSlot
SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.version, s.kept_until, c.time_zone,
       visit_types_served(s.clinic_id, s.serves) AS visit_types, s.ends_at AS offered_until
FROM doctors d
JOIN clinics c ON c.id = d.clinic_id
JOIN slots s ON s.clinic_id = d.clinic_id AND s.doctor_id = d.id
WHERE d.id = :doctor_id AND NOT s.is_booked AND NOT s.is_withdrawn
  AND (s.kept_until IS NULL OR :has_squeezed_in AND s.kept_until > :now)
  AND (s.starts_at, s.id) > (:after_at::timestamptz, :after_id::uuid)
  -- no slot lasts a day
  AND s.starts_at >= greatest(:from_at::timestamptz, :now::timestamptz - interval '1 day')
  AND s.starts_at < :until_at AND s.ends_at > :now
ORDER BY s.starts_at, s.id
LIMIT :max;

-- The searches first walk open_slots in the order of the answer and stop after a page, then look the page's slots
-- up. (In one step the planner would join everything, sort it, and throw all but a page away.) Slots inside a
-- clinic's notice or beyond its horizon, and those for visits that its desk alone books, are the only rows that the walk passes over.

-- Free slots of one specialization on the whole platform: the soonest of each group that it is in, merged.
--! search_specialization : FreeSlot
SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.version, s.kept_until, c.time_zone,
       visit_types_served(s.clinic_id, s.serves & ~c.desk_types) AS visit_types,
       s.starts_at AS offered_until
FROM (
    SELECT soonest.clinic_id, soonest.slot_id, soonest.starts_at
    FROM groups_of(:specialization) AS p (id)
    CROSS JOIN LATERAL (
        SELECT o.clinic_id, o.slot_id, o.starts_at
        FROM open_slots o JOIN clinics oc ON oc.id = o.clinic_id
        WHERE o.specialization_id = p.id
          AND (o.starts_at, o.slot_id) > (:after_at::timestamptz, :after_id::uuid)
          AND o.starts_at >= :from_at AND o.starts_at < :until_at
          AND o.starts_at > :now
          AND is_offered(o.starts_at, :now, notice_for(:has_account, oc.min_notice_minutes, oc.account_notice_minutes),
                         oc.horizon_days, oc.time_zone)
          AND o.serves & ~oc.desk_types <> 0
        ORDER BY o.starts_at, o.slot_id
        LIMIT :max
    ) soonest
    ORDER BY soonest.starts_at, soonest.slot_id
    LIMIT :max
) found
JOIN clinics c ON c.id = found.clinic_id
JOIN slots s ON s.clinic_id = found.clinic_id AND s.id = found.slot_id
ORDER BY found.starts_at, found.slot_id;

-- Free slots of one clinic, soonest first; of one specialization if so asked.
--! search_clinic (specialization?) : FreeSlot
SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.version, s.kept_until, c.time_zone,
       visit_types_served(s.clinic_id, s.serves & ~c.desk_types) AS visit_types,
       s.starts_at AS offered_until
FROM (
    SELECT o.clinic_id, o.slot_id, o.starts_at
    FROM open_slots o
    WHERE o.clinic_id = :clinic_id
      AND (:specialization::text IS NULL
           OR o.specialization_id = ANY (ARRAY(SELECT g FROM groups_of(:specialization) g)))
      AND (o.starts_at, o.slot_id) > (:after_at::timestamptz, :after_id::uuid)
      AND o.starts_at >= :from_at AND o.starts_at > :now
      AND o.starts_at < (SELECT least(:until_at::timestamptz, horizon_of(oc.horizon_days, oc.time_zone, :now))
                         FROM clinics oc WHERE oc.id = :clinic_id)
      AND o.starts_at >= (SELECT :now::timestamptz + make_interval(mins => notice_for(:has_account, oc.min_notice_minutes,
                                                                                      oc.account_notice_minutes))
                          FROM clinics oc WHERE oc.id = :clinic_id)
      AND o.serves & ~(SELECT oc.desk_types FROM clinics oc WHERE oc.id = :clinic_id) <> 0
    ORDER BY o.starts_at, o.slot_id
    LIMIT :max
) found
JOIN clinics c ON c.id = found.clinic_id
JOIN slots s ON s.clinic_id = found.clinic_id AND s.id = found.slot_id
ORDER BY found.starts_at, found.slot_id;

-- The same for the clinic's front desk, which books within the notice, and what has begun but not ended.
--! search_clinic_bookable (specialization?) : FreeSlot
SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.version, s.kept_until, c.time_zone,
       visit_types_served(s.clinic_id, s.serves) AS visit_types, s.ends_at AS offered_until
FROM (
    SELECT o.clinic_id, o.slot_id, o.starts_at
    FROM open_slots o
    JOIN slots os ON os.clinic_id = o.clinic_id AND os.id = o.slot_id
    WHERE o.clinic_id = :clinic_id
      AND (:specialization::text IS NULL
           OR o.specialization_id = ANY (ARRAY(SELECT g FROM groups_of(:specialization) g)))
      AND (o.starts_at, o.slot_id) > (:after_at::timestamptz, :after_id::uuid)
      AND o.starts_at >= greatest(:from_at::timestamptz, :now::timestamptz - interval '1 day')
      AND o.starts_at < :until_at AND os.ends_at > :now
    ORDER BY o.starts_at, o.slot_id
    LIMIT :max
) found
JOIN clinics c ON c.id = found.clinic_id
JOIN slots s ON s.clinic_id = found.clinic_id AND s.id = found.slot_id
ORDER BY found.starts_at, found.slot_id;

-- Free slots of the whole platform: the soonest of each group of specializations, merged. There are few.
--! search_platform : FreeSlot
SELECT s.clinic_id, s.id, s.doctor_id, s.starts_at, s.ends_at, s.mode, s.version, s.kept_until, c.time_zone,
       visit_types_served(s.clinic_id, s.serves & ~c.desk_types) AS visit_types,
       s.starts_at AS offered_until
FROM (
    SELECT soonest.clinic_id, soonest.slot_id, soonest.starts_at
    FROM specializations p
    CROSS JOIN LATERAL (
        SELECT o.clinic_id, o.slot_id, o.starts_at
        FROM open_slots o JOIN clinics oc ON oc.id = o.clinic_id
        WHERE o.specialization_id = p.id
          AND (o.starts_at, o.slot_id) > (:after_at::timestamptz, :after_id::uuid)
          AND o.starts_at >= :from_at AND o.starts_at < :until_at
          AND o.starts_at > :now
          AND is_offered(o.starts_at, :now, notice_for(:has_account, oc.min_notice_minutes, oc.account_notice_minutes),
                         oc.horizon_days, oc.time_zone)
          AND o.serves & ~oc.desk_types <> 0
        ORDER BY o.starts_at, o.slot_id
        LIMIT :max
    ) soonest
    ORDER BY soonest.starts_at, soonest.slot_id
    LIMIT :max
) found
JOIN clinics c ON c.id = found.clinic_id
JOIN slots s ON s.clinic_id = found.clinic_id AND s.id = found.slot_id
ORDER BY found.starts_at, found.slot_id;

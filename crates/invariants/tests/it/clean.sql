-- Rows as the services leave them. Slot n is the half hour from at(n) on.
CREATE FUNCTION at(n int) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS
$$ SELECT timestamptz '2030-01-07 08:00Z' + n * interval '30 minutes' $$;

CREATE FUNCTION free_slot(n int, clinic_n int, doctor_n int) RETURNS void LANGUAGE sql AS $$
    INSERT INTO slots (clinic_id, id, doctor_id, starts_at, ends_at, mode)
    VALUES (clinic(clinic_n), slot(n), doctor(doctor_n), at(n), at(n + 1), 'in_person');
    INSERT INTO open_slots (clinic_id, starts_at, slot_id, doctor_id, specialization_id)
    SELECT clinic_id, at(n), slot(n), id, specialization_id FROM doctors WHERE id = doctor(doctor_n)
$$;

-- An event and an audit row about version v of appointment n.
CREATE FUNCTION tell(n int, v int, clinic_n int, action text, from_status text, to_status text) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO outbox (clinic_id, id, event_type, appointment_id, appointment_version, slot_id, occurred_at)
    VALUES (clinic(clinic_n), event(100 * n + v),
            told_as(action), appointment(n), v, slot(n), at(0));
    INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version,
                           from_status, to_status)
    VALUES (clinic(clinic_n), note(100 * n + v), at(0), 'staff', 'desk', 'appointment.' || action, appointment(n), v,
            from_status, to_status)
$$;

-- Patient n's appointment n in slot n, which took these steps, each an action and the state after it.
CREATE FUNCTION walk(n int, clinic_n int, doctor_n int, VARIADIC path text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    was text;
    state text;
BEGIN
    FOR v IN 1 .. array_length(path, 1) LOOP
        was := state;
        state := split_part(path[v], ' ', 2);
        PERFORM tell(n, v, clinic_n, split_part(path[v], ' ', 1), was, state);
    END LOOP;
    INSERT INTO patients (clinic_id, id, name, created_at) VALUES (clinic(clinic_n), patient(n), 'A Patient', at(0));
    INSERT INTO appointments (clinic_id, id, doctor_id, patient_id, slot_id, starts_at, ends_at, status, mode,
                              hold_expires_at, version, booked_at)
    VALUES (clinic(clinic_n), appointment(n), doctor(doctor_n), patient(n), slot(n), at(n), at(n + 1), state, 'in_person',
            CASE WHEN state = 'pending' THEN at(0) + interval '10 minutes' END, array_length(path, 1), at(0));
    PERFORM free_slot(n, clinic_n, doctor_n);
    IF state <> 'cancelled' THEN
        UPDATE slots SET is_booked = true WHERE id = slot(n);
        DELETE FROM open_slots WHERE slot_id = slot(n);
    END IF;
END
$$;

INSERT INTO clinics (id, name, time_zone, created_at, updated_at)
VALUES (clinic(1), 'First', 'Europe/Berlin', at(0), at(0)), (clinic(2), 'Second', 'Asia/Tokyo', at(0), at(0));
INSERT INTO specializations (name) VALUES ('cardiology'), ('dermatology');
INSERT INTO doctors (clinic_id, id, name, specialization, specialization_id, created_at)
SELECT clinic(c), doctor(d), 'A Doctor', name, id, at(0)
FROM (VALUES (1, 1, 'cardiology'), (1, 2, 'cardiology'), (2, 3, 'dermatology')) AS v (c, d, specialization)
JOIN specializations ON name = specialization;
INSERT INTO schedules (clinic_id, id, doctor_id, effective_from, template, created_at, revision)
VALUES (clinic(1), hours(1), doctor(1), '2030-01-01', '{}', at(0), 1);
INSERT INTO time_off (clinic_id, id, doctor_id, starts_at, ends_at, created_at)
VALUES (clinic(1), hours(2), doctor(1), at(100), at(148), at(0));

SELECT walk(1, 1, 1, 'book pending');
SELECT walk(2, 1, 1, 'book confirmed');
SELECT walk(3, 1, 1, 'book pending', 'confirm confirmed');
SELECT walk(4, 1, 1, 'book confirmed', 'check_in confirmed', 'complete completed');
SELECT walk(5, 1, 1, 'book confirmed', 'no_show no_show');
SELECT walk(6, 1, 1, 'book pending', 'reschedule pending', 'confirm confirmed', 'cancel cancelled');
SELECT walk(7, 1, 1, 'book pending', 'expire cancelled');
SELECT walk(8, 1, 1, 'book confirmed', 'cancel cancelled');
SELECT walk(21, 2, 3, 'book confirmed');

-- a visitor holds 13, and went on to it from 14
SELECT walk(13, 1, 1, 'book pending');
SELECT walk(14, 1, 1, 'book pending', 'cancel cancelled');
UPDATE appointments SET patient_id = NULL, visitor_id = patient(91), hold_expires_at = hold_expires_at + interval '1 day'
WHERE id IN (appointment(13), appointment(14));

-- 9 was moved to the slot that 7 gave back
SELECT walk(9, 1, 1, 'book confirmed', 'reschedule confirmed');
UPDATE appointments SET slot_id = slot(7), starts_at = at(7), ends_at = at(8) WHERE id = appointment(9);
UPDATE slots SET is_booked = (id = slot(7)) WHERE id IN (slot(7), slot(9));
UPDATE open_slots SET slot_id = slot(9), starts_at = at(9) WHERE slot_id = slot(7);
-- a new template has since removed the slot of 8, and withdrawn that of 2, which goes with its booking
DELETE FROM slots WHERE id = slot(8);
DELETE FROM open_slots WHERE slot_id = slot(8);
UPDATE slots SET is_withdrawn = true WHERE id = slot(2);
INSERT INTO conflicts (clinic_id, appointment_id, slot_id, doctor_id, starts_at, ends_at, cause, since, ended_at, outcome)
VALUES (clinic(1), appointment(2), slot(2), doctor(1), at(2), at(3), 'hours', at(0), NULL, NULL),
       (clinic(1), appointment(8), slot(8), doctor(1), at(8), at(9), 'hours', at(0), at(0), 'cancelled');

SELECT free_slot(11, 1, 1);
SELECT free_slot(12, 1, 2);

-- what is told and noted besides transitions
INSERT INTO outbox (clinic_id, id, event_type, appointment_id, occurred_at)
VALUES (clinic(1), event(1), 'holdfast.slot.freed', appointment(7), at(0)),
       (clinic(1), event(2), 'holdfast.schedule.conflict', appointment(2), at(0));
INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version)
VALUES (clinic(1), note(1), at(0), 'staff', 'desk', 'clinic.create', clinic(1), 1);
INSERT INTO inbox (consumer, event_id, processed_at)
VALUES ('mailer', event(201), at(0)), ('mailer', event(301), at(0)), ('counter', event(201), at(0));
INSERT INTO idempotency_keys (caller, route, key, request_hash, result, appointment_id, created_at)
VALUES ('ann', 'book', 'k1', '', '', appointment(2), at(0)), ('ben', 'book', 'k1', '', '', appointment(3), at(0)),
       ('ann', 'cancel', 'k1', '', '', appointment(2), at(0)), ('ann', 'add-doctor', 'k2', '', '', NULL, at(0));

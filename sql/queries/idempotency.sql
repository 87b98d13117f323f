-- One answer per Idempotency-Key, for every use case that runs as a transaction of its own.

-- Taken until the transaction ends; false when another transaction is at work on the same key.
--! try_lock_key
SELECT pg_try_advisory_xact_lock(hashtextextended(:caller || ' ' || :route || ' ' || :key, 0)) AS locked;

--! find_answer
SELECT request_hash, result FROM idempotency_keys WHERE caller = :caller AND route = :route AND key = :key;

--! remember_answer (appointment_id?)
INSERT INTO idempotency_keys (caller, route, key, request_hash, result, appointment_id, created_at)
VALUES (:caller, :route, :key, :request_hash, :result, :appointment_id, :now);

-- The oldest of those that are expired.
--! delete_expired_answers
DELETE FROM idempotency_keys
WHERE ctid = ANY (ARRAY (
    SELECT k.ctid FROM idempotency_keys k WHERE k.created_at < :before ORDER BY k.created_at LIMIT :max));

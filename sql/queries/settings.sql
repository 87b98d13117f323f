-- A clinic's policies, one row of `clinics`; and what each change of them changed.

--: Settings(horizon_days?, account_notice_minutes?)

--! get_settings : Settings
SELECT id, country, languages, guests_allowed, guests_give, min_notice_minutes, cancel_notice_minutes, hold_minutes,
       hold_extensions, max_upcoming, second_factor_required, embed_origins, emergency_contact, horizon_days, account_notice_minutes,
       version
FROM clinics WHERE id = :id;

--! update_settings (expected_version?, country?, languages?, guests_allowed?, guests_give?, min_notice_minutes?, cancel_notice_minutes?, hold_minutes?, hold_extensions?, max_upcoming?, second_factor_required?, embed_origins?, emergency_contact?, horizon_days?, account_notice_minutes?) : Settings
UPDATE clinics
SET country = coalesce(:country, country), languages = coalesce(:languages, languages),
    guests_allowed = coalesce(:guests_allowed, guests_allowed), guests_give = coalesce(:guests_give, guests_give),
    min_notice_minutes = coalesce(:min_notice_minutes, min_notice_minutes),
    cancel_notice_minutes = coalesce(:cancel_notice_minutes, cancel_notice_minutes),
    hold_minutes = coalesce(:hold_minutes, hold_minutes), hold_extensions = coalesce(:hold_extensions, hold_extensions),
    max_upcoming = coalesce(:max_upcoming, max_upcoming),
    second_factor_required = coalesce(:second_factor_required, second_factor_required),
    embed_origins = coalesce(:embed_origins, embed_origins),
    emergency_contact = coalesce(:emergency_contact, emergency_contact),
    horizon_days = CASE WHEN :sets_horizon THEN :horizon_days ELSE horizon_days END,
    account_notice_minutes = CASE WHEN :sets_account_notice THEN :account_notice_minutes ELSE account_notice_minutes END, version = version + 1, updated_at = :now
WHERE id = :id AND version = coalesce(:expected_version, version)
RETURNING id, country, languages, guests_allowed, guests_give, min_notice_minutes, cancel_notice_minutes, hold_minutes,
          hold_extensions, max_upcoming, second_factor_required, embed_origins, emergency_contact, horizon_days,
          account_notice_minutes, version;

-- The policies before a change, under lock.
--! policies_before
SELECT policies_of(c) AS policies FROM clinics c WHERE c.id = :id FOR NO KEY UPDATE OF c;

-- What differs from `before` now, if anything does.
--! note_settings_change
INSERT INTO clinic_settings_changes (clinic_id, version, changed_at, actor_role, actor_id, changes)
SELECT :clinic_id, c.version, :now, :actor_role, :actor_id, d.changes
FROM clinics c
CROSS JOIN LATERAL (
    SELECT jsonb_object_agg(a.key, jsonb_build_array(b.value, a.value)) AS changes
    FROM jsonb_each(policies_of(c)) a JOIN jsonb_each(:before::jsonb) b ON b.key = a.key
    WHERE a.value <> b.value
) d
WHERE c.id = :clinic_id AND d.changes IS NOT NULL;

-- All but the newest.
--! delete_old_settings_changes
DELETE FROM clinic_settings_changes
WHERE clinic_id = :clinic_id
  AND version < (SELECT h.version FROM clinic_settings_changes h
                 WHERE h.clinic_id = :clinic_id ORDER BY h.version DESC OFFSET :kept::bigint - 1 LIMIT 1);

--! list_settings_changes
SELECT version, changed_at, actor_role, actor_id, changes FROM clinic_settings_changes
WHERE clinic_id = :clinic_id AND version < :before_version
ORDER BY version DESC LIMIT :max;

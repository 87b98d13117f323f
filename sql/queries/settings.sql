-- A clinic's policies, one row of `clinics`.

--: Settings()

--! get_settings : Settings
SELECT id, country, languages, guests_allowed, guests_give, min_notice_minutes, cancel_notice_minutes, hold_minutes,
       hold_extensions, max_upcoming, second_factor_required, embed_origins, emergency_contact, version
FROM clinics WHERE id = :id;

--! update_settings (expected_version?, country?, languages?, guests_allowed?, guests_give?, min_notice_minutes?, cancel_notice_minutes?, hold_minutes?, hold_extensions?, max_upcoming?, second_factor_required?, embed_origins?, emergency_contact?) : Settings
UPDATE clinics
SET country = coalesce(:country, country), languages = coalesce(:languages, languages),
    guests_allowed = coalesce(:guests_allowed, guests_allowed), guests_give = coalesce(:guests_give, guests_give),
    min_notice_minutes = coalesce(:min_notice_minutes, min_notice_minutes),
    cancel_notice_minutes = coalesce(:cancel_notice_minutes, cancel_notice_minutes),
    hold_minutes = coalesce(:hold_minutes, hold_minutes), hold_extensions = coalesce(:hold_extensions, hold_extensions),
    max_upcoming = coalesce(:max_upcoming, max_upcoming),
    second_factor_required = coalesce(:second_factor_required, second_factor_required),
    embed_origins = coalesce(:embed_origins, embed_origins),
    emergency_contact = coalesce(:emergency_contact, emergency_contact), version = version + 1, updated_at = :now
WHERE id = :id AND version = coalesce(:expected_version, version)
RETURNING id, country, languages, guests_allowed, guests_give, min_notice_minutes, cancel_notice_minutes, hold_minutes,
          hold_extensions, max_upcoming, second_factor_required, embed_origins, emergency_contact, version;

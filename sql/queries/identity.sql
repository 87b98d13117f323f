-- The identity service's statements: accounts, sessions, memberships, API keys.

--: Account(email_index?, password_hash?, email_verified_at?, totp_confirmed_at?, codes_paused_until?)
--: Session(acting_for?, ended_at?)
--: Invitation(doctor_id?, accepted_at?, withdrawn_at?)
--: Member(doctor_id?)
--: ApiKey(expires_at?, revoked_at?)

-- Nobody learns whether the address was known: then it is not there twice, and no row comes back.
--! insert_account
INSERT INTO accounts (id, email, name, email_index, created_at) VALUES (:id, :email, '', :email_index, :now)
ON CONFLICT (email_index) DO NOTHING
RETURNING id;

--! find_account : Account
SELECT id, email, name, email_index, password_hash, email_verified_at, is_platform_admin, totp_secret, totp_confirmed_at, totp_used_step,
       wrong_codes, codes_paused_until
FROM accounts WHERE id = :id;

-- Before anything of the account's is locked: then its sessions, then its memberships, then invitations.
--! lock_account : Account
SELECT id, email, name, email_index, password_hash, email_verified_at, is_platform_admin, totp_secret, totp_confirmed_at, totp_used_step,
       wrong_codes, codes_paused_until
FROM accounts WHERE id = :id FOR NO KEY UPDATE;

--! find_account_by_email : Account
SELECT id, email, name, email_index, password_hash, email_verified_at, is_platform_admin, totp_secret, totp_confirmed_at, totp_used_step,
       wrong_codes, codes_paused_until
FROM accounts WHERE email_index = :email_index;

-- By the owner of the address.
--! complete_account
UPDATE accounts
SET name = :name, password_hash = :password_hash, email_verified_at = coalesce(email_verified_at, :now), version = version + 1
WHERE id = :id;

-- By an OpenID provider that has verified the address.
--! adopt_account
UPDATE accounts SET name = :name, email_verified_at = :now, version = version + 1 WHERE id = :id AND email_verified_at IS NULL;

-- Who guessed codes by the old one has to begin anew.
--! set_password
UPDATE accounts SET password_hash = :password_hash, wrong_codes = 0, codes_paused_until = NULL, version = version + 1 WHERE id = :id;

-- A wrong code by somebody with the right password; none is looked at before then.
--! note_wrong_code (paused_until?)
UPDATE accounts SET wrong_codes = wrong_codes + 1, codes_paused_until = :paused_until WHERE id = :id;

--! forget_wrong_codes
UPDATE accounts SET wrong_codes = 0, codes_paused_until = NULL WHERE id = :id AND wrong_codes > 0;

--! make_platform_admin
UPDATE accounts SET is_platform_admin = true, version = version + 1 WHERE id = :id AND NOT is_platform_admin;

--! unmake_platform_admin
UPDATE accounts SET is_platform_admin = false, version = version + 1 WHERE id = :id AND is_platform_admin;

-- What is personal goes; that there was an account, and what it did, stays.
--! close_account
WITH unlinked AS (
    DELETE FROM account_links WHERE account_id = :id
),
unknown AS (
    DELETE FROM account_identities WHERE account_id = :id
),
uncoded AS (
    DELETE FROM account_recovery_codes WHERE account_id = :id
)
UPDATE accounts
SET email = '', name = '', email_index = NULL, password_hash = NULL, email_verified_at = NULL, totp_secret = '',
    totp_confirmed_at = NULL, is_platform_admin = false, closed_at = :now, version = version + 1
WHERE id = :id AND closed_at IS NULL;

-- Not in force yet; one that is in force stays.
--! begin_second_factor
UPDATE accounts SET totp_secret = :secret, version = version + 1 WHERE id = :id AND totp_confirmed_at IS NULL;

--! set_second_factor (confirmed_at?)
UPDATE accounts SET totp_secret = :secret, totp_confirmed_at = :confirmed_at, totp_used_step = :used_step,
       version = version + 1
WHERE id = :id;

-- No row changes when the step's code, or a later one's, was used already.
--! use_second_factor
UPDATE accounts SET totp_used_step = :step WHERE id = :id AND totp_used_step < :step;

--! insert_recovery_codes
INSERT INTO account_recovery_codes (account_id, code_hash) SELECT :account_id, c.hash FROM unnest(:hashes::bytea[]) AS c (hash);

--! use_recovery_code
DELETE FROM account_recovery_codes WHERE account_id = :account_id AND code_hash = :code_hash;

--! count_recovery_codes
SELECT count(*) FROM account_recovery_codes WHERE account_id = :account_id;

--! delete_recovery_codes
DELETE FROM account_recovery_codes WHERE account_id = :account_id;

--! find_identity
SELECT account_id FROM account_identities WHERE issuer = :issuer AND subject = :subject;

--! insert_identity
INSERT INTO account_identities (issuer, subject, account_id, created_at) VALUES (:issuer, :subject, :account_id, :now)
ON CONFLICT DO NOTHING;

--! insert_link
INSERT INTO account_links (secret_hash, account_id, purpose, expires_at)
VALUES (:secret_hash, :account_id, :purpose, :expires_at);

-- A link is good once, and takes the others of its purpose with it.
--! use_link
WITH used AS (
    DELETE FROM account_links WHERE secret_hash = :secret_hash AND purpose = :purpose RETURNING account_id, expires_at
),
others AS (
    DELETE FROM account_links l USING used u
    WHERE l.account_id = u.account_id AND l.purpose = :purpose AND l.secret_hash <> :secret_hash
)
SELECT account_id FROM used WHERE expires_at > :now;

--! delete_links
DELETE FROM account_links WHERE account_id = :account_id AND purpose = :purpose;

--! delete_identities
DELETE FROM account_identities WHERE account_id = :account_id;

-- Whether the provider calls the account's owner something else already.
--! has_identity_at
SELECT EXISTS (SELECT FROM account_identities WHERE account_id = :account_id AND issuer = :issuer) AS has;

--! insert_mail
INSERT INTO account_mails (id, content, recipient, due_at, until) VALUES (:id, :content, :recipient, :now, :until);

--! note (session_id?)
INSERT INTO account_log (id, account_id, occurred_at, action, session_id, source)
VALUES (:id, :account_id, :now, :action, :session_id, :source);

-- What strangers can do again and again: one row for each hour, with the place where it came from last, sealed to the row's id. So a
-- row that is there keeps the source of its first.
--! note_in_hour
INSERT INTO account_log (id, account_id, occurred_at, action, source, hour, last_at)
VALUES (:id, :account_id, :now, :action, :source, date_trunc('hour', :now::timestamptz, 'UTC'), :now)
ON CONFLICT (account_id, action, hour) WHERE hour IS NOT NULL
DO UPDATE SET times = account_log.times + 1, last_at = excluded.last_at;

-- Of sessions' comings and goings the newest are kept.
--! forget_old_comings
DELETE FROM account_log
WHERE account_id = :account_id AND action IN ('log-in', 'log-out', 'session.switch', 'session.evict')
  AND id <= (SELECT l.id FROM account_log l
            WHERE l.account_id = :account_id AND l.action IN ('log-in', 'log-out', 'session.switch', 'session.evict')
            ORDER BY l.id DESC OFFSET :kept LIMIT 1);

--! insert_session (secret_hash?, acting_for?)
INSERT INTO sessions
    (id, account_id, kind, secret_hash, acting_for, acting_as_platform, begun_by, created_at, used_at, expires_at)
VALUES (:id, :account_id, :kind, :secret_hash, :acting_for, :acting_as_platform, :begun_by, :now, :now, :expires_at);

--! find_session_by_secret : Session
SELECT id, account_id, kind, acting_for, acting_as_platform, begun_by, created_at, used_at, expires_at, ended_at
FROM sessions WHERE secret_hash = :secret_hash;

--! lock_session : Session
SELECT id, account_id, kind, acting_for, acting_as_platform, begun_by, created_at, used_at, expires_at, ended_at
FROM sessions WHERE id = :id FOR UPDATE;

--! list_sessions : Session
SELECT id, account_id, kind, acting_for, acting_as_platform, begun_by, created_at, used_at, expires_at, ended_at
FROM sessions
WHERE account_id = :account_id AND ended_at IS NULL AND expires_at > :now AND (kind = 'api' OR used_at > :idle_since)
ORDER BY id DESC LIMIT 100;

-- A page's session is in use.
--! use_session
UPDATE sessions SET used_at = :now WHERE id = :id AND used_at < :now;

-- The session has shown the account's own second factor since it was begun.
--! add_factor
UPDATE sessions SET begun_by = array_append(array_remove(begun_by, 'code'), 'code') WHERE id = :id AND account_id = :account_id;

-- There is no such factor any more.
--! take_factor
UPDATE sessions SET begun_by = array_remove(array_remove(begun_by, 'code'), 'recovery_code')
WHERE account_id = :account_id AND ended_at IS NULL;

-- Room for one more session of an account: those that were used longest ago end.
--! end_oldest_sessions
WITH oldest AS (
    SELECT id FROM sessions
    WHERE account_id = :account_id AND ended_at IS NULL AND expires_at > :now
    ORDER BY used_at DESC, id DESC OFFSET :kept
),
ended AS (
    UPDATE sessions s SET ended_at = :now FROM oldest o WHERE s.id = o.id RETURNING s.id
)
INSERT INTO revocations (revoked_at, until, session_id) SELECT :now, :until, e.id FROM ended e;

--! continue_session (acting_for?)
UPDATE sessions
SET acting_for = :acting_for, acting_as_platform = :acting_as_platform, used_at = :now, expires_at = :expires_at
WHERE id = :id;

--! set_session_secret (secret_hash?)
UPDATE sessions SET secret_hash = :secret_hash WHERE id = :id;

-- Ends one of an account's sessions, or (without an id) all but the one to keep, and lets gateways know.
--! end_sessions (id?, keep?)
WITH ended AS (
    UPDATE sessions SET ended_at = :now
    WHERE account_id = :account_id AND ended_at IS NULL AND expires_at > :now
      AND (:id::uuid IS NULL OR id = :id) AND id IS DISTINCT FROM :keep::uuid
    RETURNING id
)
INSERT INTO revocations (revoked_at, until, session_id) SELECT :now, :until, e.id FROM ended e;

--! insert_refresh_token
INSERT INTO refresh_tokens (secret_hash, session_id, issued_at) VALUES (:secret_hash, :session_id, :now);

--! find_refresh_token : (used_at?)
SELECT session_id, used_at FROM refresh_tokens WHERE secret_hash = :secret_hash;

-- No row changes when somebody used it at the same moment.
--! use_refresh_token
UPDATE refresh_tokens SET used_at = :now WHERE secret_hash = :secret_hash AND used_at IS NULL;

-- The newest used ones are kept: an older one that comes again is refused like one that never was.
--! forget_used_refresh_tokens
DELETE FROM refresh_tokens
WHERE session_id = :session_id AND secret_hash IN (
    SELECT t.secret_hash FROM refresh_tokens t
    WHERE t.session_id = :session_id AND t.used_at IS NOT NULL ORDER BY t.used_at DESC OFFSET :kept);

-- The newest says all that older ones say.
--! forget_older_revocations
DELETE FROM revocations WHERE account_id = :account_id AND for_clinic = :for_clinic;

-- What an account was given to act for a clinic, or an API key.
--! insert_revocation (account_id?, for_clinic?, below_version?, api_key_id?)
INSERT INTO revocations (revoked_at, until, account_id, for_clinic, below_version, api_key_id)
VALUES (:now, :until, :account_id, :for_clinic, :below_version, :api_key_id);

--! list_revocations : (session_id?, account_id?, for_clinic?, below_version?, api_key_id?)
SELECT revoked_at, until, session_id, account_id, for_clinic, below_version, api_key_id
FROM revocations WHERE revoked_at >= :since AND until > :now;

--! set_clinics_of_member
SELECT set_config('holdfast.clinics', clinics_of_member(:account_id)::text, true) AS clinics;

--! clinic_of_invitation : (clinic_id?)
SELECT clinic_of_invitation(:secret_hash) AS clinic_id;

--! set_clinic_of_api_key
SELECT set_config('holdfast.clinics', array_remove(ARRAY[clinic_of_api_key(:secret_hash)], NULL)::text, true) AS clinics;

--! lock_membership : (doctor_id?)
SELECT role, doctor_id FROM memberships
WHERE clinic_id = :clinic_id AND account_id = :account_id AND removed_at IS NULL FOR UPDATE;

-- What an account may do at a clinic.
--! find_membership : (doctor_id?)
SELECT m.role, m.doctor_id, m.version FROM memberships m
WHERE m.clinic_id = :clinic_id AND m.account_id = :account_id AND m.removed_at IS NULL
-- so that nothing is given out while it is being removed
FOR SHARE OF m;

-- Asked once the membership is locked: who sets it changes memberships too, so the answer holds for the version that was read.
--! requires_second_factor
SELECT second_factor_required FROM clinics WHERE id = :clinic_id;

-- What was given by the membership as it was is over.
--! change_membership
UPDATE memberships SET version = version + 1
WHERE clinic_id = :clinic_id AND account_id = :account_id AND removed_at IS NULL
RETURNING version;

--! memberships_of_account : (doctor_id?)
SELECT m.clinic_id, c.name AS clinic_name, m.role, m.doctor_id, c.second_factor_required
FROM memberships m JOIN clinics c ON c.id = m.clinic_id
WHERE m.account_id = :account_id AND m.removed_at IS NULL ORDER BY c.name, m.clinic_id;

--! list_members : Member
SELECT m.account_id, m.role, m.doctor_id, m.created_at, a.email, a.name, a.totp_confirmed_at IS NOT NULL AS has_second_factor
FROM memberships m JOIN accounts a ON a.id = m.account_id
WHERE m.clinic_id = :clinic_id AND m.removed_at IS NULL AND m.account_id > :after_id
ORDER BY m.account_id LIMIT :max;

-- Somebody new, somebody who comes back, or somebody whose part changes.
--! put_membership (doctor_id?)
INSERT INTO memberships (clinic_id, account_id, role, doctor_id, created_at)
VALUES (:clinic_id, :account_id, :role, :doctor_id, :now)
ON CONFLICT (clinic_id, account_id) DO UPDATE
SET role = excluded.role, doctor_id = excluded.doctor_id, removed_at = NULL, version = memberships.version + 1
RETURNING version;

--! remove_membership
UPDATE memberships SET removed_at = :now, version = version + 1
WHERE clinic_id = :clinic_id AND account_id = :account_id AND removed_at IS NULL
RETURNING version;

-- Held while the clinic's admins are counted, so that two do not remove each other.
--! lock_admins
SELECT account_id FROM memberships
WHERE clinic_id = :clinic_id AND role = 'clinic_admin' AND removed_at IS NULL ORDER BY account_id FOR UPDATE;

-- Whether the account was an admin of the clinic, and is none any more: its token may not have been refused yet.
--! runs_no_more
SELECT runs_no_more(:clinic_id, :account_id) AS was;

-- Open invitations to an address, or by somebody, are of no use any more.
--! withdraw_invitations (email_index?, invited_by?)
UPDATE invitations SET withdrawn_at = :now, version = version + 1
WHERE clinic_id = :clinic_id AND accepted_at IS NULL AND withdrawn_at IS NULL
  AND (email_index = :email_index::bytea OR invited_by = :invited_by::text);

--! withdraw_invitations_by
SELECT withdraw_invitations_by(:account_id, :now) AS withdrawn;

--! doctor_is_of_clinic
SELECT EXISTS (SELECT FROM doctors WHERE clinic_id = :clinic_id AND id = :doctor_id) AS found;

--! clinic_name
SELECT name FROM clinics WHERE id = :id;

-- How many a clinic has made lately, whatever became of them.
--! count_invitations
SELECT count(*) FROM invitations WHERE clinic_id = :clinic_id AND created_at > :since;

--! insert_invitation (doctor_id?) : Invitation
INSERT INTO invitations
    (clinic_id, id, role, doctor_id, email, email_index, secret_hash, invited_by, created_at, expires_at)
VALUES (:clinic_id, :id, :role, :doctor_id, :email, :email_index, :secret_hash, :invited_by, :now, :expires_at)
RETURNING clinic_id, id, role, doctor_id, email, email_index, invited_by, created_at, expires_at, accepted_at, withdrawn_at, version;

-- Those that can still be accepted.
--! list_invitations : Invitation
SELECT clinic_id, id, role, doctor_id, email, email_index, invited_by, created_at, expires_at, accepted_at, withdrawn_at, version
FROM invitations
WHERE clinic_id = :clinic_id AND id > :after_id AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > :now
ORDER BY id LIMIT :max;

--! lock_invitation_by_secret : Invitation
SELECT clinic_id, id, role, doctor_id, email, email_index, invited_by, created_at, expires_at, accepted_at, withdrawn_at, version
FROM invitations WHERE secret_hash = :secret_hash FOR UPDATE;

--! accept_invitation
UPDATE invitations SET accepted_at = :now, version = version + 1 WHERE clinic_id = :clinic_id AND id = :id;

--! withdraw_invitation
UPDATE invitations SET withdrawn_at = :now, version = version + 1
WHERE clinic_id = :clinic_id AND id = :id AND accepted_at IS NULL AND withdrawn_at IS NULL
RETURNING version;

-- Those that hold, and those that were made lately, whatever became of them.
--! count_api_keys
SELECT count(*) FILTER (WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > :now)) AS good,
       count(*) FILTER (WHERE created_at > :since) AS lately
FROM api_keys WHERE clinic_id = :clinic_id;

--! insert_api_key (expires_at?) : ApiKey
INSERT INTO api_keys (clinic_id, id, name, scopes, secret_hash, created_by, created_at, expires_at)
VALUES (:clinic_id, :id, :name, :scopes, :secret_hash, :created_by, :now, :expires_at)
RETURNING clinic_id, id, name, scopes, created_by, created_at, expires_at, revoked_at, version;

--! list_api_keys : ApiKey
SELECT clinic_id, id, name, scopes, created_by, created_at, expires_at, revoked_at, version
FROM api_keys WHERE clinic_id = :clinic_id AND id > :after_id AND revoked_at IS NULL ORDER BY id LIMIT :max;

--! find_api_key_by_secret : ApiKey
SELECT clinic_id, id, name, scopes, created_by, created_at, expires_at, revoked_at, version
FROM api_keys WHERE secret_hash = :secret_hash;

--! revoke_api_key
UPDATE api_keys SET revoked_at = :now, version = version + 1
WHERE clinic_id = :clinic_id AND id = :id AND revoked_at IS NULL
RETURNING version;

-- What is over, some at a time.
--! delete_expired_sessions
DELETE FROM sessions WHERE ctid = ANY (ARRAY (
    SELECT s.ctid FROM sessions s WHERE s.expires_at < :before ORDER BY s.expires_at LIMIT :most::bigint));

-- Nothing is done by those that are ended.
--! delete_ended_sessions
DELETE FROM sessions WHERE ctid = ANY (ARRAY (
    SELECT s.ctid FROM sessions s WHERE s.ended_at < :before ORDER BY s.ended_at LIMIT :most::bigint));

-- Where somebody was.
--! clear_old_sources
UPDATE account_log SET source = '' WHERE ctid = ANY (ARRAY (
    SELECT l.ctid FROM account_log l WHERE l.occurred_at < :before AND l.source <> '' ORDER BY l.occurred_at LIMIT :most::bigint));

--! delete_old_log
DELETE FROM account_log WHERE ctid = ANY (ARRAY (
    SELECT l.ctid FROM account_log l WHERE l.occurred_at < :before ORDER BY l.occurred_at LIMIT :most::bigint));

--! delete_old_invitations_and_keys
SELECT forget_given_out(:before) AS gone;

--! delete_expired_mails
DELETE FROM account_mails WHERE until < :before;

--! delete_expired_links
DELETE FROM account_links WHERE ctid = ANY (ARRAY (
    SELECT l.ctid FROM account_links l WHERE l.expires_at < :before LIMIT :most::bigint));

-- Addresses that nobody has shown to be theirs.
--! delete_unverified_accounts
DELETE FROM accounts WHERE id = ANY (ARRAY (
    SELECT a.id FROM accounts a
    WHERE a.email_verified_at IS NULL AND a.closed_at IS NULL AND a.created_at < :before
      AND NOT EXISTS (SELECT FROM account_links l WHERE l.account_id = a.id) LIMIT :most::bigint))
  AND email_verified_at IS NULL;

--! delete_expired_revocations
DELETE FROM revocations WHERE ctid = ANY (ARRAY (
    SELECT r.ctid FROM revocations r WHERE r.until < :before LIMIT :most::bigint));

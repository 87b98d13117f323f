-- The keys that personal data is sealed under, one per clinic, wrapped by a master key that is not in the database.

-- No row: there is no such clinic. Nothing in the row: it has no key yet.
--! find_key : (wrapped?, master_key_id?)
SELECT k.wrapped, k.master_key_id FROM clinics c LEFT JOIN vault_keys k ON k.clinic_id = c.id WHERE c.id = :clinic_id;

-- Whoever comes first.
--! insert_key
INSERT INTO vault_keys (clinic_id, wrapped, master_key_id, created_at)
VALUES (:clinic_id, :wrapped, :master_key_id, :now)
ON CONFLICT (clinic_id) DO NOTHING;

--! master_keys_in_use
SELECT m.id FROM vault_master_keys_in_use() AS m (id);

-- Keys that another master key wraps, some at a time.
--! lock_keys_of_others
SELECT clinic_id, wrapped, master_key_id FROM vault_keys
WHERE master_key_id <> :current ORDER BY clinic_id LIMIT :max FOR UPDATE;

--! count_keys_of_others
SELECT count(*) AS keys FROM vault_keys WHERE master_key_id <> :current;

--! update_key
UPDATE vault_keys SET wrapped = :wrapped, master_key_id = :master_key_id WHERE clinic_id = :clinic_id;

--! find_platform_key
SELECT wrapped, master_key_id FROM vault_platform_keys WHERE name = :name;

-- Whoever comes first.
--! insert_platform_key
INSERT INTO vault_platform_keys (name, wrapped, master_key_id, created_at)
VALUES (:name, :wrapped, :master_key_id, :now)
ON CONFLICT (name) DO NOTHING;

--! lock_platform_keys_of_others
SELECT name, wrapped, master_key_id FROM vault_platform_keys WHERE master_key_id <> :current ORDER BY name FOR UPDATE;

--! update_platform_key
UPDATE vault_platform_keys SET wrapped = :wrapped, master_key_id = :master_key_id WHERE name = :name;

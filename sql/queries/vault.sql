-- The keys that personal data is sealed under, one per clinic, wrapped by a master key that is not in the database.

--! find_key
SELECT wrapped, master_key_id FROM vault_keys WHERE clinic_id = :clinic_id;

-- For a clinic that is there; whoever comes first.
--! insert_key
INSERT INTO vault_keys (clinic_id, wrapped, master_key_id, created_at)
SELECT :clinic_id, :wrapped, :master_key_id, :now FROM clinics c WHERE c.id = :clinic_id
ON CONFLICT (clinic_id) DO NOTHING;

--! master_keys_in_use
SELECT m.id FROM vault_master_keys_in_use() AS m (id);

-- Keys that another master key wraps, some at a time.
--! lock_keys_of_others
SELECT clinic_id, wrapped, master_key_id FROM vault_keys
WHERE master_key_id <> :current ORDER BY clinic_id LIMIT :max FOR UPDATE;

--! update_key
UPDATE vault_keys SET wrapped = :wrapped, master_key_id = :master_key_id WHERE clinic_id = :clinic_id;

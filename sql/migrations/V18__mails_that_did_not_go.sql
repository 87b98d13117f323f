-- A clinic sees which of its mails did not reach anybody (GET /v1/clinics/{id}/mails). There is nothing personal in these rows. (Their index
-- is made apart: crates/postgres/src/migrate.rs.)
GRANT SELECT ON notifications TO holdfast_clinic;

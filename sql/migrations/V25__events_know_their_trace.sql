-- An event knows the trace that it belongs to, if that is sampled: `data.traceparent` (docs/decisions/0032). Statements that say nothing of
-- `data` write what the transaction has set.
ALTER TABLE outbox ALTER COLUMN data SET DEFAULT
    CASE WHEN current_setting('holdfast.traceparent', true) <> ''
         THEN jsonb_build_object('traceparent', current_setting('holdfast.traceparent', true)) END;

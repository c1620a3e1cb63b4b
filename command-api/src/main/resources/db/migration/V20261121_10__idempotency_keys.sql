-- The first outcome of every command that came under an idempotency key (G-3): a receipt or the refusals of a rule.
-- Rows are kept for good: by them an import that is repeated a year later still changes nothing.
CREATE TABLE lookup.idempotency_key (
    scope       text COLLATE "C" NOT NULL,
    key         text COLLATE "C" NOT NULL,
    body_hash   bytea NOT NULL,           -- SHA-256 over the command's name and canonical body
    record_id   text COLLATE "C",
    version     bigint,
    position    bigint,
    refusals    jsonb,
    accepted_at timestamptz NOT NULL,
    PRIMARY KEY (scope, key),
    CONSTRAINT receipt_or_refusals CHECK (
        num_nonnulls(record_id, version, position) = 3 AND refusals IS NULL
        OR num_nonnulls(record_id, version, position) = 0 AND refusals IS NOT NULL)
);

GRANT SELECT, INSERT ON lookup.idempotency_key TO kaipan_command;

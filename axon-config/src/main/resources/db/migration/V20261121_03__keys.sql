-- One key a customer, wrapped by the master key (G-5). An erased customer keeps the row without the key: so "erased" is
-- a fact that is read, not a row that might be missing for another reason, and nobody makes that customer a new key.
CREATE TABLE keys.customer_key (
    customer_id text COLLATE "C" PRIMARY KEY,
    wrapped_key bytea,
    created_at  timestamptz NOT NULL DEFAULT now(),
    erased_at   timestamptz,
    CONSTRAINT key_or_erased CHECK ((wrapped_key IS NULL) = (erased_at IS NOT NULL))
);

GRANT SELECT, INSERT, UPDATE (wrapped_key, erased_at) ON keys.customer_key TO kaipan_command;
GRANT SELECT ON keys.customer_key TO kaipan_projection, kaipan_query;

-- By this value Kaipan knows at start-up whether it was given the master key that belongs to these data.
CREATE TABLE keys.master_key_check (
    only_row    boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    check_value bytea NOT NULL
);

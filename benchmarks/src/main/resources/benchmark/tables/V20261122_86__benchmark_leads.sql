-- The leads by their place in the list, so that pgbench can choose one by a random number, as it can't make up ids.
CREATE TABLE benchmark.lead (
    number        integer PRIMARY KEY,
    lead_id       text COLLATE "C" NOT NULL,
    registered_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE ON benchmark.lead TO kaipan_query;

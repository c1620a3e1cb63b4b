-- What the baselines write: one row of the same bytes, and nothing around it.
CREATE SCHEMA benchmark;
GRANT USAGE ON SCHEMA benchmark TO kaipan_command, kaipan_query;

CREATE TABLE benchmark.plain_row (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payload text COLLATE "C" NOT NULL
);
ALTER TABLE benchmark.plain_row ALTER COLUMN payload SET STORAGE PLAIN;

GRANT SELECT, INSERT ON benchmark.plain_row TO kaipan_command;

-- Where the baseline of a rebuild copies the log to: about the columns of a view, and no index.
GRANT USAGE ON SCHEMA benchmark TO kaipan_projection;
CREATE TABLE benchmark.copied (
    record_id     text COLLATE "C" NOT NULL,
    version       bigint NOT NULL,
    customer_id   text COLLATE "C",
    project       text COLLATE "C",
    channel       text COLLATE "C",
    level         text COLLATE "C",
    owner         text COLLATE "C",
    topic         text,
    description   text,
    name          text,
    phones        text,
    occurred_at   text,
    registered_at text NOT NULL,
    registered_by text NOT NULL
);
GRANT SELECT, INSERT, TRUNCATE ON benchmark.copied TO kaipan_projection;

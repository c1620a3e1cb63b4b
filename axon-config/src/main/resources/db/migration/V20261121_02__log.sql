-- The event log: rows are added and never changed again.
CREATE TABLE log.domain_event (
    global_index         bigint GENERATED ALWAYS AS IDENTITY (INCREMENT BY 1 CACHE 1) PRIMARY KEY,
    event_identifier     text COLLATE "C" NOT NULL,
    aggregate_identifier text COLLATE "C" NOT NULL,
    sequence_number      bigint NOT NULL,
    type                 text COLLATE "C",          -- of the aggregate; null for an event without one
    payload_type         text COLLATE "C" NOT NULL, -- the logical name, never a class
    payload_revision     text COLLATE "C" NOT NULL,
    payload              bytea NOT NULL,            -- JSON, personal data sealed
    meta_data            bytea NOT NULL,            -- JSON
    time_stamp           text COLLATE "C" NOT NULL, -- ISO-8601 in UTC with milliseconds, so that text order is time order
    CONSTRAINT domain_event_version UNIQUE (aggregate_identifier, sequence_number),
    CONSTRAINT domain_event_identifier UNIQUE (event_identifier)
);

CREATE FUNCTION log.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% refused: % only grows', TG_OP, TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log.domain_event
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.domain_event ENABLE ALWAYS TRIGGER append_only;

GRANT SELECT, INSERT ON log.domain_event TO kaipan_command;
GRANT SELECT ON log.domain_event TO kaipan_projection, kaipan_query;

-- Snapshots only shorten loading: they may be thrown away at any time.
CREATE TABLE log.snapshot_event (
    aggregate_identifier text COLLATE "C" NOT NULL,
    sequence_number      bigint NOT NULL,
    type                 text COLLATE "C" NOT NULL,
    event_identifier     text COLLATE "C" NOT NULL UNIQUE,
    payload_type         text COLLATE "C" NOT NULL,
    payload_revision     text COLLATE "C",
    payload              bytea NOT NULL,
    meta_data            bytea,
    time_stamp           text COLLATE "C" NOT NULL,
    PRIMARY KEY (aggregate_identifier, sequence_number)
);

GRANT SELECT, INSERT, DELETE ON log.snapshot_event TO kaipan_command;

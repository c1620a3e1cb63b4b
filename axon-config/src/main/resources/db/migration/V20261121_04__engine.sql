-- Axon's books: tokens of the event processors and the letters they could not deliver.
CREATE TABLE engine.token_entry (
    processor_name text COLLATE "C" NOT NULL,
    segment        integer NOT NULL,
    token          bytea,
    token_type     text COLLATE "C",
    time_stamp     text COLLATE "C",
    owner          text COLLATE "C",
    PRIMARY KEY (processor_name, segment)
);

CREATE TABLE engine.dead_letter_entry (
    dead_letter_identifier text COLLATE "C" PRIMARY KEY,
    processing_group       text COLLATE "C" NOT NULL,
    sequence_identifier    text COLLATE "C" NOT NULL,
    sequence_index         bigint NOT NULL,
    message_type           text COLLATE "C" NOT NULL,
    event_identifier       text COLLATE "C" NOT NULL,
    time_stamp             text COLLATE "C" NOT NULL,
    payload_type           text COLLATE "C" NOT NULL,
    payload_revision       text COLLATE "C",
    payload                bytea NOT NULL,
    meta_data              bytea,
    aggregate_type         text COLLATE "C",
    aggregate_identifier   text COLLATE "C",
    sequence_number        bigint,
    token_type             text COLLATE "C",
    token                  bytea,
    enqueued_at            text COLLATE "C" NOT NULL,
    last_touched           text COLLATE "C",
    processing_started     text COLLATE "C",
    cause_type             text COLLATE "C",
    cause_message          text,
    diagnostics            bytea,
    CONSTRAINT dead_letter_place UNIQUE (processing_group, sequence_identifier, sequence_index)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON engine.token_entry, engine.dead_letter_entry TO kaipan_projection;
GRANT SELECT ON engine.token_entry, engine.dead_letter_entry TO kaipan_command, kaipan_query;

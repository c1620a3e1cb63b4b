-- The lists of opportunities take the place of view opportunity-record, and are filled from the log like any new view.
DO $$
DECLARE
    part record;
BEGIN
    DROP VIEW view.opportunity_record;
    FOR part IN SELECT relname AS name FROM pg_class
        WHERE relnamespace = 'view'::regnamespace AND relkind = 'r' AND relname ~ '^opportunity_record_g[0-9]+$' LOOP
        EXECUTE format('DROP TABLE view.%I', part.name);
    END LOOP;
    DROP TABLE shape.opportunity_record;
END $$;
DELETE FROM engine.view_table WHERE view = 'opportunity-record';
DELETE FROM engine.view_comparison WHERE view = 'opportunity-record';
DELETE FROM engine.view_generation WHERE view = 'opportunity-record';
DELETE FROM engine.token_entry WHERE processor_name LIKE 'opportunity-record%';
DELETE FROM engine.dead_letter_entry WHERE processing_group LIKE 'opportunity-record%';

-- Which opportunities are there, and how do they stand? Personal data is sealed under the customer's key.
CREATE TABLE shape.opportunity_list (
    opportunity_id         text COLLATE "C" PRIMARY KEY,
    version                bigint NOT NULL,
    customer_id            text COLLATE "C" NOT NULL,
    project                text COLLATE "C" NOT NULL,
    state                  text COLLATE "C" NOT NULL,
    name_sealed            text,
    description_sealed     text,
    awareness_channel      text COLLATE "C" NOT NULL,
    stage                  text COLLATE "C" NOT NULL,
    stage_since            timestamptz NOT NULL,
    win_probability        integer NOT NULL,
    probability_overridden boolean NOT NULL,
    follow_up_level        text COLLATE "C" NOT NULL,
    estimated_fen          bigint,
    close_date             date,
    owner                  text COLLATE "C",
    lead_id                text COLLATE "C",
    visitor_name_sealed    text,
    visitor_phone_sealed   text,
    co_visitors_sealed     text[] NOT NULL, -- name and phone of each
    opened_at              timestamptz NOT NULL,
    open_since             timestamptz NOT NULL, -- the opening, or the last reopening
    recorded_at            timestamptz NOT NULL,
    recorded_by            text COLLATE "C" NOT NULL,
    original_author        text,
    carried_contact_at     timestamptz,          -- the last contact of its lead
    last_contact_at        timestamptz,
    waiting_since          timestamptz NOT NULL, -- the last contact, or else since it is open
    planned_kind           text COLLATE "C",
    planned_due_at         timestamptz,
    planned_subject_sealed text,
    planned_at             timestamptz,
    closed_reason          text COLLATE "C",
    closed_competitor      text,
    closed_note_sealed     text,
    closed_at              timestamptz,
    closed_by              text COLLATE "C",
    changed_at             timestamptz NOT NULL
);

CREATE INDEX opportunity_list_by_opening ON shape.opportunity_list (opened_at, opportunity_id);
CREATE INDEX opportunity_list_by_project ON shape.opportunity_list (project, opened_at, opportunity_id);
CREATE INDEX opportunity_list_by_owner ON shape.opportunity_list (owner, opened_at, opportunity_id);
CREATE INDEX opportunity_list_by_customer ON shape.opportunity_list (customer_id);
CREATE INDEX opportunity_list_by_change ON shape.opportunity_list (changed_at, opportunity_id);
CREATE INDEX opportunity_list_by_stage ON shape.opportunity_list (project, state, stage, opened_at, opportunity_id);
CREATE INDEX opportunity_list_by_waiting ON shape.opportunity_list (waiting_since, opportunity_id) WHERE state = 'OPEN';
CREATE INDEX opportunity_list_by_close_date ON shape.opportunity_list
    ((coalesce(close_date, DATE '9999-12-31')), opportunity_id);
CREATE INDEX opportunity_list_by_value ON shape.opportunity_list ((coalesce(estimated_fen, 0)), opportunity_id);
-- the pipeline board reads this index alone
CREATE INDEX opportunity_list_board ON shape.opportunity_list (project, stage)
    INCLUDE (owner, follow_up_level, estimated_fen, win_probability) WHERE state = 'OPEN';

-- When was the customer reached? A struck contact doesn't count any more (OPP-3).
CREATE TABLE shape.opportunity_contact (
    interaction_id text COLLATE "C" PRIMARY KEY,
    opportunity_id text COLLATE "C" NOT NULL,
    occurred_at    timestamptz NOT NULL,
    struck         boolean NOT NULL
);

CREATE INDEX opportunity_contact_by_opportunity ON shape.opportunity_contact (opportunity_id);

SELECT view.add_table('opportunity-list', 'opportunity_list');
SELECT view.add_table('opportunity-list', 'opportunity_contact');

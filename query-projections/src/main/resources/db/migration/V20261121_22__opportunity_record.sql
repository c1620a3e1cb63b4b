-- What became of this lead? Personal data is sealed under the customer's key.
CREATE TABLE view.opportunity_record (
    opportunity_id     text COLLATE "C" PRIMARY KEY,
    version            bigint NOT NULL,
    customer_id        text COLLATE "C" NOT NULL,
    project            text COLLATE "C" NOT NULL,
    name_sealed        text,
    description_sealed text,
    awareness_channel  text COLLATE "C" NOT NULL,
    stage              text COLLATE "C" NOT NULL,
    win_probability    integer NOT NULL,
    follow_up_level    text COLLATE "C",
    owner              text COLLATE "C",
    lead_id            text COLLATE "C",
    opened_at          timestamptz NOT NULL,
    changed_at         timestamptz NOT NULL
);

CREATE INDEX opportunity_record_by_opening ON view.opportunity_record (opened_at, opportunity_id);
CREATE INDEX opportunity_record_by_project ON view.opportunity_record (project, opened_at, opportunity_id);
CREATE INDEX opportunity_record_by_customer ON view.opportunity_record (customer_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON view.opportunity_record TO kaipan_projection;
GRANT SELECT ON view.opportunity_record TO kaipan_query;

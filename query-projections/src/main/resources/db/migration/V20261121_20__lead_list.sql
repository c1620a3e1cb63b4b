-- Which leads are there? Personal data is sealed under the customer's key; tokens find it again (decision 0060).
CREATE TABLE view.lead_customer (
    customer_id   text COLLATE "C" PRIMARY KEY,
    name_sealed   text,
    phones_sealed text,
    name_tokens   bigint[] NOT NULL,
    phone_tokens  bigint[] NOT NULL,
    forgotten     boolean NOT NULL
);

CREATE TABLE view.lead_list (
    lead_id              text COLLATE "C" PRIMARY KEY,
    version              bigint NOT NULL,
    customer_id          text COLLATE "C" NOT NULL,
    project              text COLLATE "C" NOT NULL,
    state                text COLLATE "C" NOT NULL,
    awareness_channel    text COLLATE "C" NOT NULL,
    follow_up_level      text COLLATE "C",
    owner                text COLLATE "C",
    topic_sealed         text,
    description_sealed   text,
    name_given_sealed    text,
    contact_name_sealed  text,
    contact_phone_sealed text,
    occurred_at          timestamptz NOT NULL,
    registered_at        timestamptz NOT NULL,
    registered_by        text COLLATE "C" NOT NULL,
    original_author      text,
    last_contact_at      timestamptz NOT NULL,
    closed_outcome       text COLLATE "C",
    closed_reason        text COLLATE "C",
    closed_customer      text COLLATE "C",
    closed_opportunity   text COLLATE "C",
    closed_note_sealed   text,
    closed_at            timestamptz,
    closed_by            text COLLATE "C",
    opportunity_id       text COLLATE "C",
    changed_at           timestamptz NOT NULL,
    given_tokens         bigint[] NOT NULL, -- of the name given with the lead
    tokens               bigint[] NOT NULL  -- given_tokens and those of the customer
);

-- Lists begin with a project and mostly a state; managers and consultants turn the pages of their own.
CREATE INDEX lead_list_by_registration ON view.lead_list (registered_at, lead_id);
CREATE INDEX lead_list_by_occurrence ON view.lead_list (occurred_at, lead_id);
CREATE INDEX lead_list_by_last_contact ON view.lead_list (last_contact_at, lead_id);
CREATE INDEX lead_list_by_change ON view.lead_list (changed_at, lead_id);
CREATE INDEX lead_list_by_level ON view.lead_list (coalesce(follow_up_level, U&'\+10FFFF'), lead_id);
CREATE INDEX lead_list_by_owner ON view.lead_list (owner, state, registered_at, lead_id);
CREATE INDEX lead_list_by_project ON view.lead_list (project, state, registered_at, lead_id);
CREATE INDEX lead_list_by_customer ON view.lead_list (customer_id);
CREATE INDEX lead_list_by_token ON view.lead_list USING gin (tokens);

GRANT SELECT, INSERT, UPDATE, DELETE ON view.lead_customer, view.lead_list TO kaipan_projection;
GRANT SELECT ON view.lead_customer, view.lead_list TO kaipan_query;

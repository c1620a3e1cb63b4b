-- Who is this customer? Personal data is sealed under the customer's key; tokens find it again (decision 0060).
CREATE TABLE view.customer_record (
    customer_id              text COLLATE "C" PRIMARY KEY,
    version                  bigint NOT NULL,
    name_sealed              text,
    phones_sealed            text,
    email_sealed             text,
    identity_document_sealed text,
    address_sealed           text,
    note_sealed              text,
    name_tokens              bigint[] NOT NULL,
    phone_tokens             bigint[] NOT NULL,
    tokens                   bigint[] GENERATED ALWAYS AS (name_tokens || phone_tokens) STORED,
    registered_at            timestamptz NOT NULL,
    registered_by            text COLLATE "C" NOT NULL,
    changed_at               timestamptz NOT NULL,
    forgotten_at             timestamptz
);

CREATE INDEX customer_record_by_registration ON view.customer_record (registered_at, customer_id);
CREATE INDEX customer_record_by_change ON view.customer_record (changed_at, customer_id);
CREATE INDEX customer_record_by_token ON view.customer_record USING gin (tokens);

-- Where a customer stands in whose care: their leads and opportunities.
CREATE TABLE view.customer_link (
    record_id   text COLLATE "C" PRIMARY KEY,
    customer_id text COLLATE "C" NOT NULL,
    kind        text COLLATE "C" NOT NULL CHECK (kind IN ('LEAD', 'OPPORTUNITY')),
    project     text COLLATE "C" NOT NULL,
    owner       text COLLATE "C",
    since       timestamptz NOT NULL
);

CREATE INDEX customer_link_by_customer ON view.customer_link (customer_id, project);
CREATE INDEX customer_link_by_owner ON view.customer_link (owner);

GRANT SELECT, INSERT, UPDATE, DELETE ON view.customer_record, view.customer_link TO kaipan_projection;
GRANT SELECT ON view.customer_record, view.customer_link TO kaipan_query;

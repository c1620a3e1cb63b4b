-- What commands of one aggregate must know about others, written in the transaction of the command that changes it.

-- Who holds a phone number (CUS-2). The number itself is nowhere: only its keyed hash.
CREATE TABLE lookup.phone_claim (
    fingerprint bytea PRIMARY KEY,
    customer_id text COLLATE "C" NOT NULL
);
CREATE INDEX phone_claim_customer ON lookup.phone_claim (customer_id);

-- The ACTIVE lead of a customer in a project (LEA-8).
CREATE TABLE lookup.active_lead (
    customer_id text COLLATE "C" NOT NULL,
    project     text COLLATE "C" NOT NULL,
    lead_id     text COLLATE "C" NOT NULL UNIQUE,
    owner       text COLLATE "C",
    PRIMARY KEY (customer_id, project)
);

-- All opportunities; at most one open for a customer in a project (OPP-6).
CREATE TABLE lookup.opportunity (
    opportunity_id text COLLATE "C" PRIMARY KEY,
    customer_id    text COLLATE "C" NOT NULL,
    project        text COLLATE "C" NOT NULL,
    owner          text COLLATE "C",
    open           boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX opportunity_one_open ON lookup.opportunity (customer_id, project) WHERE open;

-- The state of each project with all versions of its policies (PRJ-1, G-11).
CREATE TABLE lookup.project_terms (
    project text COLLATE "C" PRIMARY KEY,
    terms   jsonb NOT NULL
);

GRANT SELECT, INSERT, DELETE ON lookup.phone_claim TO kaipan_command;
GRANT SELECT, INSERT, UPDATE (owner), DELETE ON lookup.active_lead TO kaipan_command;
GRANT SELECT, INSERT, UPDATE (owner, open) ON lookup.opportunity TO kaipan_command;
GRANT SELECT, INSERT, UPDATE (terms) ON lookup.project_terms TO kaipan_command;

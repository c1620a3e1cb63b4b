-- The owners' club. Projects' terms say from now on in which city they are: members of one city's club need its clearance for
-- another (PRC-5).
UPDATE lookup.project_terms t
SET terms = t.terms || jsonb_build_object('city', opened.payload -> 'city'), revision = DEFAULT
FROM (SELECT convert_from(payload, 'UTF8')::jsonb AS payload FROM log.domain_event
      WHERE payload_type = 'project.ProjectOpened') opened
WHERE opened.payload ->> 'project' = t.project;

-- All member accounts; at most one of a customer that isn't closed (MEM-1).
CREATE TABLE lookup.member_account (
    account_id  text COLLATE "C" PRIMARY KEY,
    customer_id text COLLATE "C" NOT NULL,
    home_id     text COLLATE "C" NOT NULL,
    referrer_id text COLLATE "C",               -- the account of who referred them
    card_number text COLLATE "C" UNIQUE,        -- null until confirmed
    open        boolean NOT NULL DEFAULT true   -- not closed
);
CREATE UNIQUE INDEX member_account_one_open ON lookup.member_account (customer_id) WHERE open;
CREATE INDEX member_account_customer ON lookup.member_account (customer_id);

CREATE TRIGGER give_to_survivor BEFORE INSERT ON lookup.member_account
    FOR EACH ROW EXECUTE FUNCTION lookup.give_to_survivor();

-- The last card number of each series. Its row is locked until the card is given or isn't, so that none is left out.
CREATE TABLE lookup.card_series (
    prefix text COLLATE "C" PRIMARY KEY,
    last   bigint NOT NULL
);

-- What each entry of a ledger was made for, and what is left of it (PTS-5 to PTS-7).
CREATE TABLE lookup.points_entry (
    account_id text COLLATE "C" NOT NULL,
    entry      integer NOT NULL,
    kind       text COLLATE "C" NOT NULL,
    cause      text COLLATE "C" NOT NULL,
    project    text COLLATE "C" NOT NULL,
    day        date NOT NULL,
    points     integer NOT NULL,
    remaining  integer NOT NULL CHECK (remaining >= 0),
    expired    integer NOT NULL DEFAULT 0,
    expires_at timestamptz,                     -- null means never
    voided_for text COLLATE "C",                -- null while it stands
    PRIMARY KEY (account_id, entry),
    UNIQUE (account_id, kind, cause)
);
-- One visit a day in a project (PTS-3).
CREATE UNIQUE INDEX points_entry_one_viewing ON lookup.points_entry (account_id, project, day) WHERE kind = 'VIEWING';
-- The oldest first.
CREATE INDEX points_entry_remaining ON lookup.points_entry (account_id, entry) WHERE remaining > 0;
CREATE INDEX points_entry_expiring ON lookup.points_entry (expires_at, account_id)
    WHERE remaining > 0 AND expires_at IS NOT NULL;

GRANT SELECT, INSERT, UPDATE (customer_id, card_number, open) ON lookup.member_account TO kaipan_command;
GRANT SELECT, INSERT, UPDATE (last) ON lookup.card_series TO kaipan_command;
GRANT SELECT, INSERT, UPDATE (remaining, expired, voided_for) ON lookup.points_entry TO kaipan_command;

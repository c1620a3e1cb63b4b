-- What stands in each member's ledger of points (PTS-1)? Notes are sealed under the customer's key.
CREATE TABLE shape.points_holder (
    account_id text COLLATE "C" PRIMARY KEY,
    project    text COLLATE "C" NOT NULL -- where the member joined
);

CREATE TABLE shape.points_entry (
    entry_id       text COLLATE "C" PRIMARY KEY, -- account and number
    account_id     text COLLATE "C" NOT NULL,
    entry          integer NOT NULL,
    customer_id    text COLLATE "C" NOT NULL,
    project        text COLLATE "C" NOT NULL,
    type           text COLLATE "C" NOT NULL,
    kind           text COLLATE "C",
    change         integer NOT NULL,
    balance        bigint NOT NULL,              -- after it
    uses           text[] NOT NULL,              -- number of an earlier entry, and how many of its points
    debt           integer NOT NULL,             -- below zero: debt that was made good
    cause          text COLLATE "C",
    voids          integer,
    note_sealed    text,
    requested_by   text COLLATE "C",
    policy_version integer,
    points_left    integer NOT NULL,
    expires_on     date,
    voided_by      integer,
    lapsed         boolean NOT NULL,             -- the membership has ended
    occurred_at    timestamptz NOT NULL,
    recorded_at    timestamptz NOT NULL,
    recorded_by    text COLLATE "C" NOT NULL
);

CREATE INDEX points_entry_by_account ON shape.points_entry (account_id, entry, entry_id);
CREATE INDEX points_entry_by_customer ON shape.points_entry (customer_id);
CREATE INDEX points_entry_expiring ON shape.points_entry (account_id, expires_on)
    WHERE points_left > 0 AND NOT lapsed AND expires_on IS NOT NULL;
-- what is outstanding, and when it expires, is read from this index alone
CREATE INDEX points_entry_outstanding ON shape.points_entry (project, kind, expires_on)
    INCLUDE (points_left, account_id) WHERE points_left > 0 AND NOT lapsed;

SELECT view.add_table('points-statement', 'points_holder');
SELECT view.add_table('points-statement', 'points_entry');

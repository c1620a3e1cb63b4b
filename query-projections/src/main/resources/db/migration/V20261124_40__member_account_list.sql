-- Who belongs to the owners' club, at which level, with how many points? Texts are sealed under the customer's key; name
-- and phones stand in view.customer_record.
CREATE TABLE shape.member_account (
    account_id           text COLLATE "C" PRIMARY KEY,
    version              bigint NOT NULL,
    customer_id          text COLLATE "C" NOT NULL,
    project              text COLLATE "C" NOT NULL,   -- where they joined
    projects             text[] NOT NULL,             -- where they are known besides: joined, cleared, earned, spent
    city                 text COLLATE "C" NOT NULL,
    referrer_id          text COLLATE "C",
    applied_at           timestamptz NOT NULL,
    recorded_at          timestamptz NOT NULL,
    recorded_by          text COLLATE "C" NOT NULL,
    original_author      text,
    state                text COLLATE "C" NOT NULL,
    card                 text COLLATE "C",            -- null until confirmed, as the next three
    member_since         timestamptz,
    confirmed_by         text COLLATE "C",
    level                text COLLATE "C",
    level_bases          text[] NOT NULL,             -- level, ground, needed, policy version, entries
    balance              bigint NOT NULL,
    closed_reason_sealed text,
    closed_at            timestamptz,
    closed_by            text COLLATE "C",
    changed_at           timestamptz NOT NULL
);

CREATE INDEX member_account_by_customer ON shape.member_account (customer_id);
CREATE INDEX member_account_by_card ON shape.member_account (card);
CREATE INDEX member_account_by_referrer ON shape.member_account (referrer_id) WHERE referrer_id IS NOT NULL;
CREATE INDEX member_account_by_application ON shape.member_account (applied_at, account_id);
CREATE INDEX member_account_by_project ON shape.member_account (project, applied_at, account_id);
CREATE INDEX member_account_by_change ON shape.member_account (changed_at, account_id);
CREATE INDEX member_account_by_balance ON shape.member_account (balance, account_id);
CREATE INDEX member_account_by_card_order ON shape.member_account ((coalesce(card, '')), account_id);
CREATE INDEX member_account_by_projects ON shape.member_account USING gin (projects);
-- how many there are of each level is read from this index alone
CREATE INDEX member_account_levels ON shape.member_account (project, city, level) WHERE state = 'MEMBER';

-- Which level since when, and what it rested on (MEM-2)?
CREATE TABLE shape.member_level (
    account_id     text COLLATE "C" NOT NULL,
    version        bigint NOT NULL,
    customer_id    text COLLATE "C" NOT NULL,
    previous       text COLLATE "C",
    level          text COLLATE "C" NOT NULL,
    bases          text[] NOT NULL,
    reason_sealed  text,
    policy_version integer NOT NULL,
    recorded_at    timestamptz NOT NULL,
    recorded_by    text COLLATE "C" NOT NULL,
    PRIMARY KEY (account_id, version)
);
CREATE INDEX member_level_by_customer ON shape.member_level (customer_id);

-- For which other cities are they cleared (PRC-5)?
CREATE TABLE shape.member_clearance (
    account_id       text COLLATE "C" NOT NULL,
    version          bigint NOT NULL,
    customer_id      text COLLATE "C" NOT NULL,
    project          text COLLATE "C" NOT NULL,
    city             text COLLATE "C" NOT NULL,
    clearance_sealed text,
    occurred_at      timestamptz NOT NULL,
    recorded_at      timestamptz NOT NULL,
    recorded_by      text COLLATE "C" NOT NULL,
    PRIMARY KEY (account_id, version)
);
CREATE INDEX member_clearance_by_customer ON shape.member_clearance (customer_id);

-- Which adjustments of points were asked for, and which wait for a second person (G-9)?
CREATE TABLE shape.points_adjustment (
    adjustment_id   text COLLATE "C" PRIMARY KEY,
    account_id      text COLLATE "C" NOT NULL,
    customer_id     text COLLATE "C" NOT NULL,
    project         text COLLATE "C" NOT NULL,
    points          integer NOT NULL,
    reason_sealed   text,
    state           text COLLATE "C" NOT NULL,
    asked_by        text COLLATE "C" NOT NULL,
    asked_at        timestamptz NOT NULL,
    decided_by      text COLLATE "C",
    decided_at      timestamptz,
    decision_sealed text
);
CREATE INDEX points_adjustment_by_account ON shape.points_adjustment (account_id);
CREATE INDEX points_adjustment_by_customer ON shape.points_adjustment (customer_id);
CREATE INDEX points_adjustment_by_state ON shape.points_adjustment (state, asked_at, adjustment_id);

SELECT view.add_table('member-account-list', 'member_account');
SELECT view.add_table('member-account-list', 'member_level');
SELECT view.add_table('member-account-list', 'member_clearance');
SELECT view.add_table('member-account-list', 'points_adjustment');

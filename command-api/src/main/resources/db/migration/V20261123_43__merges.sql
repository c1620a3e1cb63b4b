-- Who stands for a customer that was merged into another (CUS-4): the one at the end of the chain.
CREATE TABLE lookup.customer_merge (
    customer_id text COLLATE "C" PRIMARY KEY,
    survivor_id text COLLATE "C" NOT NULL
);

-- Whose a record was before any merge, so that it can go back. What is there was never merged.
ALTER TABLE lookup.active_lead ADD COLUMN home_id text COLLATE "C";
UPDATE lookup.active_lead SET home_id = customer_id;
ALTER TABLE lookup.active_lead ALTER COLUMN home_id SET NOT NULL;
ALTER TABLE lookup.opportunity ADD COLUMN home_id text COLLATE "C";
UPDATE lookup.opportunity SET home_id = customer_id;
ALTER TABLE lookup.opportunity ALTER COLUMN home_id SET NOT NULL;

-- What merges lock for themselves, and whoever writes a record shares with others.
CREATE FUNCTION lookup.customer_lock(customer text) RETURNS bigint LANGUAGE sql IMMUTABLE
    RETURN hashtextextended('merge ' || customer, 0);

CREATE FUNCTION lookup.present_customer(customer text) RETURNS text LANGUAGE sql STABLE
    RETURN coalesce((SELECT survivor_id FROM lookup.customer_merge WHERE customer_id = customer), customer);

-- A record that is written for a merged customer goes to the survivor. The lock is waited for before the merge is looked at,
-- by statements of their own, so that none is missed.
CREATE FUNCTION lookup.give_to_survivor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(lookup.customer_lock(NEW.customer_id));
    NEW.home_id := NEW.customer_id;
    NEW.customer_id := lookup.present_customer(NEW.customer_id);
    RETURN NEW;
END $$;

CREATE TRIGGER give_to_survivor BEFORE INSERT ON lookup.active_lead
    FOR EACH ROW EXECUTE FUNCTION lookup.give_to_survivor();
CREATE TRIGGER give_to_survivor BEFORE INSERT ON lookup.opportunity
    FOR EACH ROW EXECUTE FUNCTION lookup.give_to_survivor();

GRANT SELECT, INSERT, UPDATE (survivor_id), DELETE ON lookup.customer_merge TO kaipan_command;
GRANT UPDATE (customer_id) ON lookup.phone_claim TO kaipan_command;
GRANT UPDATE (customer_id) ON lookup.active_lead, lookup.opportunity TO kaipan_command;

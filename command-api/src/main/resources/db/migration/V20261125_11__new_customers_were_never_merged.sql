-- Who writes a place for a customer made by the same statement says whose it is: nobody can have merged them.
DROP TRIGGER give_to_survivor ON lookup.active_lead;
CREATE TRIGGER give_to_survivor BEFORE INSERT ON lookup.active_lead
    FOR EACH ROW WHEN (NEW.home_id IS NULL) EXECUTE FUNCTION lookup.give_to_survivor();

-- For migrations, after a change of shape that must hold of all rows: the view's generations go, with its place in the log, and
-- it is filled from the log like any new view.
CREATE FUNCTION view.fill_anew(changed text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    parts text[];
    part  text;
    made  text;
BEGIN
    SELECT array_agg(table_name) INTO parts FROM engine.view_table WHERE view = changed;
    FOREACH part IN ARRAY parts LOOP
        EXECUTE format('DROP VIEW view.%I', part);
        FOR made IN SELECT relname FROM pg_class
            WHERE relnamespace = 'view'::regnamespace AND relkind = 'r' AND relname ~ ('^' || part || '_g[0-9]+$') LOOP
            EXECUTE format('DROP TABLE view.%I', made);
        END LOOP;
    END LOOP;
    DELETE FROM engine.view_table WHERE view = changed;
    DELETE FROM engine.view_comparison WHERE view = changed;
    DELETE FROM engine.view_generation WHERE view = changed;
    DELETE FROM engine.token_entry WHERE processor_name LIKE changed || '%';
    DELETE FROM engine.dead_letter_entry WHERE processing_group LIKE changed || '%';
    FOREACH part IN ARRAY parts LOOP
        PERFORM view.add_table(changed, part);
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION view.fill_anew FROM PUBLIC;

-- What was reminded of, for each contact that an opportunity waited since (OPP-8).
ALTER TABLE shape.opportunity_list
    DROP COLUMN reminded_state,
    DROP COLUMN reminded_since,
    ADD COLUMN reminders text[] NOT NULL; -- state and contact of each
SELECT view.fill_anew('opportunity-list');

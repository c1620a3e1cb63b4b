-- How does each open opportunity stand on the follow-up clock (OPP-8)? The lists are filled from the log anew, so that this
-- is known of all of them.
DO $$
DECLARE
    parts text[];
    part  text;
    made  text;
BEGIN
    SELECT array_agg(table_name) INTO parts FROM engine.view_table WHERE view = 'opportunity-list';
    FOREACH part IN ARRAY parts LOOP
        EXECUTE format('DROP VIEW view.%I', part);
        FOR made IN SELECT relname FROM pg_class
            WHERE relnamespace = 'view'::regnamespace AND relkind = 'r' AND relname ~ ('^' || part || '_g[0-9]+$') LOOP
            EXECUTE format('DROP TABLE view.%I', made);
        END LOOP;
    END LOOP;
    DELETE FROM engine.view_table WHERE view = 'opportunity-list';
    DELETE FROM engine.view_comparison WHERE view = 'opportunity-list';
    DELETE FROM engine.view_generation WHERE view = 'opportunity-list';
    DELETE FROM engine.token_entry WHERE processor_name LIKE 'opportunity-list%';
    DELETE FROM engine.dead_letter_entry WHERE processing_group LIKE 'opportunity-list%';

    ALTER TABLE shape.opportunity_list
        ADD COLUMN follow_up_state text COLLATE "C",    -- null unless open
        ADD COLUMN reminded_state  text COLLATE "C",    -- what was given last
        ADD COLUMN reminded_since  timestamptz;         -- for which contact
    CREATE INDEX opportunity_list_by_follow_up ON shape.opportunity_list
        (project, follow_up_state, waiting_since, opportunity_id);
    CREATE INDEX opportunity_list_by_owned_follow_up ON shape.opportunity_list
        (owner, follow_up_state, waiting_since, opportunity_id);

    FOREACH part IN ARRAY parts LOOP
        PERFORM view.add_table('opportunity-list', part);
    END LOOP;
END $$;

-- Lists sorted by who has waited longest are not always of open opportunities alone: the index holds all.
DROP INDEX shape.opportunity_list_by_waiting;
CREATE INDEX opportunity_list_by_waiting ON shape.opportunity_list (waiting_since, opportunity_id);
DO $$
DECLARE
    made integer;
BEGIN
    FOR made IN SELECT generation FROM engine.view_generation
        WHERE view = 'opportunity-list' AND state IN ('BUILDING', 'CATCHING_UP', 'LIVE', 'RETIRED') LOOP
        EXECUTE format('DROP INDEX IF EXISTS view.%I', 'opportunity_list_g' || made || '_by_waiting');
        PERFORM view.index_generation('opportunity_list', made);
    END LOOP;
END $$;

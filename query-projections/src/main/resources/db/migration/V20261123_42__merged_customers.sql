-- Who stands for whom after merges (CUS-4), in the views that show customers. Nothing was merged before these columns, so
-- every generation gets them: null is right in all rows.
DO $$
DECLARE
    part record;
BEGIN
    FOR part IN
        SELECT 'shape.' || quote_ident(table_name) AS name, table_name FROM engine.view_table
        UNION
        SELECT format('view.%I', t.table_name || '_g' || g.generation), t.table_name
        FROM engine.view_table t JOIN engine.view_generation g ON g.view = t.view
        WHERE g.state IN ('BUILDING', 'CATCHING_UP', 'LIVE', 'RETIRED')
    LOOP
        IF part.table_name IN ('customer_record', 'lead_customer') THEN
            EXECUTE 'ALTER TABLE ' || part.name || ' ADD COLUMN survivor_id text COLLATE "C"';
        END IF;
        IF part.table_name = 'customer_record' THEN
            EXECUTE 'ALTER TABLE ' || part.name || ' ADD COLUMN other_names_sealed text';
        ELSIF part.table_name = 'customer_link' THEN
            EXECUTE 'ALTER TABLE ' || part.name || ' ADD COLUMN home_id text COLLATE "C"';
        END IF;
    END LOOP;
END $$;

CREATE INDEX customer_record_by_survivor ON shape.customer_record (survivor_id) WHERE survivor_id IS NOT NULL;
CREATE INDEX customer_record_by_name ON shape.customer_record (name_tokens);
CREATE INDEX lead_customer_by_survivor ON shape.lead_customer (survivor_id) WHERE survivor_id IS NOT NULL;

SELECT view.index_generation(t.table_name, g.generation)
    FROM engine.view_table t JOIN engine.view_generation g ON g.view = t.view
    WHERE t.table_name IN ('customer_record', 'lead_customer') AND g.state IN ('CATCHING_UP', 'LIVE', 'RETIRED');
SELECT view.show_shape(t.table_name) FROM engine.view_table t
    WHERE t.table_name IN ('customer_record', 'customer_link', 'lead_customer');

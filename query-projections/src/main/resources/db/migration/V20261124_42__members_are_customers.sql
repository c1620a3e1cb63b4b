-- A membership belongs to a customer as leads and opportunities do: the people of the project where they joined see them
-- (G-8). There was none before, so that the generations there are lack nothing.
DO $$
DECLARE
    part record;
BEGIN
    FOR part IN
        SELECT conrelid::regclass AS name, conname AS rule FROM pg_constraint
        WHERE contype = 'c' AND pg_get_constraintdef(oid) ~ '\mkind\M'
            AND conrelid IN (SELECT oid FROM pg_class WHERE relname ~ '^customer_link(_g[0-9]+)?$'
                AND relnamespace IN ('shape'::regnamespace, 'view'::regnamespace))
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', part.name, part.rule);
        EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I CHECK (kind IN (''LEAD'', ''OPPORTUNITY'', ''MEMBERSHIP''))',
            part.name, part.rule);
    END LOOP;
END $$;

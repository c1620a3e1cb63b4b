-- Views are rebuilt beside themselves: what readers know as view.lead_list is a view on one generation of the table
-- (view.lead_list_g1, view.lead_list_g2, ...). What the next generation will look like stands in the schema "shape", in empty
-- tables, which later migrations change. See "Adding a column to a view" in docs/operations.md.
CREATE SCHEMA shape;
COMMENT ON SCHEMA shape IS 'what the next generation of each view''s tables will look like; always empty';
GRANT USAGE ON SCHEMA shape TO kaipan_projection;

-- Which tables make up a view.
CREATE TABLE engine.view_table (
    table_name text COLLATE "C" PRIMARY KEY,
    view       text COLLATE "C" NOT NULL
);

CREATE TABLE engine.view_generation (
    view        text COLLATE "C" NOT NULL,
    generation  integer NOT NULL CHECK (generation > 0),
    state       text COLLATE "C" NOT NULL CHECK (state IN
        ('BUILDING', 'CATCHING_UP', 'LIVE', 'RETIRED', 'FAILED', 'CANCELLED', 'DROPPED')),
    asked_by    text COLLATE "C",          -- null for the generation that the view began with
    asked_at    timestamptz,
    started_at  timestamptz,               -- of the last try
    built_at    timestamptz,               -- when the bulk of the log was in
    live_at     timestamptz,
    ended_at    timestamptz,
    log_end     bigint,                    -- where the log ended when the bulk began
    read_to     bigint,                    -- how far the bulk has come
    events      bigint NOT NULL DEFAULT 0, -- read by the bulk
    rows        bigint NOT NULL DEFAULT 0, -- written by the bulk
    parked      bigint NOT NULL DEFAULT 0, -- by the bulk, into the dead letters
    failure     text,
    comparison  jsonb,
    PRIMARY KEY (view, generation)
);

CREATE UNIQUE INDEX view_generation_live ON engine.view_generation (view) WHERE state = 'LIVE';
CREATE UNIQUE INDEX view_generation_under_way ON engine.view_generation (view)
    WHERE state IN ('BUILDING', 'CATCHING_UP');

GRANT SELECT ON engine.view_table TO kaipan_projection, kaipan_query;
GRANT SELECT, INSERT, UPDATE ON engine.view_generation TO kaipan_projection;
GRANT SELECT ON engine.view_generation TO kaipan_query;

-- The projections' role owns no table and makes none by itself: what it may do to generations stands in these functions.

CREATE FUNCTION view.create_generation(wanted text, generation integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    made text := wanted || '_g' || generation;
BEGIN
    EXECUTE format('DROP TABLE IF EXISTS view.%I', made);
    EXECUTE format('CREATE TABLE view.%I (LIKE shape.%I INCLUDING ALL EXCLUDING INDEXES)', made, wanted);
    EXECUTE (
        SELECT format('ALTER TABLE view.%I ADD CONSTRAINT %I %s', made, made || '_pkey', pg_get_constraintdef(oid))
        FROM pg_constraint WHERE conrelid = format('shape.%I', wanted)::regclass AND contype = 'p');
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON view.%I TO kaipan_projection', made);
END $$;

-- Gives a generation the indexes of the shape; only those that begin with a column, when one is given.
CREATE FUNCTION view.index_generation(wanted text, generation integer, first_column text DEFAULT NULL) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    made  text := wanted || '_g' || generation;
    index record;
BEGIN
    FOR index IN
        SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE i.indrelid = format('shape.%I', wanted)::regclass AND NOT i.indisprimary
            AND (first_column IS NULL OR pg_get_indexdef(i.indexrelid, 1, true) = first_column)
        ORDER BY c.relname
    LOOP
        EXECUTE regexp_replace(index.definition, '^(CREATE (?:UNIQUE )?INDEX) \S+ ON shape\.\S+',
            format('\1 IF NOT EXISTS %I ON view.%I', made || substr(index.name, length(wanted) + 1), made));
    END LOOP;
    IF first_column IS NULL THEN
        EXECUTE format('ANALYZE view.%I', made);
    END IF;
END $$;

-- Lets readers see a generation. Columns of the shape that the generation doesn't have are null. The view is replaced where
-- columns were only added, and made anew, with its grants, where they were not.
CREATE FUNCTION view.show_generation(wanted text, generation integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    made   regclass := format('view.%I', wanted || '_g' || generation)::regclass;
    shown  regclass := to_regclass(format('view.%I', wanted));
    query  text;
    grants text[] := ARRAY['GRANT SELECT ON view.%I TO kaipan_projection, kaipan_query'];
    given  text;
BEGIN
    SELECT format('AS SELECT %s FROM %s', string_agg(
            CASE WHEN EXISTS (SELECT FROM pg_attribute a
                              WHERE a.attrelid = made AND a.attname = s.attname AND NOT a.attisdropped)
                THEN format('%I', s.attname)
                ELSE format('NULL::%s%s AS %I', format_type(s.atttypid, s.atttypmod),
                    (SELECT format(' COLLATE %I.%I', n.nspname, l.collname)
                     FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace
                     WHERE l.oid = s.attcollation AND l.collname <> 'default'), s.attname)
            END, ', ' ORDER BY s.attnum), made)
        INTO query
        FROM pg_attribute s
        WHERE s.attrelid = format('shape.%I', wanted)::regclass AND s.attnum > 0 AND NOT s.attisdropped;

    IF shown IS NOT NULL AND EXISTS (
        SELECT FROM (
            SELECT row_number() OVER (ORDER BY attnum) AS place, attname, atttypid, attcollation
            FROM pg_attribute WHERE attrelid = shown AND attnum > 0 AND NOT attisdropped) now
        LEFT JOIN (
            SELECT row_number() OVER (ORDER BY attnum) AS place, attname, atttypid, attcollation
            FROM pg_attribute
            WHERE attrelid = format('shape.%I', wanted)::regclass AND attnum > 0 AND NOT attisdropped) next
            USING (place, attname, atttypid, attcollation)
        WHERE next.place IS NULL)
    THEN
        SELECT grants || coalesce(array_agg(format('GRANT %s ON view.%%I TO %s', acl.privilege_type,
                CASE acl.grantee WHEN 0 THEN 'PUBLIC' ELSE format('%I', pg_get_userbyid(acl.grantee)) END)), '{}')
            INTO grants
            FROM pg_class c, aclexplode(c.relacl) acl
            WHERE c.oid = shown AND acl.grantee <> c.relowner;
        EXECUTE format('DROP VIEW view.%I', wanted);
    END IF;
    EXECUTE format('CREATE OR REPLACE VIEW view.%I %s', wanted, query);
    FOREACH given IN ARRAY grants LOOP
        EXECUTE format(given, wanted);
    END LOOP;
END $$;

-- Refuses, by the dependency, to drop the generation that is shown.
CREATE FUNCTION view.drop_generation(wanted text, generation integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    EXECUTE format('DROP TABLE IF EXISTS view.%I', wanted || '_g' || generation);
END $$;

-- For migrations: a table of the shape becomes part of a view, with a first generation that readers see.
CREATE FUNCTION view.add_table(of_view text, added text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO engine.view_table (table_name, view) VALUES (added, of_view);
    INSERT INTO engine.view_generation (view, generation, state, live_at) VALUES (of_view, 1, 'LIVE', now())
        ON CONFLICT DO NOTHING;
    PERFORM view.create_generation(added, generation), view.index_generation(added, generation)
        FROM engine.view_generation WHERE view = of_view AND state IN ('BUILDING', 'CATCHING_UP', 'LIVE', 'RETIRED');
    PERFORM view.show_shape(added);
END $$;

-- For migrations, after a change of shape: readers see all its columns, null until the view is rebuilt.
CREATE FUNCTION view.show_shape(changed text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM view.show_generation(changed, g.generation)
        FROM engine.view_table t JOIN engine.view_generation g ON g.view = t.view AND g.state = 'LIVE'
        WHERE t.table_name = changed;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA view FROM PUBLIC;
GRANT EXECUTE ON FUNCTION view.create_generation, view.index_generation, view.show_generation, view.drop_generation
    TO kaipan_projection;

-- The tables there are become the first generation.
DO $$
DECLARE
    part  record;
    index record;
BEGIN
    INSERT INTO engine.view_table (view, table_name) VALUES
        ('lead-list', 'lead_customer'), ('lead-list', 'lead_list'),
        ('customer-record', 'customer_record'), ('customer-record', 'customer_link'),
        ('opportunity-record', 'opportunity_record'),
        ('project-list', 'project_list'), ('project-list', 'project_policy'), ('project-list', 'project_policy_entry'),
        ('user-list', 'user_list');
    INSERT INTO engine.view_generation (view, generation, state, live_at)
        SELECT DISTINCT view, 1, 'LIVE', now() FROM engine.view_table;
    FOR part IN SELECT table_name AS name FROM engine.view_table LOOP
        EXECUTE format('CREATE TABLE shape.%I (LIKE view.%I INCLUDING ALL EXCLUDING INDEXES)', part.name, part.name);
        FOR index IN
            SELECT c.relname AS name, i.indisprimary AS is_key, pg_get_indexdef(i.indexrelid) AS definition,
                pg_get_constraintdef(k.oid) AS key
            FROM pg_index i
                JOIN pg_class c ON c.oid = i.indexrelid
                LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype = 'p'
            WHERE i.indrelid = format('view.%I', part.name)::regclass
        LOOP
            IF index.is_key THEN
                EXECUTE format('ALTER TABLE shape.%I ADD CONSTRAINT %I %s', part.name, index.name, index.key);
            ELSE
                EXECUTE replace(index.definition, ' ON view.', ' ON shape.');
            END IF;
            EXECUTE format('ALTER INDEX view.%I RENAME TO %I', index.name,
                part.name || '_g1' || substr(index.name, length(part.name) + 1));
        END LOOP;
        EXECUTE format('ALTER TABLE view.%I RENAME TO %I', part.name, part.name || '_g1');
        EXECUTE format('REVOKE ALL ON view.%I FROM kaipan_query', part.name || '_g1');
        PERFORM view.show_generation(part.name, 1);
    END LOOP;
END $$;

-- What came of comparing a generation of a view with the one that is read.
ALTER TABLE engine.view_generation DROP COLUMN comparison;

CREATE TABLE engine.view_comparison (
    view       text COLLATE "C" NOT NULL,
    generation integer NOT NULL,
    compared   integer NOT NULL,           -- with this generation
    started_at timestamptz NOT NULL,
    ended_at   timestamptz,
    rows       bigint NOT NULL DEFAULT 0,  -- compared
    different  bigint NOT NULL DEFAULT 0,
    failure    text,
    PRIMARY KEY (view, generation)
);

-- The first of the rows that differ; keys are ids and codes, never personal data.
CREATE TABLE engine.view_difference (
    view       text COLLATE "C" NOT NULL,
    generation integer NOT NULL,
    place      integer NOT NULL,
    table_name text COLLATE "C" NOT NULL,
    key        text[] NOT NULL,
    kind       text COLLATE "C" NOT NULL CHECK (kind IN ('MISSING', 'ADDED', 'CHANGED')),
    columns    text[] NOT NULL,
    PRIMARY KEY (view, generation, place),
    FOREIGN KEY (view, generation) REFERENCES engine.view_comparison ON DELETE CASCADE
);

GRANT SELECT, INSERT, UPDATE, DELETE ON engine.view_comparison, engine.view_difference TO kaipan_projection;
GRANT SELECT ON engine.view_comparison, engine.view_difference TO kaipan_query;

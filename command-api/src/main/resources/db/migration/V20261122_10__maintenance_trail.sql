-- Who has done what to the machinery (AUD-6)? Rows are added and never changed again; they hold no personal data.
CREATE TABLE trail.maintenance (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL,
    user_name text COLLATE "C" NOT NULL,
    roles     text[] NOT NULL,
    deed      text COLLATE "C" NOT NULL,
    target    text NOT NULL,
    reason    text
);

CREATE INDEX maintenance_by_user ON trail.maintenance (user_name, id);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trail.maintenance
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE trail.maintenance ENABLE ALWAYS TRIGGER append_only;

GRANT SELECT, INSERT ON trail.maintenance TO kaipan_command;
GRANT SELECT ON trail.maintenance TO kaipan_query;

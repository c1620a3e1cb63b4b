-- Who has read whose personal data (G-8)? Rows are added and never changed again; they name customers, and hold none of
-- their data.
CREATE TABLE trail.personal_data_read (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL,
    user_name text COLLATE "C" NOT NULL,
    roles     text[] NOT NULL,
    what      text COLLATE "C" NOT NULL,
    customers text[] NOT NULL CHECK (cardinality(customers) > 0)
);

CREATE INDEX personal_data_read_by_user ON trail.personal_data_read (user_name, id);
CREATE INDEX personal_data_read_by_customer ON trail.personal_data_read USING gin (customers);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trail.personal_data_read
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE trail.personal_data_read ENABLE ALWAYS TRIGGER append_only;

GRANT SELECT, INSERT ON trail.personal_data_read TO kaipan_query;

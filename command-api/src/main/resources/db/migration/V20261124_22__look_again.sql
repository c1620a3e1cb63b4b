-- Projects whose open opportunities are all to be looked at again, because their policy changed (OPP-8): they are marked in
-- portions, in the order of their ids.
CREATE TABLE lookup.look_again (
    project text COLLATE "C" PRIMARY KEY,
    behind  text COLLATE "C" NOT NULL -- the last opportunity marked
);
GRANT SELECT, INSERT, UPDATE, DELETE ON lookup.look_again TO kaipan_command;
CREATE INDEX opportunity_open_in_project ON lookup.opportunity (project, opportunity_id) WHERE open;

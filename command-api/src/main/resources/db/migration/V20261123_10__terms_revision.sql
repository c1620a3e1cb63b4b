-- By this number a command that took a project's terms for granted proves that they are still those. Every write takes a
-- number that none had before, also one that is rolled back.
ALTER TABLE lookup.project_terms ADD COLUMN revision bigint GENERATED ALWAYS AS IDENTITY;
GRANT UPDATE (revision) ON lookup.project_terms TO kaipan_command;

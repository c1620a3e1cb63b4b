-- Whether a password is still the one that Kaipan made up and printed; of those set before this was asked, it isn't known.
ALTER TABLE lookup.credential ADD COLUMN generated boolean NOT NULL DEFAULT false;
GRANT UPDATE (generated) ON lookup.credential TO kaipan_command;

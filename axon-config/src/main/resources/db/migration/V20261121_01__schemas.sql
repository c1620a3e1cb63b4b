-- The rooms of the database. Each migration grants the three application roles exactly what they need in them.
CREATE SCHEMA log;
COMMENT ON SCHEMA log IS 'what happened: events and snapshots of aggregates';
CREATE SCHEMA keys;
COMMENT ON SCHEMA keys IS 'wrapped keys of personal data (G-5); backed up apart from everything else';
CREATE SCHEMA engine;
COMMENT ON SCHEMA engine IS 'how far the event processors have come, and what they could not handle';
CREATE SCHEMA lookup;
COMMENT ON SCHEMA lookup IS 'command side: what must be unique or looked up in the command''s own transaction';
CREATE SCHEMA jobs;
COMMENT ON SCHEMA jobs IS 'long-running work of the command side';
CREATE SCHEMA view;
COMMENT ON SCHEMA view IS 'what queries read; can be rebuilt from the log';
CREATE SCHEMA trail;
COMMENT ON SCHEMA trail IS 'who read what (G-8)';

GRANT USAGE ON SCHEMA log, keys, engine, view, trail TO kaipan_command, kaipan_projection, kaipan_query;
GRANT USAGE ON SCHEMA lookup, jobs TO kaipan_command, kaipan_query;

-- When each open opportunity is to be looked at again, whether a reminder is due (OPP-8): a new one at once, null never.
ALTER TABLE lookup.opportunity ADD COLUMN look_at timestamptz DEFAULT '-infinity';
CREATE INDEX opportunity_to_look_at ON lookup.opportunity (look_at) WHERE open;
GRANT UPDATE (look_at) ON lookup.opportunity TO kaipan_command;

-- The cluster's timer, as db-scheduler 16 wants it: of all nodes one picks a task when it is due, and another takes it over
-- when that one's heartbeat stops.
CREATE TABLE jobs.scheduled_task (
    task_name            text COLLATE "C" NOT NULL,
    task_instance        text COLLATE "C" NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_task_due ON jobs.scheduled_task (execution_time);
CREATE INDEX scheduled_task_heartbeat ON jobs.scheduled_task (last_heartbeat);
GRANT SELECT, INSERT, UPDATE, DELETE ON jobs.scheduled_task TO kaipan_command;

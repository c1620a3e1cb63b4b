-- Spreadsheets on their way in (LEA-7): how far each is, and which rows were rejected. No cell of a sheet is kept here.
CREATE TABLE jobs.import_job (
    id            text COLLATE "C" PRIMARY KEY CHECK (id ~ '^import_[0-7][0-9a-hjkmnp-tv-z]{25}$'),
    kind          text        NOT NULL,
    file_name     text        NOT NULL,
    user_name     text COLLATE "C" NOT NULL,
    roles         text[]      NOT NULL,
    projects      text[]      NOT NULL,
    state         text        NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'FAILED')),
    failure       text CHECK ((failure IS NULL) = (state <> 'FAILED')),
    row_count     int         NOT NULL,
    done          int         NOT NULL DEFAULT 0,
    accepted      int         NOT NULL DEFAULT 0,
    already_there int         NOT NULL DEFAULT 0,
    rejected      int         NOT NULL DEFAULT 0,
    settled_row   int         NOT NULL DEFAULT 0,
    log_position  bigint      NOT NULL,
    started_at    timestamptz NOT NULL,
    heartbeat_at  timestamptz NOT NULL,
    finished_at   timestamptz CHECK ((finished_at IS NULL) = (state = 'RUNNING')),
    CHECK (done = accepted + already_there + rejected)
);
COMMENT ON COLUMN jobs.import_job.settled_row IS 'all rows up to this one are counted; a job that was cut off goes on behind it';
COMMENT ON COLUMN jobs.import_job.log_position IS 'the head of the log when settled_row was counted; -1 when the log was empty';
COMMENT ON COLUMN jobs.import_job.heartbeat_at IS 'when the node that has the file last said so';
CREATE INDEX import_job_of_user ON jobs.import_job (user_name, id);
CREATE INDEX import_job_running ON jobs.import_job (heartbeat_at) WHERE state = 'RUNNING';

CREATE TABLE jobs.import_rejection (
    job         text COLLATE "C" NOT NULL REFERENCES jobs.import_job (id),
    row_number  int   NOT NULL,
    line        bigint NOT NULL,
    column_name text,
    code        text  NOT NULL,
    rule        text  NOT NULL,
    details     jsonb NOT NULL,
    PRIMARY KEY (job, row_number)
);

GRANT SELECT, INSERT, UPDATE ON jobs.import_job TO kaipan_command;
GRANT SELECT, INSERT ON jobs.import_rejection TO kaipan_command;

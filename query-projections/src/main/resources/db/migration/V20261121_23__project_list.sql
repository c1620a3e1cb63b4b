-- Which projects are there, and which policies hold in them?
CREATE TABLE view.project_list (
    project        text COLLATE "C" PRIMARY KEY,
    version        bigint NOT NULL,
    name           text NOT NULL,
    city           text NOT NULL,
    region         text,
    time_zone      text COLLATE "C" NOT NULL,
    closed_at      timestamptz,
    close_reason   text,
    policy_version integer NOT NULL,
    opened_at      timestamptz NOT NULL,
    changed_at     timestamptz NOT NULL
);

CREATE TABLE view.project_policy (
    project        text COLLATE "C" NOT NULL,
    kind           text COLLATE "C" NOT NULL,
    version        integer NOT NULL,
    effective_from date NOT NULL,
    set_at         timestamptz NOT NULL,
    set_by         text COLLATE "C" NOT NULL,
    PRIMARY KEY (project, kind, version)
);

CREATE TABLE view.project_policy_entry (
    project         text COLLATE "C" NOT NULL,
    kind            text COLLATE "C" NOT NULL,
    version         integer NOT NULL,
    place           integer NOT NULL,
    code            text COLLATE "C" NOT NULL,
    label           text,
    retired         boolean NOT NULL,
    win_probability integer,
    PRIMARY KEY (project, kind, version, place)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON view.project_list, view.project_policy, view.project_policy_entry
    TO kaipan_projection;
GRANT SELECT ON view.project_list, view.project_policy, view.project_policy_entry TO kaipan_query;

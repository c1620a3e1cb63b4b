-- Who works here, in which roles and projects?
CREATE TABLE view.user_list (
    user_name     text COLLATE "C" PRIMARY KEY,
    version       bigint NOT NULL,
    display_name  text NOT NULL,
    roles         text[] NOT NULL,
    projects      text[] NOT NULL,
    suspended     boolean NOT NULL,
    registered_at timestamptz NOT NULL,
    changed_at    timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON view.user_list TO kaipan_projection;
GRANT SELECT ON view.user_list TO kaipan_query;

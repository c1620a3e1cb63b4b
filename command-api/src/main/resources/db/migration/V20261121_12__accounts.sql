-- Users as commands and sign-in see them (G-7).
CREATE TABLE lookup.user_entry (
    user_name    text COLLATE "C" PRIMARY KEY,
    display_name text NOT NULL,
    roles        text[] NOT NULL,
    projects     text[] NOT NULL,
    suspended    boolean NOT NULL
);

-- Passwords of local accounts, hashed; no part of the log.
CREATE TABLE lookup.credential (
    user_name     text COLLATE "C" PRIMARY KEY,
    password_hash text NOT NULL,
    changed_at    timestamptz NOT NULL
);

-- Sign-ins that failed, by user name and by network address; the row goes with the next one that succeeds.
CREATE TABLE lookup.failed_sign_in (
    kind          text COLLATE "C" NOT NULL CHECK (kind IN ('USER', 'ADDRESS')),
    name          text COLLATE "C" NOT NULL,
    failures      integer NOT NULL,
    last_at       timestamptz NOT NULL,
    blocked_until timestamptz NOT NULL,
    PRIMARY KEY (kind, name)
);

GRANT SELECT, INSERT, UPDATE ON lookup.user_entry TO kaipan_command;
GRANT SELECT, INSERT, UPDATE (password_hash, changed_at) ON lookup.credential TO kaipan_command;
GRANT SELECT, INSERT, UPDATE, DELETE ON lookup.failed_sign_in TO kaipan_command;

-- Which two customers are linked as relatives, the smaller id first (CUS-5).
CREATE TABLE lookup.relative_pair (
    one   text COLLATE "C" NOT NULL,
    other text COLLATE "C" NOT NULL,
    PRIMARY KEY (one, other),
    CHECK (one < other)
);

GRANT SELECT, INSERT, DELETE ON lookup.relative_pair TO kaipan_command;

-- What each questionnaire asks now (QST-2).
CREATE TABLE lookup.questionnaire (
    questionnaire text COLLATE "C" PRIMARY KEY,
    terms         jsonb NOT NULL
);

GRANT SELECT, INSERT, UPDATE (terms) ON lookup.questionnaire TO kaipan_command;

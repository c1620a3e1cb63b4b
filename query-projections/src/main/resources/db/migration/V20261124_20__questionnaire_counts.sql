-- How often was what answered to a questionnaire? (QST-3) The last answers of each record, which replace those before; no
-- texts. An answer to several choices stands there once for itself, its choice empty, and once for each choice.
CREATE TABLE shape.questionnaire_last (
    record_id     text COLLATE "C" NOT NULL,
    questionnaire text COLLATE "C" NOT NULL,
    number        integer NOT NULL,
    project       text COLLATE "C" NOT NULL,
    occurred_at   timestamptz NOT NULL,
    questions     text[] NOT NULL,
    choices       text[] NOT NULL,
    numbers       text[] NOT NULL,
    PRIMARY KEY (record_id, questionnaire)
);
CREATE INDEX questionnaire_last_by_questionnaire ON shape.questionnaire_last (questionnaire, project, occurred_at);

SELECT view.add_table('questionnaire-counts', 'questionnaire_last');

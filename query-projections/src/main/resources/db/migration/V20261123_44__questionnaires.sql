-- Which questionnaires are there, and what did each version ask? (QST-1)
CREATE TABLE shape.questionnaire_list (
    questionnaire  text COLLATE "C" PRIMARY KEY,
    version        bigint NOT NULL,
    kind           text COLLATE "C" NOT NULL,
    latest         integer NOT NULL,
    retired_at     timestamptz,
    retired_reason text,
    changed_at     timestamptz NOT NULL
);

CREATE TABLE shape.questionnaire_version (
    questionnaire text COLLATE "C" NOT NULL,
    number        integer NOT NULL,
    title         text NOT NULL,
    defined_at    timestamptz NOT NULL,
    defined_by    text COLLATE "C" NOT NULL,
    PRIMARY KEY (questionnaire, number)
);

CREATE TABLE shape.questionnaire_question (
    questionnaire text COLLATE "C" NOT NULL,
    number        integer NOT NULL,
    place         integer NOT NULL,
    code          text COLLATE "C" NOT NULL,
    kind          text COLLATE "C" NOT NULL,
    text          text NOT NULL,
    required      boolean NOT NULL,
    choice_codes  text[] NOT NULL,
    choice_labels text[] NOT NULL,
    PRIMARY KEY (questionnaire, number, place)
);

SELECT view.add_table('questionnaire-list', 'questionnaire_list');
SELECT view.add_table('questionnaire-list', 'questionnaire_version');
SELECT view.add_table('questionnaire-list', 'questionnaire_question');

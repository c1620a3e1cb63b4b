-- What was answered to which questionnaire, and when? (QST-2) Every answering stays; texts are sealed under the customer's key.
CREATE TABLE shape.questionnaire_answering (
    record_id     text COLLATE "C" NOT NULL,
    version       bigint NOT NULL,
    questionnaire text COLLATE "C" NOT NULL,
    number        integer NOT NULL,
    customer_id   text COLLATE "C" NOT NULL,
    project       text COLLATE "C" NOT NULL,
    occurred_at   timestamptz NOT NULL,
    recorded_at   timestamptz NOT NULL,
    recorded_by   text COLLATE "C" NOT NULL,
    PRIMARY KEY (record_id, version)
);

CREATE TABLE shape.questionnaire_answer (
    record_id   text COLLATE "C" NOT NULL,
    version     bigint NOT NULL,
    code        text COLLATE "C" NOT NULL,
    customer_id text COLLATE "C" NOT NULL,
    choices     text[] NOT NULL,
    number      text,
    text_sealed text,
    PRIMARY KEY (record_id, version, code)
);
CREATE INDEX questionnaire_answer_by_customer ON shape.questionnaire_answer (customer_id);

SELECT view.add_table('questionnaire-answers', 'questionnaire_answering');
SELECT view.add_table('questionnaire-answers', 'questionnaire_answer');

-- One filled survey, or one being filled. The answers stand together: they are read and counted together.
CREATE TABLE response (
    seq {serial},
    id TEXT NOT NULL UNIQUE, survey_id TEXT NOT NULL, version BIGINT NOT NULL, state TEXT NOT NULL,
    token TEXT, receipt TEXT, invitation_id TEXT, link_id TEXT, customer_id TEXT, language TEXT NOT NULL,
    channel TEXT NOT NULL, touchpoint TEXT, location TEXT, brand TEXT, hidden TEXT, answers TEXT NOT NULL,
    page TEXT, question TEXT, seconds TEXT, occurred_at BIGINT, started_at BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    completed_at BIGINT, quota TEXT, feedback_id TEXT
);
CREATE INDEX response_survey ON response (survey_id, state, seq);
CREATE UNIQUE INDEX response_token ON response (token) WHERE token IS NOT NULL;
CREATE UNIQUE INDEX response_receipt ON response (receipt) WHERE receipt IS NOT NULL;
CREATE UNIQUE INDEX response_invitation ON response (invitation_id) WHERE invitation_id IS NOT NULL;
CREATE INDEX response_feedback ON response (feedback_id) WHERE feedback_id IS NOT NULL;
CREATE INDEX response_customer ON response (customer_id) WHERE customer_id IS NOT NULL;

-- Anonymous answers wait here until so many have gathered that they can go on together, shuffled. The order of the
-- rows is that of their random ids: it tells nothing about who came when.
CREATE TABLE response_waiting (
    id TEXT NOT NULL PRIMARY KEY, survey_id TEXT NOT NULL, token TEXT NOT NULL UNIQUE, receipt TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
) {without_rowid};
CREATE INDEX response_waiting_survey ON response_waiting (survey_id, id);
